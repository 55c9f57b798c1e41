import type { Neighbourhood } from '../../main/api/services.ts';
import { findPatient, listPatients } from './fixture-patients.ts';

const STAYS = [12, 40, 96, 170, 220, 190, 120, 70, 38, 20, 9];
const LOWEST_LOGIT = -4.5;
const BIN = 0.5;

const probabilityAt = (logit: number): number => 1 / (1 + Math.exp(-logit));

/** Invented neighbours of an invented stay. */
export function neighbourhoodOf(encounter: string): Neighbourhood {
  const { states } = findPatient(encounter);
  const { rows } = listPatients({ offset: 0, limit: 11, sort: 'encounter', descending: false });
  const others = rows.filter((row) => row.encounter !== encounter).slice(0, 10);
  const used = Object.entries(states).flatMap(([name, state]) =>
    state === 'present' ? [name as keyof typeof states] : [],
  );
  return {
    n: STAYS.reduce((sum, n) => sum + n, 0),
    nearest: others.map((row, index) => ({
      encounter: row.encounter,
      hadEvent: index % 4 === 0,
      probability: row.probability ?? 0.1,
      similarity: 0.97 - index * 0.02,
      states: row.states,
    })),
    pattern: { used, n: 118 },
    distribution: STAYS.map((n, index) => {
      const from = LOWEST_LOGIT + index * BIN;
      const rate = probabilityAt(from + BIN / 2);
      return { from: probabilityAt(from), to: probabilityAt(from + BIN), n, events: Math.round(n * rate) };
    }),
    ifKnown: (['notes', 'labs'] as const).flatMap((modality) =>
      states[modality] === 'unavailable'
        ? [{ modality, donors: 100, low: 0.06, middle: 0.1, high: 0.19 }]
        : [],
    ),
  };
}
