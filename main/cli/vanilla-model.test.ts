import { expect, it } from 'vitest';
import { runTraining } from '../training/run-training.ts';
import { errorOf, runLacuna } from '../testing/lacuna-process.ts';
import { importSynthetic, NEVER, QUICK } from '../testing/small-study.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import path from 'node:path';

const folder = temporaryFolder();

it('a policy that a model cannot follow is refused by name', async () => {
  const { home, database } = await importSynthetic(folder, { admissions: 250, seed: 1 });
  const bundle = path.join(folder, 'vanilla');
  const request = { ...QUICK, encoders: 'vanilla', settings: { epochs: 1 } } as const;
  await runTraining({ database, request, output: bundle }, { signal: NEVER });
  const args = ['predict', '--all', '--without', 'labs', '--substitution', 'ebr', '--json'];
  const error = errorOf(await runLacuna([...args, '--database', database, '--model', bundle], { home }));
  expect(error).toMatchObject({ code: 'bad_configuration', exit: 1 });
  expect(error.message).toContain('ebr');
});
