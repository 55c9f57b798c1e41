import { areOf, type PatientRange, type PatientRows } from '../patient-ranges.ts';
import { admissionAt, withAdmissions } from './stays.ts';
import type { TimedEvents } from './timed-records.ts';

/** Rows of `stay_event`; the same code twice in a row of a file is one event. */
export function stayEventRows({ view, modality, codedAtDischarge = 'false' }: TimedEvents): PatientRows {
  return {
    table: 'stay_event',
    from: ofPatients(view),
    query: (range) => `
      SELECT DISTINCT ON (t.patient_id, t.file_id, t.line, k.id) t.patient_id, t.file_id, t.line,
        d.id AS encounter_id, '${modality}' AS modality, k.id AS concept_id, t.event_minute,
        CASE WHEN ${codedAtDischarge} THEN d.end_minute ELSE t.entered_minute END AS entered_minute
      FROM ${withAdmissions(view, 'event_minute')}
      JOIN admission d ON d.id = ${admissionAt('event_minute')}
      JOIN concept k ON k.system = t.system AND k.code = t.code
      WHERE ${areOf(range)}
      ORDER BY t.patient_id, t.file_id, t.line, k.id`,
  };
}

/** Rows of `note`; one outside every admission is kept without any. */
export function noteRows(view: string): PatientRows {
  return {
    table: 'note',
    from: ofPatients(view),
    query: (range) => `
      SELECT t.patient_id, t.file_id, t.line, ${admissionAt('chart_minute')} AS encounter_id, t.source_key, t.kind,
        t.chart_minute, t.store_minute, t.text
      FROM ${withAdmissions(view, 'chart_minute')}
      WHERE ${areOf(range)} ORDER BY t.patient_id, t.file_id, t.line`,
  };
}

/** What is counted to make ranges of the patients of events. */
export function ofPatients(view: string): string {
  return `${view} WHERE patient_id IS NOT NULL`;
}

/** Events of some patients that lie in no admission, by file. */
export function eventsOutside({ view }: TimedEvents, range: PatientRange): string {
  return `
    SELECT t.file_id, count(DISTINCT t.line) AS n
    FROM ${withAdmissions(view, 'event_minute')}
    WHERE ${admissionAt('event_minute')} IS NULL AND ${areOf(range)} GROUP BY t.file_id`;
}
