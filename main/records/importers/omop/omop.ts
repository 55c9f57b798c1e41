import type { ReleaseEvidence, SourceImporter } from '../source-importer.ts';
import type { TableSpec } from '../table-spec.ts';
import { EVENT_TABLES, MEASUREMENT, NOTE } from './event-tables.ts';
import { importOmop } from './import-omop.ts';
import { DEATH, OBSERVATION_PERIOD, PERSON } from './people-tables.ts';
import { CARE_SITE, VISIT_DETAIL, VISIT_OCCURRENCE } from './visit-tables.ts';
import { CONCEPT } from './vocabulary.ts';

const ofModality = (modality: string): TableSpec[] =>
  EVENT_TABLES.filter((table) => table.modality === modality).map(({ spec }) => spec);

/** OMOP Common Data Model 5.3 and 5.4, as CSV or Parquet, with or without its vocabulary. */
export const OMOP: SourceImporter = {
  kind: 'omop',
  title: 'OMOP',
  tables: [
    PERSON,
    DEATH,
    OBSERVATION_PERIOD,
    VISIT_OCCURRENCE,
    VISIT_DETAIL,
    CARE_SITE,
    ...EVENT_TABLES.map(({ spec }) => spec),
    MEASUREMENT.spec,
    NOTE,
    CONCEPT,
  ],
  modalityTables: {
    notes: [NOTE],
    labs: [MEASUREMENT.spec],
    diagnoses: ofModality('diagnoses'),
    procedures: ofModality('procedures'),
    medications: ofModality('medications'),
  },
  ignoresCase: true,
  recognises: (tables) => has(tables, PERSON) && has(tables, VISIT_OCCURRENCE),
  hintFor: (tables) =>
    has(tables, PERSON) || has(tables, VISIT_OCCURRENCE)
      ? 'it looks like a part of OMOP: both person and visit_occurrence are needed'
      : null,
  guessRelease,
  importAll: importOmop,
};

function has(tables: ReadonlySet<string>, { parts }: TableSpec): boolean {
  return Array.from(tables).some((table) => parts?.test(table.toLowerCase()));
}

/** Versions 5.3 and 5.4 differ in how a visit says where the person came from and went to. */
function guessRelease({ headerOf }: ReleaseEvidence): string | null {
  const columns = headerOf(VISIT_OCCURRENCE)?.columns ?? [];
  if (columns.some((name) => name.startsWith('admitted_from_') || name.startsWith('discharged_to_')))
    return '5.4';
  if (columns.some((name) => name.startsWith('admitting_source_') || name.startsWith('discharge_to_')))
    return '5.3';
  return null;
}
