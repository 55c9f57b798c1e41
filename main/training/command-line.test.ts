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

it('quotes a name so that a shell reads it back as one word', () => {
  expect(commandLineOf({ ...request, name: "it's mine" }, 'a.sqlite')).toContain(
    String.raw`--name 'it'\''s mine'`,
  );
});
