import type { EvidenceContext } from './evidence-context.ts';
import type { SelectedEvents, SelectedRow } from './select-events.ts';

/**
 * What of the selected rows happened within the look-back of the cohort. A row without a time stays: codes of the stay
 * itself have none.
 */
export function withinLookBack(
  selected: SelectedEvents,
  { lookBackMinutes, encounter: { predictionMinute } }: EvidenceContext,
): SelectedEvents {
  if (lookBackMinutes === Infinity) return selected;
  const recent = <Row>(rows: readonly SelectedRow<Row>[]) =>
    rows.filter(({ minutesBefore }) => minutesBefore === null || minutesBefore <= lookBackMinutes);
  const charted = <Row extends { readonly chartMinute: number }>(rows: readonly Row[]) =>
    rows.filter(({ chartMinute }) => predictionMinute - chartMinute <= lookBackMinutes);
  return {
    diagnoses: recent(selected.diagnoses),
    procedures: recent(selected.procedures),
    medications: recent(selected.medications),
    labs: charted(selected.labs),
    notes: charted(selected.notes),
    entries: recent(selected.entries),
  };
}
