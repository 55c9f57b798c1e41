import { expect, test } from 'vitest';
import { syntheticDataset } from '../testing/synthetic-dataset.ts';
import { tinyConfiguration } from '../testing/tiny-run.ts';
import { type PreparedRun, prepareRun } from '../training/prepare.ts';
import { depthAdvice, longestLag } from './depth-advice.ts';

const RUN = prepareRun(
  syntheticDataset({ encounters: 400 }),
  tinyConfiguration({ fusion: 'concat', settings: { components: 4 } }),
);

/** A run in which one modality speaks this much louder than the others. */
function louder(name: 'labs' | 'diagnoses', times: number, settings: object = {}): PreparedRun {
  const { inputs, configuration } = RUN;
  const values = inputs.values.map((own, m) =>
    inputs.modalities[m] === name ? own.map((x) => times * x) : own,
  );
  return { ...RUN, inputs: { ...inputs, values }, configuration: { ...configuration, ...settings } };
}

test('the louder a modality is, the longer others wait for it', () => {
  const [quiet, loud] = [longestLag(louder('labs', 3)), longestLag(louder('labs', 30))];
  expect(loud?.first).toBe('labs');
  expect(loud!.ratio).toBeGreaterThan(quiet!.ratio);
  expect(longestLag(louder('diagnoses', 30))?.first).toBe('diagnoses');
});

test('an earlier fusion is advised where one modality would be learned much later, and whom it holds for is said', () => {
  const [advice = ''] = depthAdvice(louder('labs', 30));
  expect(advice).toMatch(/times as late as labs.*Zhang, Latham, Saxe 2024.*does not hold under Adam/);
  const [plain = ''] = depthAdvice(louder('labs', 30, { optimizer: 'sgd', fusionDepth: 'late' }));
  expect(plain).toMatch(/fusionDepth late here.*a tendency, not a forecast$/);
});

test('nothing is advised where modalities meet as early as they can, or none waits long', () => {
  expect(depthAdvice(louder('labs', 30, { fusionDepth: 'early' }))).toEqual([]);
  const none = { ...RUN, trainingRows: RUN.trainingRows.subarray(0, 20) };
  expect(longestLag(none)).toBeNull();
  expect(depthAdvice(none)).toEqual([]);
});

test('validation encounters have no part in it', () => {
  const labels = RUN.labels.slice();
  for (const row of RUN.validationRows) labels[row] = 1 - labels[row]!;
  expect(longestLag({ ...RUN, labels })).toEqual(longestLag(RUN));
});
