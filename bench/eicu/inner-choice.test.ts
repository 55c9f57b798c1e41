import { expect, it } from 'vitest';
import { ALL_MODALITIES, NUM_SUBSETS } from '../gates/subsets.ts';
import { chooseBlend, type InnerScores } from './inner-choice.ts';

/** 20 rows of each of two folds; the experts rank the first fold rightly, the network the second. */
function innerScores(): InnerScores {
  const labels = Uint8Array.from({ length: 40 }, (_, row) => row % 2);
  const names = Array.from(labels, (_, row) => `stay-${row}`);
  const foldOf = names.map((_, row) => (row < 20 ? 0 : 1));
  const table = (rightFold: number): Float32Array =>
    Float32Array.from({ length: 40 * NUM_SUBSETS }, (_, cell) => {
      const row = Math.floor(cell / NUM_SUBSETS);
      const sign = foldOf[row] === rightFold ? 1 : -1;
      return sign * (labels[row] ?? 0);
    });
  return {
    heldOut: [0, 1],
    rows: { encounters: names, patients: names, labels, usable: new Uint8Array(40).fill(ALL_MODALITIES) },
    foldOf,
    network: { ebr: table(1), omit: new Float32Array(40 * NUM_SUBSETS) },
    experts: table(0),
  };
}

it('a choice for a fold is made on the other one, and never reads its own rows', () => {
  const request = { policies: ['omit', 'ebr'], rates: [0, 0.5], maskSeeds: [101] };
  expect(chooseBlend(0, [innerScores()], request)).toMatchObject({ policy: 'ebr', share: 0, auroc: 1 });
  expect(chooseBlend(1, [innerScores()], request)).toMatchObject({ share: 0.2, policy: 'omit', auroc: 1 });
  expect(() => chooseBlend(2, [], { ...request, policies: [] })).toThrow('nothing to choose from');
});
