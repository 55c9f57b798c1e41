import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { evaluation } from '../api/audits.ts';
import { cohortDescription } from '../api/cohorts.ts';
import { EICU_DEMO_FOLDER, EICU_DEMO_MISSING } from '../testing/eicu-demo.ts';
import { documentOf, errorOf, runLacuna, type Ended, SHORT_TRAINING } from '../testing/lacuna-process.ts';
import { MIMIC_DEMO_FOLDER, MIMIC_DEMO_MISSING } from '../testing/mimic-demo.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

const MISSING = EICU_DEMO_MISSING ?? MIMIC_DEMO_MISSING;
/** A surgical and a medical unit of the demo, held out of training. */
const SPEC = `
task: mortality-hospital
variant: admission
source: mimic-iv
split:
  by: unit
  test: [Med/Surg, Medicine/Cardiology]
`;

describe.skipIf(MISSING !== null)(`a model of MIMIC-IV on eICU ${MISSING ?? ''}`, () => {
  const folder = temporaryFolder();
  const home = path.join(folder, 'home');
  const bundle = path.join(folder, 'model');
  const spec = path.join(folder, 'by-unit.yaml');
  const inDatabase = ['--database', path.join(folder, 'records.sqlite'), '--json'];
  const lacuna = (...args: string[]): Promise<Ended> => runLacuna([...args, ...inDatabase], { home });
  const evaluate = (...args: string[]): Promise<Ended> =>
    lacuna('evaluate', '--model', bundle, '--missing-rates', '0', ...args);

  beforeAll(async () => {
    mkdirSync(home);
    writeFileSync(spec, SPEC);
    for (const demo of [MIMIC_DEMO_FOLDER, EICU_DEMO_FOLDER])
      documentOf(await lacuna('import', demo), z.looseObject({ run: z.string() }));
    documentOf(
      await lacuna('train', '--cohort', spec, ...SHORT_TRAINING, '--output', bundle),
      z.looseObject({ model: z.string() }),
    );
  });

  it('is tested on the units that it never saw', async () => {
    const { splits } = documentOf(await lacuna('cohort', '--spec', spec), cohortDescription);
    expect(splits.test.n).toBeGreaterThan(0);
    const own = documentOf(await evaluate(), evaluation);
    expect(own).toMatchObject({ n: splits.test.n, source: 'mimic-iv', trainedOn: 'mimic-iv' });
  });

  it('is tested on every stay of the other source, whose deaths are those of the fixture', async () => {
    const external = documentOf(await evaluate('--source', 'eicu'), evaluation);
    expect(external).toMatchObject({ source: 'eicu', trainedOn: 'mimic-iv', n: 1125, positives: 92 });
    expect(external.rates[0]?.auroc).toBeGreaterThan(0);
  });

  it('has no test split there', async () => {
    expect(errorOf(await evaluate('--source', 'eicu', '--split', 'test'))).toMatchObject({
      code: 'usage',
      exit: 2,
    });
    expect(errorOf(await evaluate('--source', 'mimic-v'))).toMatchObject({
      code: 'not_found',
      hint: 'it has mimic-iv, eicu',
    });
  });
});
