import { describe, expect, it } from 'vitest';
import type { CohortSpec } from '../../api/common.ts';
import { findingsOf, lintSubject } from '../../testing/lint-rule.ts';
import { at } from '../../testing/patient-histories.ts';
import { RecordDatabase } from '../../testing/record-database.ts';
import type { SeenEncounter } from './rule.ts';
import { CODE_OF_UNFINISHED_STAY } from './late-codes.ts';
import { COPIED_NOTE, OUTCOME_PHRASE, OUTCOME_SECTION } from './note-texts.ts';
import { NOTE_ADDENDUM, NOTE_STORED_AFTER_OUTCOME } from './note-times.ts';
import { aurocOfPlace, PLACE_AS_PROXY } from './places.ts';
import { UNCUT_COUNT } from './uncut-counts.ts';

const READMISSION: CohortSpec = { task: 'readmission-15d', preset: 'default' };
const AVAILABLE: CohortSpec = { ...READMISSION, timing: 'available' };

/** Forty people with one admission each, every fourth readmitted five days later. */
function records(): RecordDatabase {
  const made = new RecordDatabase();
  for (let person = 1; person <= 40; person += 1) {
    made.patient(person, { death_followup_end: 1000 });
    made.admission(person, person, { start_minute: at(100), end_minute: at(103) });
    if (person % 4 === 0)
      made.admission(100 + person, person, { start_minute: at(108), end_minute: at(109) });
  }
  return made;
}

interface NoteRow {
  readonly kind?: 'discharge' | 'radiology';
  readonly key?: string;
  readonly store?: number | null;
  readonly text?: string;
}

function addNote(made: RecordDatabase, person: number, encounter: number, note: NoteRow): void {
  const { kind = 'discharge', key = `${encounter}-DS-1`, store = at(104), text = 'text' } = note;
  made.event('note', kind === 'discharge' ? 'note/discharge' : 'note/radiology', {
    patient_id: person,
    encounter_id: encounter,
    source_key: key,
    kind,
    chart_minute: at(102),
    store_minute: store,
    text,
  });
}

describe('uncut-count', () => {
  /** Facts in which one count takes in all admissions of the person, also those to come. */
  const leaky = (seen: SeenEncounter): SeenEncounter => {
    const admissionsPrevious365Days = seen.context.record.admissions.length - 1;
    const { demographics } = seen.evidence;
    const values = { ...demographics.values, admissionsPrevious365Days };
    return { ...seen, evidence: { ...seen.evidence, demographics: { ...demographics, values } } };
  };

  it('finds a count that goes on after the prediction, and none as they are', () => {
    const subject = lintSubject(records().db, READMISSION);
    expect(findingsOf(UNCUT_COUNT, subject)).toEqual([]);
    // Ten people come back; of the second of their stays the first is a true one.
    expect(findingsOf(UNCUT_COUNT, subject, leaky)).toMatchObject([
      { severity: 'error', feature: 'Admissions in the previous 365 days', count: 10 },
    ]);
  });

  it('also asks for the units and the end of the stay', () => {
    const made = records();
    const move = (unit: string, minute: number) =>
      made.event('transfer', 'hosp/transfers', {
        patient_id: 1,
        encounter_id: 1,
        event: 'transfer',
        unit,
        start_minute: minute,
      });
    move('MICU', at(100));
    move('Hospice', at(102));
    const spec: CohortSpec = { task: 'mortality-hospital', preset: 'default', variant: 'admission' };
    const subject = lintSubject(made.db, spec);
    expect(findingsOf(UNCUT_COUNT, subject)).toEqual([]);
    const late = (seen: SeenEncounter): SeenEncounter => {
      const unit = seen.context.record.transfers.at(-1)?.unit ?? null;
      const { demographics } = seen.evidence;
      const values = { ...demographics.values, unitAtPrediction: unit };
      return { ...seen, evidence: { ...seen.evidence, demographics: { ...demographics, values } } };
    };
    expect(findingsOf(UNCUT_COUNT, subject, late)).toMatchObject([
      { feature: 'Unit at prediction', count: 1 },
    ]);
  });
});

describe('code-of-unfinished-stay', () => {
  it('finds a code of this stay among what was available, and none of earlier stays', () => {
    const made = records();
    const concept = made.concept('ICD10CM', 'R99', 'Unknown cause of death');
    for (const encounter of [4, 104]) {
      made.event('diagnosis', 'hosp/diagnoses_icd', {
        patient_id: 4,
        encounter_id: encounter,
        concept_id: concept,
        sequence: 1,
      });
    }
    const subject = lintSubject(made.db, AVAILABLE);
    expect(findingsOf(CODE_OF_UNFINISHED_STAY, subject)).toEqual([]);
    const all = (seen: SeenEncounter): SeenEncounter => ({
      ...seen,
      selected: {
        ...seen.selected,
        diagnoses: seen.context.record.diagnoses.map((row) => ({ row, minutesBefore: null })),
      },
    });
    // Two codes for the first stay, and that of the second for itself.
    expect(findingsOf(CODE_OF_UNFINISHED_STAY, subject, all)).toMatchObject([
      { severity: 'error', feature: 'Unknown cause of death (ICD10CM R99)', count: 3 },
    ]);
    expect(findingsOf(CODE_OF_UNFINISHED_STAY, lintSubject(made.db, READMISSION))).toBeNull();
  });
});

describe('times of notes', () => {
  it('are found after the event of a positive stay', () => {
    const made = records();
    addNote(made, 4, 4, { store: at(108) + 1 });
    addNote(made, 8, 8, { store: at(108) });
    addNote(made, 1, 1, { store: at(300) });
    expect(findingsOf(NOTE_STORED_AFTER_OUTCOME, lintSubject(made.db, READMISSION))).toMatchObject([
      { severity: 'warning', count: 1 },
    ]);
    expect(findingsOf(NOTE_STORED_AFTER_OUTCOME, lintSubject(made.db, AVAILABLE))).toBeNull();
  });

  it('of addenda are told by their ids, among the notes that the timing reads', () => {
    const made = records();
    addNote(made, 1, 1, { key: '10000001-AD-2' });
    addNote(made, 2, 2, { key: '10000002-DS-2' });
    addNote(made, 3, 3, { kind: 'radiology', key: '10000003-AR-2', store: at(103) });
    addNote(made, 4, 4, { kind: 'radiology', key: '10000004-AR-2', store: at(103) + 1 });
    // Ids of other sources may look alike.
    addNote(made, 5, 5, { key: 'report-ad-1' });
    expect(findingsOf(NOTE_ADDENDUM, lintSubject(made.db, READMISSION))).toMatchObject([
      { severity: 'warning', feature: 'discharge summaries', count: 1 },
    ]);
    expect(findingsOf(NOTE_ADDENDUM, lintSubject(made.db, AVAILABLE))).toMatchObject([
      { feature: 'radiology reports', count: 1 },
    ]);
  });
});

describe('texts of notes', () => {
  const SUMMARY = 'Service: MEDICINE\nDischarge Disposition:\nExpired\nDischarge Diagnosis:\nSepsis\n';

  it('state no outcome once its sections are taken out, and are a warning where they were asked for', () => {
    const made = records();
    addNote(made, 1, 1, { text: SUMMARY });
    expect(findingsOf(OUTCOME_SECTION, lintSubject(made.db, READMISSION))).toEqual([]);
    const whole: CohortSpec = { ...READMISSION, inputs: { outcomeSections: true } };
    expect(findingsOf(OUTCOME_SECTION, lintSubject(made.db, whole))).toMatchObject([
      { severity: 'warning', feature: 'discharge disposition', count: 1 },
    ]);
  });

  it('are an error where a section stays in, and for a person to judge under another heading', () => {
    const made = records();
    addNote(made, 1, 1, { text: 'Course\nCondition on discharge:\nExpired' });
    const subject = lintSubject(made.db, READMISSION);
    expect(findingsOf(OUTCOME_SECTION, subject)).toMatchObject([
      { severity: 'judge', feature: 'condition on discharge', count: 1 },
    ]);
    const untouched = (seen: SeenEncounter): SeenEncounter => ({
      ...seen,
      evidence: { ...seen.evidence, notes: seen.evidence.notes.map((note) => ({ ...note, text: SUMMARY })) },
    });
    expect(findingsOf(OUTCOME_SECTION, subject, untouched)).toMatchObject([
      { severity: 'error', feature: 'discharge disposition', count: 1 },
    ]);
  });

  it('hold words that come with the outcome', () => {
    const made = records();
    for (let person = 1; person <= 40; person += 1) {
      const expired = person % 4 === 0 || person === 1 ? 'The patient expired.' : 'Went home.';
      addNote(made, person, person, { text: `${expired} ${person > 20 ? 'Hospice was declined.' : ''}` });
    }
    // Ten of eleven with the one word are positive; of the twenty with the other as many as of all.
    expect(findingsOf(OUTCOME_PHRASE, lintSubject(made.db, READMISSION))).toMatchObject([
      {
        severity: 'judge',
        feature: 'expired',
        count: 11,
        detail: expect.stringContaining('10 of them') as string,
      },
    ]);
  });

  it('are found again in another stay, and with another person', () => {
    const made = records();
    const paragraph = 'She was given fluids and antibiotics and was seen by the kidney team. '.repeat(4);
    addNote(made, 4, 4, { text: `First stay.\n\n${paragraph}` });
    addNote(made, 4, 104, { text: `Second stay.\n\n  ${paragraph.toUpperCase()}\n\nMore.` });
    // Twice within one stay is no copy from another, and a set phrase is short.
    addNote(made, 1, 1, { text: `${paragraph}x\n\nNo known allergies.` });
    addNote(made, 1, 1, { text: `${paragraph}x\n\nAs before.`, key: 'again' });
    expect(findingsOf(COPIED_NOTE, lintSubject(made.db, READMISSION))).toMatchObject([
      { severity: 'judge', feature: 'copied from an earlier stay', count: 1 },
    ]);
    addNote(made, 2, 2, { text: paragraph });
    addNote(made, 3, 3, { text: paragraph });
    expect(findingsOf(COPIED_NOTE, lintSubject(made.db, READMISSION))).toMatchObject([
      { count: 1 },
      { feature: 'the same text for several people', count: 1 },
    ]);
  });
});

describe('place-as-proxy', () => {
  const HOSPITALS = 40;

  /** Stays in units of forty hospitals, of which the first tenth have nothing but deaths. */
  function unitStays(isDead: (hospital: number, stay: number) => boolean): RecordDatabase {
    const made = new RecordDatabase();
    made.db.exec(`UPDATE source SET kind = 'eicu'`);
    for (let hospital = 1; hospital <= HOSPITALS; hospital += 1) {
      made.insert('hospital', { id: hospital, source_id: 1, source_key: String(hospital) });
      for (let stay = 0; stay < 40; stay += 1) {
        const id = hospital * 100 + stay;
        made.patient(id);
        made.admission(id, id, {
          start_minute: at(100),
          end_minute: at(105),
          hospital_expire_flag: Number(isDead(hospital, stay)),
        });
        made.insert('unit_stay', {
          patient_id: id,
          encounter_id: id,
          hospital_id: hospital,
          hospital_stay_key: String(id),
          hospital_start_minute: at(100),
          unit_type: hospital <= 4 ? 'Palliative' : 'MICU',
          unit_expired: 0,
        });
      }
    }
    return made;
  }
  const HOSPITAL: CohortSpec = { task: 'mortality-hospital', preset: 'default' };

  it('finds hospitals and units by which the outcome is told', () => {
    const made = unitStays((hospital, stay) => (hospital <= 4 ? stay % 10 > 0 : stay % 20 === 0));
    const findings = findingsOf(PLACE_AS_PROXY, lintSubject(made.db, HOSPITAL))!;
    expect(findings.slice(0, 2)).toMatchObject([
      { severity: 'judge', feature: 'Unit type', detail: expect.stringContaining('AUROC 0.8') as string },
      { severity: 'judge', feature: 'hospital' },
    ]);
    expect(new Set(findings.slice(2).map(({ feature }) => feature))).toEqual(
      new Set(['hospital 1', 'hospital 2', 'hospital 3', 'hospital 4']),
    );
  });

  it('takes no chance differences between many small hospitals for a proxy', () => {
    const made = unitStays((hospital, stay) => (hospital * 7 + stay) % 11 === 0);
    expect(findingsOf(PLACE_AS_PROXY, lintSubject(made.db, HOSPITAL))).toEqual([]);
  });

  it('is not assessed with few events', () => {
    const placed = Array.from({ length: 40 }, (_, i) => ({
      place: i < 19 ? 'a' : 'b',
      label: Number(i < 19) as 0 | 1,
      half: (i % 2) as 0 | 1,
    }));
    expect(aurocOfPlace(placed)).toBeNull();
    expect(aurocOfPlace([...placed, ...placed])).toBe(1);
  });
});
