import path from 'node:path';
import { expect, it } from 'vitest';
import { epochsOf, listTrainingRuns } from '../records/training-runs.ts';
import { runLacuna } from '../testing/lacuna-process.ts';
import { importSynthetic, reading } from '../testing/small-study.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

const folder = temporaryFolder();

interface Scored {
  readonly status: string;
  readonly substituted: readonly unknown[];
}

it('train --encoders kd makes a model that leaves out what is missing, and keeps its losses', async () => {
  const { home, database } = await importSynthetic(folder, { admissions: 400, seed: 1 });
  const model = path.join(folder, 'kd');
  const run = async (...args: string[]): Promise<string> =>
    (await runLacuna([...args, '--database', database, '--json'], { home })).stdout;
  await run('train', '--task', 'mortality-90d', '--preset', 'quick', '--encoders', 'kd', '--output', model);
  const blocks = await reading(database, (db) =>
    listTrainingRuns(db).flatMap((training) =>
      epochsOf(db, training.run).map(({ block, distillationLoss }) =>
        distillationLoss === null ? block : `${block} with its loss`,
      ),
    ),
  );
  const taught = 'distillation with its loss';
  expect(blocks).toEqual([
    ...['semantic', 'semantic', 'semantic', 'semantic'],
    ...[taught, taught, taught],
    ...['semantic', 'semantic', 'semantic'],
  ]);
  const answer = await run('predict', '--all', '--without', 'labs', '--model', model);
  const { rows } = JSON.parse(answer) as { readonly rows: readonly Scored[] };
  const scored = rows.filter(({ status }) => status === 'scored');
  expect(scored.length).toBeGreaterThan(100);
  expect(scored.every(({ substituted }) => substituted.length === 0)).toBe(true);
});
