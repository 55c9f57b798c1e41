import type { Coalitions } from '../../../main/api/services.ts';
import { MODALITY_ORDER, type ModalityName } from '../../modality/modalities.ts';

/** What one modality contributes to two scores as found, log-odds; `null` where it is not used. */
export interface BesideRow {
  readonly modality: ModalityName;
  readonly first: number | null;
  readonly second: number | null;
  /** The second less the first; `null` where neither uses it. */
  readonly difference: number | null;
}

/** Two scores as found, modality by modality in the fixed order; what is not used contributes nothing. */
export function besideRows(first: Coalitions, second: Coalitions): BesideRow[] {
  const contributionOf = (answers: Coalitions, modality: ModalityName): number | null => {
    const found = answers.coalitions[0];
    return found?.used.includes(modality) === true ? (found.contributions[modality] ?? null) : null;
  };
  return MODALITY_ORDER.map((modality) => {
    const [own, other] = [contributionOf(first, modality), contributionOf(second, modality)];
    const difference = own === null && other === null ? null : (other ?? 0) - (own ?? 0);
    return { modality, first: own, second: other, difference };
  });
}
