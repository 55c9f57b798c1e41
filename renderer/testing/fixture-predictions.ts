import type { Coalitions } from '../../main/api/services.ts';
import { MODALITIES, type ModalityName, type ModalityState } from '../../models/modalities/modality.ts';
import { FIXTURE_FEATURES } from './fixture-features.ts';
import { fixtureRandom } from './random.ts';

type Coalition = Coalitions['coalitions'][number];
type States = Readonly<Partial<Record<ModalityName, ModalityState>>>;

export const BASE_RATE = 0.09;
const BASE_LOGIT = Math.log(BASE_RATE / (1 - BASE_RATE));
/** Which modality resembles which, strongest first. */
const SIMILARITY: Readonly<Record<ModalityName, readonly (readonly [ModalityName, number])[]>> = {
  demographics: [
    ['diagnoses', 0.41],
    ['medications', 0.33],
  ],
  notes: [
    ['diagnoses', 0.58],
    ['labs', 0.37],
    ['medications', 0.31],
  ],
  labs: [
    ['notes', 0.37],
    ['diagnoses', 0.29],
    ['medications', 0.22],
  ],
  diagnoses: [
    ['medications', 0.83],
    ['notes', 0.58],
    ['labs', 0.29],
  ],
  procedures: [
    ['medications', 0.34],
    ['diagnoses', 0.28],
  ],
  medications: [
    ['diagnoses', 0.83],
    ['notes', 0.31],
    ['labs', 0.22],
  ],
};
const STRENGTH: Readonly<Record<ModalityName, number>> = {
  demographics: 0.5,
  notes: 0.65,
  labs: 0.8,
  diagnoses: 0.45,
  procedures: 0.02,
  medications: 0.25,
};

const probability = (logit: number): number => 1 / (1 + Math.exp(-logit));

function subsets(usable: readonly ModalityName[]): ModalityName[][] {
  return Array.from({ length: 2 ** usable.length }, (_, mask) =>
    usable.filter((_name, index) => (mask >> index) % 2 === 1),
  );
}

function substitutedIn(used: readonly ModalityName[], states: States): Coalition['substituted'] {
  return MODALITIES.filter((name) => !used.includes(name) && states[name] !== 'noneRecorded').flatMap(
    (name) => {
      const rank = SIMILARITY[name].findIndex(([by]) => used.includes(by));
      const found = SIMILARITY[name][rank];
      return found === undefined
        ? []
        : [{ modality: name, by: found[0], similarity: found[1], rankDistance: rank + 1 }];
    },
  );
}

const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));

/** Exact Shapley values of the invented value function, so that bars sum to the score as real ones do. */
function shapley(used: readonly ModalityName[], value: Value) {
  const entries = used.map((name) => {
    const others = used.filter((other) => other !== name);
    const total = subsets(others).reduce((sum, subset) => {
      const weight =
        (factorial(subset.length) * factorial(others.length - subset.length)) / factorial(used.length);
      return sum + weight * (value([...subset, name]) - value(subset));
    }, 0);
    return [name, total] as const;
  });
  return Object.fromEntries(entries) as Partial<Record<ModalityName, number>>;
}

type Value = (used: readonly ModalityName[]) => number;

const usableIn = (states: States) =>
  MODALITIES.filter((name) => states[name] === 'present' || states[name] === 'noneRecorded');

/** The invented logit of each subset of one encounter's modalities. */
function valueOf(encounter: string, states: States): Value {
  const next = fixtureRandom(Number(encounter));
  const own = Object.fromEntries(
    MODALITIES.map((name) => [name, STRENGTH[name] * (next() + next() + next() - 1.35) * 1.6]),
  ) as Record<ModalityName, number>;
  return (used) => {
    if (used.length === 0) return BASE_LOGIT;
    const direct = used.reduce((sum, name) => sum + own[name], 0);
    const borrowed = substitutedIn(used, states).reduce(
      (sum, { by, similarity }) => sum + own[by] * (similarity ?? 0) * 0.2,
      0,
    );
    const together = used.includes('labs') && used.includes('notes') ? 0.12 : 0;
    return BASE_LOGIT + direct + borrowed + together;
  };
}

export function scoreAsFound(encounter: string, states: States): number {
  return probability(valueOf(encounter, states)(usableIn(states)));
}

/** The invented answer for every subset of one encounter, consistent in itself. */
function explain(encounter: string, states: States): Coalitions['coalitions'] {
  const value = valueOf(encounter, states);
  return subsets(usableIn(states))
    .filter((used) => used.length > 0)
    .sort((a, b) => b.length - a.length)
    .map((used) => ({
      used,
      logit: value(used),
      probability: probability(value(used)),
      substituted: substitutedIn(used, states),
      contributions: shapley(used, value),
    }));
}

export function coalitionsOf(encounter: string, model: string, states: States): Coalitions {
  const all = explain(encounter, states);
  const found = all[0];
  const contribution = (name: ModalityName) => found?.contributions[name] ?? 0;
  const observed = found?.probability ?? BASE_RATE;
  const events = Math.round(200 * observed * 0.94);
  return {
    encounter,
    model,
    baseRate: BASE_RATE,
    states,
    inputs: Object.fromEntries(
      MODALITIES.filter((name) => states[name] === 'present').map((name, index) => [
        name,
        { items: FIXTURE_FEATURES[name].length * 6, newestMinutes: index < 1 ? null : 180 * index ** 2 },
      ]),
    ),
    coalitions: all,
    features: Object.fromEntries(
      MODALITIES.filter((name) => states[name] === 'present').map((name) => [
        name,
        FIXTURE_FEATURES[name].map(({ share, reference: _reference, ...feature }) => ({
          ...feature,
          weight: share * contribution(name),
        })),
      ]),
    ),
    observed:
      observed < 0.03
        ? { notAssessed: 'fewer than 5 events among the nearest calibration encounters' }
        : {
            n: 200,
            events,
            rate: events / 200,
            interval: [Math.max(0, events / 200 - 0.045), events / 200 + 0.052],
            from: observed * 0.8,
            to: observed * 1.22,
          },
    candidates: Object.fromEntries(
      MODALITIES.filter(
        (name) => states[name] === 'unavailable' || states[name] === 'nothingKnownToModel',
      ).map((name) => [
        name,
        SIMILARITY[name].map(([by, similarity], rank) => ({
          by,
          similarity,
          rankDistance: rank + 1,
          probability: probability((found?.logit ?? BASE_LOGIT) + (0.5 - rank) * 0.2),
        })),
      ]),
    ),
    notAssessed: null,
    warnings: [],
  };
}
