import { describe, expect, it } from 'vitest';
import { at } from '../../testing/patient-histories.ts';
import { RecordDatabase } from '../../testing/record-database.ts';
import { cohortDescription, labelCard } from '../../api/cohorts.ts';
import { TASKS, type CohortSpec } from '../../api/common.ts';
import { describeCohort } from './describe-cohort.ts';
import { labelCards } from './label-cards.ts';
import { labelledEncounters } from './labelled-encounters.ts';

const READMISSION: CohortSpec = { task: 'readmission-15d', preset: 'default' };

/** Forty people with one admission each, every fourth readmitted five days later; every other has a diagnosis. */
function records(): RecordDatabase {
  const made = new RecordDatabase();
  const concept = made.concept('ICD10CM', 'I509');
  for (let person = 1; person <= 40; person += 1) {
    made.patient(person, { death_followup_end: 1000 });
    made.admission(person, person, { start_minute: at(100), end_minute: at(103) });
    if (person % 4 === 0)
      made.admission(100 + person, person, { start_minute: at(108), end_minute: at(109) });
    if (person % 2 === 0) {
      made.event('diagnosis', 'hosp/diagnoses_icd', {
        patient_id: person,
        encounter_id: person,
        concept_id: concept,
        sequence: 1,
      });
    }
  }
  return made;
}

describe('describeCohort', () => {
  it('says who is left, how they are labelled and which modalities they have', () => {
    const { db } = records();
    const description = describeCohort(db, READMISSION);
    expect(cohortDescription.parse(description)).toEqual(description);
    expect(description).toMatchObject({
      task: 'readmission-15d',
      labels: 'complete',
      timing: 'retrospective',
      patients: 40,
      labelled: 50,
      positives: 10,
      unlabelled: 0,
      presence: {
        demographics: { present: 50, noneRecorded: 0, unavailable: 0 },
        diagnoses: { present: 20, noneRecorded: 30, unavailable: 0 },
        labs: { present: 0, noneRecorded: 0, unavailable: 50 },
      },
      patterns: [
        { present: ['demographics'], n: 30 },
        { present: ['demographics', 'diagnoses'], n: 20 },
      ],
      leakage: [],
    });
    expect(description.attrition.at(-1)).toEqual({ step: 'discharged alive', left: 50 });
  });

  it('counts the splits of the encounters that it labels', () => {
    const { db } = records();
    const { splits } = describeCohort(db, READMISSION);
    const labelled = labelledEncounters(db, READMISSION);
    for (const [split, { n, positives }] of Object.entries(splits)) {
      const members = labelled.filter((encounter) => encounter.split === split);
      expect(n).toBe(members.length);
      expect(positives).toBe(members.filter(({ label }) => label === 1).length);
    }
    expect(Object.values(splits).reduce((sum, { n }) => sum + n, 0)).toBe(50);
  });

  it('counts events that were not yet available, and warns of what cannot be assessed', () => {
    const made = records();
    made.labs(1, 1, [{ chartMinute: at(102), storeMinute: at(104) }]);
    const { counts, warnings } = describeCohort(made.db, READMISSION);
    expect(counts['notYetAvailable.labs']).toBe(1);
    expect(warnings.join('\n')).toContain('labs: present in 0 training encounters, fewer than 30');
    expect(warnings.join('\n')).toContain('below 20 its AUROC is not assessed');
  });

  it('counts deaths that are the outcome of several admissions', () => {
    const made = records();
    made.db.exec('UPDATE patient SET dod = 115 WHERE id = 4');
    const { positives, counts, warnings } = describeCohort(made.db, {
      task: 'mortality-90d',
      preset: 'default',
    });
    expect(positives).toBe(2);
    expect(counts['repeatedDeaths']).toBe(1);
    expect(warnings.join('\n')).toContain('share their death');
  });

  it('says so when no encounter has a label', () => {
    const made = new RecordDatabase();
    expect(describeCohort(made.db, READMISSION)).toMatchObject({ labelled: 0, patterns: [] });
    expect(describeCohort(made.db, READMISSION).warnings[0]).toBe('No encounter of this cohort has a label.');
  });
});

describe('labelCards', () => {
  it('has a complete card for each task', () => {
    const cards = labelCards(records().db);
    expect(cards.map(({ task }) => task)).toEqual(TASKS);
    for (const card of cards) {
      expect(labelCard.parse(card)).toEqual(card);
      // Of which MIMIC-IV, the only source here, knows all but the last.
      expect(card.unsupported === null, card.task).toBe(card.task !== 'readmission-icu');
      expect(card.timings).toContain(card.defaultTiming);
    }
  });

  it('refuses deaths after discharge for MIMIC-IV v1.0, which does not know them', () => {
    const { db } = records();
    db.exec(`UPDATE source SET release = '1.0'`);
    const refusals = labelCards(db).filter(({ unsupported }) => unsupported !== null);
    expect(refusals.map(({ task }) => task)).toEqual(['mortality-90d', 'readmission-icu']);
    const spec: CohortSpec = { task: 'mortality-90d', preset: 'default' };
    for (const refused of [describeCohort, labelledEncounters]) {
      expect(() => refused(db, spec)).toThrow(expect.objectContaining({ code: 'labels_unsupported' }));
    }
  });
});

describe('ids', () => {
  it('name the source where two sources have the same', () => {
    const made = records();
    made.insert('source', {
      id: 2,
      kind: 'mimic-iv',
      name: 'other',
      release: '3.1',
      synthetic: 0,
      content_hash: 'b',
    });
    made.patient(50, { source_id: 2, source_key: '10000001' });
    made.admission(50, 50, {
      source_id: 2,
      source_key: '20000001',
      start_minute: at(100),
      end_minute: at(103),
    });
    const found = ['made-up', 'other'].flatMap((source) => [
      ...labelledEncounters(made.db, { ...READMISSION, source }),
    ]);
    expect(found.filter(({ encounter }) => encounter.endsWith('20000001'))).toMatchObject([
      { encounter: 'made-up:20000001', patient: '10000001' },
      { encounter: 'other:20000001', patient: '10000001' },
    ]);
    // The same person in two releases of one source is never on both sides of a split.
    expect(
      new Set(found.filter(({ patient }) => patient === '10000001').map(({ split }) => split)).size,
    ).toBe(1);
  });
});
