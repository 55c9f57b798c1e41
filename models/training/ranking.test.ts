import { beforeAll, expect, test } from 'vitest';
import { createNetwork } from '../network/create-network.ts';
import { RandomStream } from '../random/random-stream.ts';
import { useCpuEngine } from '../testing/cpu-engine.ts';
import { leakedTensors } from '../testing/leaked-tensors.ts';
import { syntheticDataset } from '../testing/synthetic-dataset.ts';
import { tinyConfiguration } from '../testing/tiny-run.ts';
import { headScores, headsOf, memberHeadScores } from './frozen-heads.ts';
import type { LinearHeads } from './linear-heads.ts';
import { ModelState } from './model-state.ts';
import { prepareRun, type PreparedRun } from './prepare.ts';
import { deployedSources, rankNow } from './ranking.ts';

beforeAll(useCpuEngine);

const MEMBERS = 2;
const run = prepareRun(syntheticDataset({ encounters: 4000, absent: 0.1 }), tinyConfiguration());
const stateOf = ({ configuration }: PreparedRun, members = MEMBERS): ModelState =>
  ModelState.initial(createNetwork(configuration, 6), members, RandomStream.fromSeed(3), -2);

/** Weights of the heads of one member. */
const ofMember = ({ weights }: LinearHeads, member: number): number[] =>
  Array.from(weights.slice((member * weights.length) / MEMBERS, ((member + 1) * weights.length) / MEMBERS));

test('the heads of a member do not see the labels of the fold it held out', () => {
  const state = stateOf(run);
  const heldOut = new Set(run.members[0]!.monitor);
  const turned = { ...run, labels: run.labels.map((label, row) => (heldOut.has(row) ? 1 - label : label)) };
  const [heads, others] = [run, turned].map((each) => headsOf(state, each, run.trainingRows));
  expect(ofMember(others!, 0)).toEqual(ofMember(heads!, 0));
  expect(ofMember(others!, 1)).not.toEqual(ofMember(heads!, 1));
  state.dispose();
});

test('each member scores rows of its own, lists of different lengths', async () => {
  const state = stateOf(run);
  const heads = headsOf(state, run, run.trainingRows);
  const rows = [run.validationRows.subarray(0, 5), run.validationRows.subarray(3, 6)];
  let scores: Float32Array[][] = [];
  expect(
    await leakedTensors(() => {
      scores = memberHeadScores(state, run.inputs, rows, heads);
    }),
  ).toBe(0);
  expect(scores.map((own) => own.map(({ length }) => length))).toEqual([Array(6).fill(5), Array(6).fill(3)]);
  // Rows 3 and 4 are scored by both: their mean is what all members say together.
  const together = headScores(state, { inputs: run.inputs, rows: run.validationRows.subarray(3, 5) }, heads);
  together.forEach((own, m) => {
    own.forEach((score, i) => {
      expect((scores[0]![m]![3 + i]! + scores[1]![m]![i]!) / 2).toBeCloseTo(score, 5);
    });
  });
  state.dispose();
});

test('the modality without signal is found dead, even by random networks, and left out of the fusion', () => {
  const state = stateOf(run);
  const { ranking, strengths } = rankNow(run, state);
  const procedures = run.inputs.modalities.indexOf('procedures');
  // Folds count: 40 % of the training encounters beside validation.
  const [low, high] = strengths[procedures]!.interval!;
  expect(high - low).toBeLessThan(0.1);
  expect(ranking.dead).toContain(procedures);
  expect(ranking.dead).not.toContain(run.inputs.modalities.indexOf('labs'));
  const known = { ...ranking, dead: [procedures] };
  const everything = 0b111111;
  const filledIn = (each: PreparedRun): number[] =>
    Array.from(deployedSources(each, known).sources.slice(everything * 6, everything * 6 + 6));
  expect(filledIn(run)).toEqual([0, 1, 2, 3, -1, 5]);
  const heard = prepareRun(
    syntheticDataset({ encounters: 400 }),
    tinyConfiguration({ settings: { silenceDead: false } }),
  );
  expect(filledIn(heard)).toEqual([0, 1, 2, 3, 4, 5]);
  state.dispose();
});
