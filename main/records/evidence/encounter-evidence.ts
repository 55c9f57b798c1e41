import type { CodeEvent, EncounterEvidence, LabEvent, NoteEvent } from '../../../models/features/evidence.ts';
import { demographicsOf } from './demographics.ts';
import type { Dictionary } from './dictionary.ts';
import type { EvidenceContext } from './evidence-context.ts';
import type { LabDictionary } from './lab-dictionary.ts';
import type { LabRow } from './lab-rows.ts';
import { removeOutcomeSections } from './outcome-sections.ts';
import type { DiagnosisRow, NoteRow } from './patient-record.ts';
import type { SelectedEvents, SelectedRow } from './select-events.ts';
import { foundStates } from './states.ts';
import { noteEntry } from './stay-events.ts';

/** What row ids and ordinals stand for. */
export interface Dictionaries {
  readonly codes: Dictionary;
  readonly labs: LabDictionary;
}

/**
 * All that a model may know of one encounter at its prediction time.
 * @param selected the rows of the record that it may know, as `selectEvents` finds them.
 */
export function encounterEvidence(
  context: EvidenceContext,
  selected: SelectedEvents,
  dictionaries: Dictionaries,
): EncounterEvidence {
  const { encounter } = context;
  const codes = (rows: readonly SelectedRow<DiagnosisRow>[]) =>
    rows.map((row) => codeEvent(row, dictionaries.codes));
  return {
    encounter: encounter.encounter,
    patient: encounter.patient,
    states: foundStates(selected, context),
    demographics: demographicsOf(context, dictionaries.codes),
    diagnoses: codes(selected.diagnoses),
    procedures: codes(selected.procedures),
    medications: codes(selected.medications),
    labs: selected.labs.map((row) => labEvent(row, encounter.predictionMinute, dictionaries)),
    notes: [
      ...selected.notes.map((row) => noteEvent(row, context, dictionaries.codes)),
      ...selected.entries.map((row) => noteEntry(row, dictionaries.codes)),
    ],
  };
}

function codeEvent({ row, minutesBefore }: SelectedRow<DiagnosisRow>, codes: Dictionary): CodeEvent {
  const { system, code, name } = codes.concept(row.conceptId);
  return { system, code, name, minutesBefore, file: codes.file(row.fileId), line: row.line };
}

function labEvent(row: LabRow, predictionMinute: number, { codes, labs }: Dictionaries): LabEvent {
  const concept = labs.conceptOf(row);
  const { value, unit, low, high } = labs.measuredOf(row);
  return {
    item: codes.key(concept),
    name: codes.concept(concept).name,
    minutesBefore: predictionMinute - row.chartMinute,
    value,
    text: labs.textOf(row),
    unit,
    abnormal: row.abnormal,
    referenceLow: low,
    referenceHigh: high,
    file: codes.file(row.fileId),
    line: row.line,
  };
}

/** A summary is charted at the midnight of the discharge or later: it counts as written at the prediction time. */
function noteEvent(row: NoteRow, { encounter, inputs }: EvidenceContext, codes: Dictionary): NoteEvent {
  const whole = row.kind !== 'discharge' || inputs.outcomeSections;
  return {
    kind: row.kind,
    minutesBefore: Math.max(0, encounter.predictionMinute - row.chartMinute),
    text: whole ? row.text : removeOutcomeSections(row.text),
    file: codes.file(row.fileId),
    line: row.line,
  };
}
