import type { NoteEvent } from '../../../models/features/evidence.ts';
import { pathSteps } from '../../../models/features/path-codes.ts';
import type { ModalityName } from '../../../models/modalities/modality.ts';
import { stayEventAvailableAt } from './availability.ts';
import type { Dictionary } from './dictionary.ts';
import { type EvidenceContext, isOfEncounter, isYetToCome } from './evidence-context.ts';
import type { StayEventRow } from './patient-record.ts';
import type { SelectedRow } from './select-events.ts';

/** Modalities whose events a source may know by the minute. */
export type StayEventModality = Exclude<ModalityName, 'demographics' | 'labs'>;

export function isOfStayEvents(modality: ModalityName): modality is StayEventModality {
  return modality !== 'demographics' && modality !== 'labs';
}

/**
 * The events of a modality that had happened and been entered by the prediction time. What a plan of care says about
 * limits of care is left out unless it is asked for: it is a decision about the outcome more than a sign of it.
 */
export function selectStayEvents(
  modality: StayEventModality,
  { record, encounter, inputs, leftOut }: EvidenceContext,
): SelectedRow<StayEventRow>[] {
  const own = record.stayEvents.filter(
    (row) =>
      row.modality === modality &&
      isOfEncounter(row, encounter) &&
      (inputs.careLimitations || row.careLimit === null),
  );
  const available = own.filter((row) => !isYetToCome(stayEventAvailableAt(row), encounter));
  leftOut.add(modality, own.length - available.length);
  return available.map((row) => ({ row, minutesBefore: encounter.predictionMinute - row.eventMinute }));
}

/** An entry of a form as a note: its last step under the one before. */
export function noteEntry({ row, minutesBefore }: SelectedRow<StayEventRow>, codes: Dictionary): NoteEvent {
  const { system, code } = codes.concept(row.conceptId);
  const steps = pathSteps(system, code) ?? [code];
  const value = steps.at(-1) ?? code;
  const heading = steps.at(-2) ?? system;
  return {
    kind: 'entry',
    minutesBefore: Math.max(0, minutesBefore ?? 0),
    text: `${heading}: ${value}`,
    entry: { heading, value },
    file: codes.file(row.fileId),
    line: row.line,
  };
}
