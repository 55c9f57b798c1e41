import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { expect, it } from 'vitest';
import { peakResidentMegabytes } from './peak-resident.ts';

const ALLOCATED = 150;

it('is what this process held at most, and not what the process that started it did', () => {
  const before = peakResidentMegabytes();
  expect(Buffer.alloc(ALLOCATED * 2 ** 20, 1).length).toBeGreaterThan(0);
  expect(peakResidentMegabytes()).toBeGreaterThan(Math.max(before, ALLOCATED));

  const module = path.join(import.meta.dirname, 'peak-resident.ts');
  const program = `import(${JSON.stringify(module)}).then((peak) => console.log(peak.peakResidentMegabytes()))`;
  const ofChild = Number(execFileSync(process.execPath, ['-e', program], { encoding: 'utf8' }));
  expect(ofChild).toBeGreaterThan(10);
  expect(ofChild).toBeLessThan(ALLOCATED);
});
