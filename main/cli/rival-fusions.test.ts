import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { runLacuna } from '../testing/lacuna-process.ts';
import { importSynthetic, type SmallStudy } from '../testing/small-study.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

const FULL = process.env['LACUNA_TEST_COUNTS'] === 'full';
const folder = temporaryFolder();
const settings = path.join(folder, 'settings.json');
let study: Pick<SmallStudy, 'home' | 'database'>;

beforeAll(async () => {
  study = await importSynthetic(folder, { admissions: 400, seed: 1 });
  writeFileSync(settings, JSON.stringify({ epochs: 3 }));
});

interface Evaluation {
  readonly rates: readonly { readonly rate: number; readonly brier: number | null }[];
}
interface Scored {
  readonly rows: readonly { readonly status: string; readonly probability?: number }[];
}

it.each(FULL ? ['mt', 'grape', 'm3care', 'muse', 'muse+'] : ['muse+'])(
  'train --fusion %s makes a bundle that predicts and is evaluated',
  async (fusion) => {
    const { home, database } = study;
    const model = path.join(folder, `${fusion}.lacuna`);
    const run = async <T>(...args: string[]): Promise<T> =>
      JSON.parse((await runLacuna([...args, '--database', database, '--json'], { home })).stdout) as T;
    await run(
      ...['train', '--task', 'mortality-90d', '--preset', 'quick', '--encoders', 'vanilla'],
      ...['--fusion', fusion, '--config', settings, '--output', model],
    );
    const { rows } = await run<Scored>('predict', '--all', '--without', 'labs', '--model', model);
    const scored = rows.filter(({ status }) => status === 'scored');
    expect(scored.length).toBeGreaterThan(100);
    const { rates } = await run<Evaluation>('evaluate', '--model', model);
    expect(rates.length).toBeGreaterThan(1);
    for (const { brier } of rates) expect(brier).toBeLessThan(0.3);
  },
  180_000,
);
