import { SPLITS } from '../../../models/training/dataset.ts';
import type { PatientQuery } from '../../api/services.ts';
import { LABELS, type ListColumns } from './list-columns.ts';
import type { ListPresence } from './list-presence.ts';
import type { Risks } from './list-risks.ts';
import { Recent } from './recent.ts';

type Filter = Pick<
  PatientQuery,
  'search' | 'label' | 'split' | 'present' | 'absent' | 'model' | 'riskFrom' | 'riskBelow'
>;

/** A page is followed by the next one, and a filter taken back. */
const KEPT_FILTERS = 4;

/**
 * Returns what finds the encounters that are asked for: 1 at their positions, `null` where that is all.
 * @param risksOf the scores of a model, by position.
 */
export function listFilters(
  columns: ListColumns,
  presence: ListPresence,
  risksOf: (model: string) => Risks,
): (filter: Filter) => Uint8Array | null {
  const kept = new Recent<Uint8Array>(KEPT_FILTERS);
  const { labels, splits } = columns;
  return ({ search = '', label, split, present = [], absent = [], model, riskFrom, riskBelow }) => {
    const byRisk = riskFrom !== undefined || riskBelow !== undefined;
    const asked = [label, split, ...present, ...absent].some((value) => value !== undefined);
    if (!asked && !byRisk && search === '') return null;
    const risks = byRisk && model !== undefined ? risksOf(model) : null;
    // Without a risk an encounter lies in no range of risks.
    const hasRisk = (risk: number): boolean => risk >= (riskFrom ?? 0) && risk < (riskBelow ?? Infinity);
    const filter = { search, label, split, present, absent, riskFrom, riskBelow, scores: risks?.key };
    return kept.get(JSON.stringify(filter), () => {
      const found = withPart(columns, search);
      const keep = (isWanted: (position: number) => boolean): void => {
        for (let i = 0; i < found.length; i += 1) if (found[i] === 1 && !isWanted(i)) found[i] = 0;
      };
      const wantedLabel = label === undefined ? -1 : LABELS.indexOf(label);
      const wantedSplit = split === undefined ? -1 : SPLITS.indexOf(split);
      if (label !== undefined) keep((i) => labels[i] === wantedLabel);
      if (split !== undefined) keep((i) => splits[i] === wantedSplit);
      if (byRisk) keep((i) => hasRisk(risks?.values[i] ?? Number.NaN));
      for (const there of present.map(presence.present)) keep((i) => there[i] === 1);
      for (const there of absent.map(presence.present)) keep((i) => there[i] === 0);
      return found;
    });
  };
}

/** 1 where the id of the encounter or of the person holds the part. */
function withPart({ ids, encounters, patients }: ListColumns, part: string): Uint8Array {
  const found = new Uint8Array(ids.length);
  if (part === '') return found.fill(1);
  encounters.mark(part, found);
  patients.mark(part, found);
  return found;
}
