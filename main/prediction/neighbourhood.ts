import { MODALITY_STATES, type ModalityName } from '../../models/modalities/modality.ts';
import { nearestRows } from '../../models/prediction/nearest-rows.ts';
import { patternOf } from '../../models/substitution/source-table.ts';
import type { Neighbourhood } from '../api/services.ts';
import type { Database } from '../records/database.ts';
import { membersOf } from './coalition-values.ts';
import { usedBits } from './encounter-coalitions.ts';
import { encounterVectors, type EncounterVectors } from './encounter-vectors.ts';
import { nothingPresent } from './predict-encounter.ts';
import { ifKnown } from './if-known.ts';
import type { LoadedModel } from './loaded-model.ts';
import type { ReferenceStays } from './reference-stays.ts';

const NEAREST = 10;
/** Log-odds; about twenty bars over the risks that occur. */
const BIN = 0.25;

/**
 * One stay among those that the model was not trained on: the most similar ones of other people and how they ended,
 * how often its combination of modalities was seen, how risks are spread, and how far its own could move if what is
 * absent were known.
 * @throws {LacunaError} `nothing_present`; as `encounterVectors`.
 */
export function neighbourhood(
  db: Database,
  model: LoadedModel,
  reference: ReferenceStays,
  encounter: string,
): Neighbourhood {
  const found = encounterVectors(db, model, encounter);
  if (found.usable === 0) throw nothingPresent();
  return {
    n: reference.encounters.length,
    nearest: nearestStays(model, reference, found),
    pattern: patternSeen(model, reference, found.usable),
    distribution: distributionOf(reference),
    ifKnown: ifKnown(model, reference, found),
  };
}

function nearestStays(
  model: LoadedModel,
  reference: ReferenceStays,
  { vectors, usable }: EncounterVectors,
): Neighbourhood['nearest'] {
  const own = model.predictor.fused(vectors, usedBits(model, usable));
  const [person] = vectors.patients;
  const near = nearestRows(own.values, reference.fused, {
    count: NEAREST,
    isCandidate: (row) => reference.vectors.patients[row] !== person,
  });
  return near.flatMap(({ row, similarity }) => {
    const stay = reference.encounters[row];
    if (stay === undefined) return [];
    return [
      {
        encounter: stay.encounter,
        hadEvent: stay.label === 1,
        probability: reference.probabilities[row] ?? 0,
        similarity,
        states: statesOf(reference, row),
      },
    ];
  });
}

function statesOf({ vectors }: ReferenceStays, row: number): Neighbourhood['nearest'][number]['states'] {
  const { modalities, states } = vectors;
  return Object.fromEntries(
    modalities.flatMap((modality, column) => {
      const state = MODALITY_STATES[states[row * modalities.length + column] ?? -1];
      return state === undefined ? [] : [[modality, state] as const];
    }),
  );
}

function patternSeen(
  model: LoadedModel,
  { encounters, usable }: ReferenceStays,
  mask: number,
): Neighbourhood['pattern'] {
  const { modalities } = model.predictor.model;
  const rows = encounters.filter((_, row) => patternOf(usable, row, modalities.length) === mask);
  const used: ModalityName[] = membersOf(modalities, mask);
  return { used, n: rows.length };
}

/** Stays and events by risk, in bins of equal width on the log-odds axis. */
function distributionOf({ encounters, probabilities }: ReferenceStays): Neighbourhood['distribution'] {
  const binOf = (probability: number): number => Math.floor(Math.log(probability / (1 - probability)) / BIN);
  const probabilityAt = (logit: number): number => 1 / (1 + Math.exp(-logit));
  const bins = Map.groupBy(encounters.keys(), (row) => binOf(probabilities[row] ?? 0));
  return [...bins]
    .sort(([a], [b]) => a - b)
    .map(([bin, rows]) => ({
      from: probabilityAt(bin * BIN),
      to: probabilityAt((bin + 1) * BIN),
      n: rows.length,
      events: rows.filter((row) => encounters[row]?.label === 1).length,
    }));
}
