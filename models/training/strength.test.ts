import { expect, it } from 'vitest';
import { RandomStream } from '../random/random-stream.ts';
import { strengthOf, toldStrengths } from './strength.ts';

const scored = (events: number) =>
  Array.from({ length: 60 }, (_, i) => ({ label: Number(i < events), patient: String(i), score: -i }));

it('is an AUROC with its interval from twenty events on, and nothing to tell below', () => {
  const random = RandomStream.fromSeed(1);
  const few = strengthOf(scored(19), random);
  expect(few).toMatchObject({ auroc: 1, events: 19 });
  expect(toldStrengths(['labs', 'notes'], [few, strengthOf(scored(20), random)])).toEqual({
    labs: { auroc: null, interval: null },
    notes: { auroc: 1, interval: [1, 1] },
  });
});
