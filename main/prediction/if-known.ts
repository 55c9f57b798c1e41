import { MODALITY_STATES, type ModalityName } from '../../models/modalities/modality.ts';
import { withBorrowedModality } from '../../models/prediction/borrowed-modality.ts';
import { nearestRows } from '../../models/prediction/nearest-rows.ts';
import { quantile } from '../../models/statistics/quantile.ts';
import type { Neighbourhood } from '../api/services.ts';
import { usedBits } from './encounter-coalitions.ts';
import type { EncounterVectors } from './encounter-vectors.ts';
import type { LoadedModel } from './loaded-model.ts';
import type { ReferenceStays } from './reference-stays.ts';
import { scoreRows } from './score-rows.ts';

/** Finding out more is harmless with these alone: a procedure or a drug is an act, not a piece of information. */
const ASKED_FOR: readonly ModalityName[] = ['notes', 'labs'];
const DONORS = 100;
/** Fewer would not span what is possible. */
const FEWEST_DONORS = 20;
const RANGE = [0.1, 0.5, 0.9] as const;
const PRESENT = MODALITY_STATES.indexOf('present');

/**
 * How far the risk could move if an absent modality were known: the stay is scored with the notes, or labs, of each of
 * the stays that are most like it in everything else. The range holds the middle eight tenths of these scores.
 * @returns one entry a modality that is absent and that enough others have.
 */
export function ifKnown(
  model: LoadedModel,
  reference: ReferenceStays,
  found: EncounterVectors,
): Neighbourhood['ifKnown'] {
  return ASKED_FOR.flatMap((modality) => {
    const column = model.predictor.model.modalities.indexOf(modality);
    const isAbsent = column !== -1 && ((found.usable >> column) & 1) === 0;
    if (!isAbsent) return [];
    const rows = donorsOf(model, reference, { found, column });
    if (rows.length < FEWEST_DONORS) return [];
    const borrowed = withBorrowedModality(found.vectors, modality, { batch: reference.vectors, rows });
    const { probabilities } = scoreRows(model, borrowed, model.predictor.usable(borrowed));
    const [low, middle, high] = RANGE.map((share) => quantileOf(probabilities, share));
    if (low === undefined || middle === undefined || high === undefined) return [];
    return [{ modality, donors: rows.length, low, middle, high }];
  });
}

interface Lacking {
  readonly found: EncounterVectors;
  /** Column of what is absent. */
  readonly column: number;
}

/** Stays of other people that have the modality, the most like this one with it left out of all. */
function donorsOf(model: LoadedModel, reference: ReferenceStays, { found, column }: Lacking): Int32Array {
  const { vectors, usable } = reference;
  const width = vectors.modalities.length;
  const without = usable.map((bit, i) => (i % width === column ? 0 : bit));
  const fused = model.predictor.fused(vectors, without);
  const own = model.predictor.fused(found.vectors, usedBits(model, found.usable));
  const [person] = found.vectors.patients;
  const near = nearestRows(own.values, fused, {
    count: DONORS,
    isCandidate: (row) =>
      vectors.states[row * width + column] === PRESENT && vectors.patients[row] !== person,
  });
  return Int32Array.from(near, ({ row }) => row);
}

function quantileOf(values: Float64Array, share: number): number | undefined {
  const result = quantile(values.toSorted(), share);
  return 'value' in result ? result.value : undefined;
}
