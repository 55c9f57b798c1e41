import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { CohortSpec } from '../api/common.ts';
import { LacunaError } from '../errors.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { cohortText, isCohortFile, parseCohort, readCohortFile } from './cohort-file.ts';
import { cohortSchema } from './known-names.ts';

const folder = temporaryFolder();

/** The error of a text, as `line:column message`, with its hint. */
function refusal(text: string): { where: string; hint: string } {
  try {
    parseCohort(text, 'cohort.yaml');
  } catch (error) {
    if (!(error instanceof LacunaError)) throw error;
    const { code, file, line, column, message, hint = '' } = error;
    expect([code, file]).toEqual(['bad_configuration', 'cohort.yaml']);
    return { where: `${line}:${column} ${message}`, hint };
  }
  throw new Error('the text was taken');
}

const WHOLE: CohortSpec = {
  task: 'mortality-hospital',
  preset: 'default',
  source: 'mimic-iv',
  timing: 'available',
  hours: 48,
  variant: 'admission',
  lookBackHours: 24.5,
  rules: { observationStays: 'exclude' },
  inputs: { outcomeSections: true },
  filters: {
    ageYears: { from: 40, to: 80 },
    lengthOfStayHours: { from: 48 },
    firstUnits: ['Medical Intensive Care Unit (MICU)', 'no', '12'],
    diagnoses: { with: [{ code: '428.0' }, { name: 'heart: failure' }], recorded: 'earlier-stays' },
    procedures: { without: [{ code: '5E1', system: 'ICD10PCS' }] },
    present: { modalities: ['labs'], atLeast: 3 },
    admissions: 'first',
  },
};

describe('a cohort in a file', () => {
  it('reads back as it was written, codes that look like numbers among it', () => {
    expect(parseCohort(cohortText(WHOLE), 'a.yaml')).toEqual(WHOLE);
    expect(parseCohort(JSON.stringify(WHOLE), 'a.json')).toEqual(WHOLE);
    expect(parseCohort(JSON.stringify(WHOLE, null, '\t'), 'a.json')).toEqual(WHOLE);
  });

  it('may name the schema that an editor checks it by', () => {
    const text = '{"$schema": "cohort.schema.json", "task": "mortality-90d"}';
    expect(parseCohort(text, 'a.json')).toEqual({ task: 'mortality-90d', preset: 'default' });
    expect(cohortSchema()).toMatchObject({ required: ['task'], additionalProperties: false });
  });

  it.each(['a.yaml', 'a.YML', '/b/c.json'])('%s is one by its name', (name) => {
    expect(isCohortFile(name)).toBe(true);
  });

  it.each(['muse', 'heart-failure', 'yaml', 'a.yaml.txt'])('%s is none by its name', (name) => {
    expect(isCohortFile(name)).toBe(false);
  });
});

describe('what is wrong with a file is named at its line and column', () => {
  it.each([
    [
      'a name that is not known',
      'task: mortality-90d\nmoon: full\n',
      '2:1 moon is not known here',
      'lookBackHours',
    ],
    [
      'one deeper in',
      'task: mortality-90d\nfilters:\n  ageYears: { from: 40, above: 3 }\n',
      '3:25 filters.ageYears.above is not known here',
      'from, to',
    ],
    [
      'one in a list',
      'task: mortality-90d\nfilters:\n  diagnoses:\n    with:\n      - { code: I50, colour: red }\n',
      '5:22 filters.diagnoses.with.0.colour is not known here',
      'code, system',
    ],
    [
      'a task that there is not',
      'preset: muse\ntask: mortality-30d\n',
      '2:1 task: expected one of',
      'schema',
    ],
    ['a task that is missing', '\n  preset: muse\n', '1:1 task: expected one of', 'schema'],
    [
      'a value of another kind',
      'task: mortality-90d\nrules:\n  mergeEpisodes: perhaps\n',
      '3:3 rules.mergeEpisodes: expected boolean',
      'schema',
    ],
    [
      'a code that YAML takes for a number',
      'task: mortality-90d\nfilters:\n  diagnoses:\n    with:\n      - code: I50\n      - code: 428.0\n',
      '6:9 filters.diagnoses.with.1: expected a code',
      '"428.0"',
    ],
    [
      'limits that fall, in JSON',
      '{\n\t"task": "mortality-90d",\n\t"filters": {\n\t\t"ageYears": {"from": 80, "to": 40}\n\t}\n}',
      '4:3 filters.ageYears: from is above to',
      'schema',
    ],
    [
      'a key that is there twice',
      'task: mortality-90d\ntask: readmission-15d\n',
      '2:1 Map keys must be unique',
      '',
    ],
    ['a bracket that is not closed', 'task: [mortality-90d\n', '2:1 Flow sequence', ''],
    ['a tag', 'task: !!js/function mortality-90d\n', '1:7 Unresolved tag', ''],
    ['two documents', 'task: mortality-90d\n---\ntask: x\n', '2:1 the file holds more than one document', ''],
    ['nothing', '', '1:1 the file holds no cohort', 'task'],
    ['a list', '- mortality-90d\n', '1:1 the file holds no cohort', 'task'],
  ])('%s', (_, text, where, hint) => {
    const refused = refusal(text);
    expect(refused.where.startsWith(where), refused.where).toBe(true);
    expect(refused.hint).toContain(hint);
  });

  it('references that grow without end are not followed', () => {
    const ninefold = (of: string) => Array.from({ length: 9 }, () => `*${of}`).join(', ');
    const text = `a: &a [x]\nb: &b [${ninefold('a')}]\nc: &c [${ninefold('b')}]\ntask: [${ninefold('c')}]\n`;
    expect(refusal(text).where).toContain('a reference of the file cannot be followed');
  });
});

describe('a file', () => {
  const file = (name: string, content: string | Uint8Array) => {
    const place = path.join(folder, name);
    writeFileSync(place, content);
    return place;
  };

  it('that is not there, is no text or is far too large is named', () => {
    const missing = path.join(folder, 'none.yaml');
    const refused = (place: string, code: string) =>
      expect(() => readCohortFile(place)).toThrow(expect.objectContaining({ code, file: place }));
    refused(missing, 'file_unreadable');
    refused(file('latin.yaml', Uint8Array.of(0x74, 0xe4, 0x0a)), 'wrong_encoding');
    refused(file('large.yaml', '#'.repeat(1_000_001)), 'bad_configuration');
  });

  it('may begin with a byte order mark', () => {
    expect(readCohortFile(file('bom.yaml', '\uFEFFtask: mortality-90d\n'))).toMatchObject({
      task: 'mortality-90d',
    });
  });
});

it('every example of the documentation is a cohort', () => {
  const guide = readFileSync(fileURLToPath(new URL('../../docs/cohorts.md', import.meta.url)), 'utf8');
  const examples = [...guide.matchAll(/^```yaml\n(.*?)^```/gms)].map(([, text = '']) => text);
  expect(examples.length).toBeGreaterThan(1);
  for (const text of examples) expect(parseCohort(text, 'docs/cohorts.md').task).toBeTruthy();
});
