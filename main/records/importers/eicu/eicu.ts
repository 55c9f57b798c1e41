import type { ReleaseEvidence, SourceImporter } from '../source-importer.ts';
import type { TableSpec } from '../table-spec.ts';
import { EVENT_TABLES } from './event-tables.ts';
import { importEicu } from './import-eicu.ts';
import { HOURLY, LAB, VITAL_APERIODIC, VITAL_PERIODIC, WIDE_TABLES } from './lab-tables.ts';
import { HOSPITAL, PATIENT } from './people-tables.ts';
import { whyUnused } from './unused-tables.ts';

/** Stays of the open demo; the full release has 200,859. */
const DEMO_STAYS = 2520;
/** Names that no other source has. */
const TELLING_TABLES = ['apacheapsvar', 'admissiondx', 'vitalaperiodic', 'vitalperiodic', 'careplangeneral'];
/** With `patient` beside it, one of these is enough. */
const COMMON_TABLES = ['diagnosis', 'treatment', 'medication', 'lab', 'hospital'];

const ofModality = (modality: string): TableSpec[] =>
  EVENT_TABLES.filter((table) => table.modality === modality).map(({ spec }) => spec);

/** eICU-CRD 2.0 and its open demo. Outcome tables and what is not listed here are shown as not used. */
export const EICU: SourceImporter = {
  kind: 'eicu',
  title: 'eICU',
  tables: [
    PATIENT,
    HOSPITAL,
    ...EVENT_TABLES.map(({ spec }) => spec),
    LAB,
    ...WIDE_TABLES.map(({ spec }) => spec),
  ],
  modalityTables: {
    notes: ofModality('notes'),
    labs: [LAB, VITAL_PERIODIC.spec, VITAL_APERIODIC.spec, HOURLY.spec],
    diagnoses: ofModality('diagnoses'),
    procedures: ofModality('procedures'),
    medications: ofModality('medications'),
  },
  ignoresCase: true,
  recognises,
  whyUnused,
  hintFor: () => null,
  guessRelease,
  importAll: importEicu,
};

function recognises(tables: ReadonlySet<string>): boolean {
  const names = new Set(Array.from(tables, (table) => table.toLowerCase()));
  const has = (table: string): boolean => names.has(table);
  return TELLING_TABLES.some(has) || (has(PATIENT.table) && COMMON_TABLES.some(has));
}

/** There is one release with these columns, 2.0; its demo, and parts of it, are small. */
function guessRelease({ headerOf, rowsOf }: ReleaseEvidence): string | null {
  if (headerOf(PATIENT)?.columns.includes('uniquepid') !== true) return null;
  return (rowsOf(PATIENT) ?? Infinity) <= DEMO_STAYS ? '2.0 demo' : '2.0';
}
