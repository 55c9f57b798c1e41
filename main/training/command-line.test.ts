import { expect, it } from 'vitest';
import { commandLineOf } from './command-line.ts';

const request = {
  task: 'mortality-90d',
  preset: 'default',
  trainingPreset: 'desktop',
  encoders: 'ebr',
  fusion: 'gated',
  seed: 3,
} as const;

it('writes the flags that were chosen and leaves the others out', () => {
  expect(commandLineOf({ ...request, modalities: ['labs', 'notes'] }, '/data/my records.sqlite')).toBe(
    "npm run --silent lacuna -- train --database '/data/my records.sqlite' --task mortality-90d --cohort default" +
      ' --preset desktop --encoders ebr --fusion gated --modalities labs,notes --seed 3',
  );
});

it('writes the switches of the cohort as well', () => {
  const rules = { mergeEpisodes: true, observationStays: 'exclude' } as const;
  const inputs = { outcomeSections: true, auditVariables: false };
  expect(commandLineOf({ ...request, source: 'mimic-iv', rules, inputs }, 'a.sqlite')).toContain(
    '--source mimic-iv --rule mergeEpisodes=true --rule observationStays=exclude --input outcomeSections',
  );
});

it('leaves a cohort with filters to its file', () => {
  const line = commandLineOf({ ...request, filters: { admissions: 'first' } }, 'a.sqlite');
  expect(line).toContain('--cohort <file of the cohort>');
  expect(line).not.toContain('--task');
});

it('names a saved cohort, which says all of it', () => {
  const saved = { name: 'Heart failure', version: 2 };
  const line = commandLineOf({ ...request, filters: { admissions: 'first' }, saved }, 'a.sqlite');
  expect(line).toContain("--cohort 'Heart failure@2' --preset desktop");
  expect(line).not.toContain('<file');
});

it('quotes a name so that a shell reads it back as one word', () => {
  expect(commandLineOf({ ...request, name: "it's mine" }, 'a.sqlite')).toContain(
    String.raw`--name 'it'\''s mine'`,
  );
});

it('writes changed settings and what is searched, ready to copy', () => {
  const settings = { epochs: 20, bagging: false };
  const search = { trials: 9, reduction: 3, space: { dropout: '0..0.6', learningRate: '0.001..0.1 log' } };
  expect(commandLineOf({ ...request, settings, search }, 'a.sqlite')).toContain(
    "--seed 3 --set epochs=20 --set bagging=false --search 9 --vary dropout=0..0.6 --vary 'learningRate=0.001..0.1 log'",
  );
});
