import type { ModalityName } from '../../../models/modalities/modality.ts';
import type { PatientQuery, PatientRow } from '../../api/services.ts';
import type { Risks } from './list-risks.ts';
import type { ListedEncounter } from './patient-listing.ts';
import { Recent } from './recent.ts';

type Filter = Pick<
  PatientQuery,
  'search' | 'label' | 'split' | 'present' | 'absent' | 'model' | 'riskFrom' | 'riskBelow'
>;

/** A page is followed by the next one, and a filter taken back. */
const KEPT_FILTERS = 4;

/**
 * Returns what finds the encounters that are asked for: 1 at their positions, `null` where that is all.
 * @param presenceOf 1 at the positions where a modality is present.
 * @param risksOf the scores of a model, by position.
 */
export function listFilters(
  encounters: readonly ListedEncounter[],
  presenceOf: (modality: ModalityName) => Uint8Array,
  risksOf: (model: string) => Risks,
): (filter: Filter) => Uint8Array | null {
  const kept = new Recent<Uint8Array>(KEPT_FILTERS);
  return ({ search, label, split, present = [], absent = [], model, riskFrom, riskBelow }) => {
    const byRisk = riskFrom !== undefined || riskBelow !== undefined;
    const asked = [search, label, split, ...present, ...absent].some((value) => value !== undefined);
    if (!asked && !byRisk) return null;
    const risks = byRisk && model !== undefined ? risksOf(model) : null;
    // Without a risk an encounter lies in no range of risks.
    const hasRisk = (risk: number): boolean => risk >= (riskFrom ?? 0) && risk < (riskBelow ?? Infinity);
    const filter = { search, label, split, present, absent, riskFrom, riskBelow, scores: risks?.key };
    return kept.get(JSON.stringify(filter), () => {
      const withAll = present.map(presenceOf);
      const withNone = absent.map(presenceOf);
      return Uint8Array.from(encounters, (row, position) => {
        const isWanted =
          withAll.every((found) => found[position] === 1) &&
          withNone.every((found) => found[position] === 0) &&
          (!byRisk || hasRisk(risks?.values[position] ?? Number.NaN)) &&
          (label === undefined || labelName(row) === label) &&
          (split === undefined || row.split === split) &&
          (search === undefined || row.encounter.includes(search) || row.patient.includes(search));
        return isWanted ? 1 : 0;
      });
    });
  };
}

export function labelName({ label }: Pick<ListedEncounter, 'label'>): PatientRow['label'] {
  if (label === undefined) return null;
  if (label === null) return 'unlabelled';
  return label === 1 ? 'positive' : 'negative';
}
