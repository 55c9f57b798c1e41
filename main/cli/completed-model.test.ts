import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { epochsOf, listTrainingRuns } from '../records/training-runs.ts';
import { runLacuna } from '../testing/lacuna-process.ts';
import { importSynthetic, reading, type SmallStudy } from '../testing/small-study.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

const FULL = process.env['LACUNA_TEST_COUNTS'] === 'full';
const folder = temporaryFolder();
let study: Pick<SmallStudy, 'home' | 'database'>;
/** A few epochs of small networks: whether it runs, not how well. */
const FEW = { epochs: 4, encodingWidth: 16, components: 16, fusionWidth: 16, classifierHidden: 16 };

beforeAll(async () => {
  study = await importSynthetic(folder, { admissions: 400, seed: 1 });
});

async function run(...args: string[]): Promise<string> {
  const { home, database } = study;
  return (await runLacuna([...args, '--database', database, '--json'], { home })).stdout;
}

interface Scored {
  readonly status: string;
  readonly substituted: readonly unknown[];
}

const METHODS = [
  ['smil', {}, 'predicted'],
  ['cmae', {}, 'omit'],
  ['shaspec', {}, 'predicted'],
  ['vanilla', { substitution: 'predicted' }, 'predicted'],
] as const;

it.each(FULL ? METHODS : METHODS.slice(0, 1))(
  'train --encoders %s with %o makes a model that scores patients by policy %s, and keeps what its method adds',
  async (encoders, settings, policy) => {
    const [model, config] = [path.join(folder, encoders), path.join(folder, `${encoders}.json`)];
    writeFileSync(config, JSON.stringify({ ...FEW, ...settings }));
    await run(
      ...['train', '--task', 'mortality-90d', '--preset', 'quick', '--encoders', encoders],
      ...['--fusion', 'concat', '--config', config, '--output', model],
    );
    const epochs = await reading(study.database, (db) => {
      const [latest] = listTrainingRuns(db).filter(({ request }) => request.encoders === encoders);
      return latest ? epochsOf(db, latest.run) : [];
    });
    expect(epochs).toHaveLength(FEW.epochs);
    expect(epochs.every(({ auxiliaryLoss }) => auxiliaryLoss !== null)).toBe(true);
    const answer = await run('predict', '--all', '--without', 'labs', '--model', model);
    const { rows } = JSON.parse(answer) as { readonly rows: readonly Scored[] };
    const scored = rows.filter(({ status }) => status === 'scored');
    expect(scored.length).toBeGreaterThan(100);
    expect(scored.every(({ substituted }) => substituted.length === 0)).toBe(true);
    const evaluated = await run('evaluate', '--model', model, '--masks', '1', '--missing-rates', '0.5');
    const { rates } = JSON.parse(evaluated) as { readonly rates: readonly { readonly policy: string }[] };
    expect(rates.map((rate) => rate.policy)).toEqual([policy]);
  },
  120_000,
);
