import type { CodeEvent, EncounterEvidence, LabEvent, NoteEvent } from '../features/evidence.ts';
import { perModality } from '../modalities/modality.ts';

const FILE = 'hosp/test.csv';

/** A coded event with everything but the code at a default. */
export function code(system: string, value: string, rest: Partial<CodeEvent> = {}): CodeEvent {
  return { system, code: value, name: null, minutesBefore: null, file: FILE, line: 2, ...rest };
}

/** A result of 60 minutes before, unit `mg/dL`, unless said otherwise. */
export function lab(item: string, value: number | null, rest: Partial<LabEvent> = {}): LabEvent {
  return {
    item,
    value,
    name: null,
    minutesBefore: 60,
    text: null,
    unit: 'mg/dL',
    abnormal: false,
    referenceLow: null,
    referenceHigh: null,
    file: FILE,
    line: 2,
    ...rest,
  };
}

export function note(text: string, rest: Partial<NoteEvent> = {}): NoteEvent {
  return { kind: 'discharge', minutesBefore: 0, text, file: FILE, line: 2, ...rest };
}

/** Evidence of one encounter; a modality is present where something of it is given, else unavailable. */
export function evidence(
  encounter: string,
  given: Partial<Omit<EncounterEvidence, 'encounter' | 'patient' | 'demographics'>> & {
    readonly demographics?: Readonly<Record<string, number | string | null>>;
  } = {},
): EncounterEvidence {
  const {
    demographics = {},
    diagnoses = [],
    procedures = [],
    medications = [],
    labs = [],
    notes = [],
  } = given;
  const counts = {
    demographics: Object.keys(demographics).length,
    diagnoses: diagnoses.length,
    procedures: procedures.length,
    medications: medications.length,
    labs: labs.length,
    notes: notes.length,
  };
  return {
    encounter,
    patient: encounter,
    states: given.states ?? perModality((name) => (counts[name] > 0 ? 'present' : 'unavailable')),
    demographics: { values: demographics, file: FILE, line: 2 },
    diagnoses,
    procedures,
    medications,
    labs,
    notes,
  };
}
