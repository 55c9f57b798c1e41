import { expect, test } from 'vitest';
import { shapleyValues } from '../attribution/shapley.ts';
import { ModelError } from '../errors.ts';
import { MODALITY_STATES } from '../modalities/modality.ts';
import { sparseRow } from '../features/sparse-rows.ts';
import { logit } from '../statistics/sigmoid.ts';
import { syntheticDataset } from '../testing/synthetic-dataset.ts';
import { resolveConfiguration } from '../training/configuration.ts';
import { trainExperts } from '../training/train-experts.ts';
import { takeEncounters } from '../training/subset.ts';
import { tickingHooks } from '../testing/tiny-run.ts';
import { createPredictor } from './predictor.ts';

const DATA = syntheticDataset({ encounters: 400 });
const M = DATA.modalities.length;
const model = trainExperts(DATA, resolveConfiguration('reference'), tickingHooks());
const predictor = createPredictor(model);
const BATCH = takeEncounters(
  DATA,
  Int32Array.from({ length: 12 }, (_, i) => 380 + i),
);
const ROWS = BATCH.encounters.length;
const { prior, experts } = model.experts!;
const stateOf = (row: number, m: number): string | undefined => MODALITY_STATES[BATCH.states[row * M + m]!];

/** `w . x + b - prior` where the modality is there, by hand. */
function evidenceOf(row: number, m: number): number {
  const modality = DATA.modalities[m]!;
  if (stateOf(row, m) !== 'present') return 0;
  const { indices, values } = sparseRow(BATCH.inputs[modality]!, row);
  const { weights, intercept } = experts[modality]!;
  return Array.from(indices).reduce(
    (sum, column, i) => sum + weights[column]! * values[i]!,
    intercept - prior,
  );
}
const allEvidence = (row: number): number[] => DATA.modalities.map((_, m) => evidenceOf(row, m));

test('the logit is the prior and what each modality in use adds', () => {
  const used = predictor.usable(BATCH).map((bit, i) => (i % M === 2 ? 0 : bit));
  const [all, some] = [predictor.logits(BATCH), predictor.logits(BATCH, used)];
  for (let row = 0; row < ROWS; row += 1) {
    const evidence = allEvidence(row);
    const whole = evidence.reduce((sum, value) => sum + value, prior);
    expect(all[row]).toBeCloseTo(whole, 5);
    expect(some[row]).toBeCloseTo(whole - evidence[2]!, 5);
  }
  expect(prior).toBe(logit(model.baseRate));
});

test('with nothing in use there is no score, and the empty subset is the base rate', () => {
  expect([...predictor.logits(BATCH, new Uint8Array(ROWS * M))].every(Number.isNaN)).toBe(true);
  const table = predictor.allCoalitions(BATCH);
  for (let row = 0; row < ROWS; row += 1) expect(table[row * 2 ** M]).toBeCloseTo(logit(model.baseRate), 6);
});

test('the contribution of a modality is what it adds, exactly', () => {
  const table = predictor.allCoalitions(BATCH);
  for (let row = 0; row < ROWS; row += 1) {
    const values = table.subarray(row * 2 ** M, (row + 1) * 2 ** M);
    shapleyValues(values).forEach((share, m) => expect(share).toBeCloseTo(evidenceOf(row, m), 5));
    expect(values.at(-1)).toBeCloseTo(predictor.logits(BATCH)[row]!, 5);
  }
});

test('effects of features are weight x value, and add up to the evidence without the intercept', () => {
  const row = 3;
  const effects = predictor.featureEffects(BATCH, row);
  DATA.modalities.forEach((modality, m) => {
    const sum = effects[modality]!.reduce((total, value) => total + value, 0);
    const base = stateOf(row, m) === 'present' ? experts[modality]!.intercept - prior : 0;
    expect(sum).toBeCloseTo(evidenceOf(row, m) - base, 5);
  });
  const none = predictor.featureEffects(BATCH, row, new Uint8Array(ROWS * M));
  expect(Object.values(none).every((own) => own.every((value) => value === 0))).toBe(true);
});

test('encounters are alike by what their experts say', () => {
  const { width, values } = predictor.fused(BATCH);
  expect(width).toBe(M);
  for (let cell = 0; cell < values.length; cell += 1)
    expect(values[cell]).toBeCloseTo(evidenceOf(Math.floor(cell / M), cell % M), 5);
  const latents = predictor.latents(BATCH);
  expect(latents.values[2 * ROWS + 5]).toBeCloseTo(evidenceOf(5, 2), 5);
});

test('nothing stands in, and no other policy than leaving out is known', () => {
  expect(predictor.substitutions(BATCH)).toEqual(BATCH.encounters.map(() => []));
  expect(predictor.candidates(BATCH, 0)).toEqual([]);
  for (const ask of [
    () => predictor.logits(BATCH, undefined, 'ebr'),
    () => predictor.allCoalitions(BATCH, 'avg'),
    () => predictor.substitutions(BATCH, undefined, 'zeros'),
  ])
    expect(ask).toThrow(ModelError);
});
