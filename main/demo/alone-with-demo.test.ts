import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { errorOf, runLacuna, startLacuna } from '../testing/lacuna-process.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

const home = path.join(temporaryFolder(), 'home');

it('leaves the demo to the program that prepares it, until that has ended or was killed', async () => {
  const first = startLacuna(['demo', '--admissions', '2000'], { home });
  await once(first.child.stderr!, 'data');
  for (const args of [
    ['demo', '--admissions', '200'],
    ['demo', '--remove'],
  ]) {
    const refusal = errorOf(await runLacuna([...args, '--json'], { home }));
    expect(refusal).toMatchObject({ code: 'database_in_use' });
    expect(refusal.message).toContain(`process ${first.child.pid}`);
  }
  expect(existsSync(path.join(home, 'demo', 'files'))).toBe(true);
  first.child.kill('SIGKILL');
  await first.ended;
  const removed = await runLacuna(['demo', '--remove', '--json'], { home });
  expect(JSON.parse(removed.stdout)).toEqual({ removed: true });
  expect(readdirSync(home)).toEqual([]);
});
