import type { EncounterEvidence } from '../../../models/features/evidence.ts';
import { type ModalityName, perModality } from '../../../models/modalities/modality.ts';
import type { Timing } from '../cohorts/cohort-definition.ts';
import type { Database } from '../database.ts';
import { type EvidenceContext, isOfEncounter } from './evidence-context.ts';
import type { SelectedEvents } from './select-events.ts';

/** The state of a modality as found in the record. */
export type FoundState = EncounterEvidence['states'][ModalityName];
export type FoundStates = EncounterEvidence['states'];

/**
 * Files whose rows a modality is made of. Where one of them was read, an encounter without a row has none recorded.
 * Labs and notes are not listed: a stay without any says that the source does not hold them, not that there were none.
 */
const COVERING_TABLES: Readonly<Record<Timing, Readonly<Partial<Record<ModalityName, readonly string[]>>>>> =
  {
    retrospective: {
      diagnoses: ['hosp/diagnoses_icd', 'diagnosis'],
      procedures: ['hosp/procedures_icd', 'hosp/hcpcsevents', 'treatment'],
      medications: ['hosp/prescriptions', 'medication'],
    },
    available: {
      diagnoses: ['hosp/diagnoses_icd', 'diagnosis'],
      procedures: ['icu/procedureevents', 'treatment'],
      medications: ['hosp/prescriptions', 'medication'],
    },
  };

/** What the import of a source with timed records found that it covers. */
export const COVERED_SQL = 'SELECT source_id AS sourceId, modality FROM covered_modality';

export const SOURCE_TABLES_SQL = `
  SELECT source_id AS sourceId, table_name AS tableName FROM source_file
  WHERE use IN ('required', 'used') AND table_name IS NOT NULL`;

/** What the sources of a database cover: modalities by source. */
export type Coverage = ReadonlyMap<number, ReadonlySet<ModalityName>>;

/** Reads which modalities each source covers, for evidence of one timing. */
export function readCoverage(db: Database, timing: Timing): Coverage {
  const files = db.prepare<[], { sourceId: number; tableName: string }>(SOURCE_TABLES_SQL).all();
  const found = db.prepare<[], { sourceId: number; modality: ModalityName }>(COVERED_SQL).all();
  const coverage = new Map<number, Set<ModalityName>>();
  for (const { sourceId, modality } of [...found, ...files.flatMap((file) => coveredBy(file, timing))]) {
    coverage.set(sourceId, (coverage.get(sourceId) ?? new Set()).add(modality));
  }
  return coverage;
}

function coveredBy(
  { sourceId, tableName }: { readonly sourceId: number; readonly tableName: string },
  timing: Timing,
): { sourceId: number; modality: ModalityName }[] {
  const covered = Object.entries(COVERING_TABLES[timing]).filter(([, tables]) => tables.includes(tableName));
  return covered.map(([modality]) => ({ sourceId, modality: modality as ModalityName }));
}

/** The three states: something may be used, nothing was recorded, or the source does not say. */
export function foundStates(
  selected: SelectedEvents,
  { record, encounter, covered }: EvidenceContext,
): FoundStates {
  const uncovered = record.uncovered.filter((row) => isOfEncounter(row, encounter));
  const meaning = (modality: ModalityName): FoundState =>
    covered.has(modality) && uncovered.every((row) => row.modality !== modality)
      ? 'noneRecorded'
      : 'unavailable';
  const found = (modality: ModalityName): number => {
    if (modality === 'demographics') return 1;
    return modality === 'notes' ? selected.notes.length + selected.entries.length : selected[modality].length;
  };
  return perModality((modality) => (found(modality) > 0 ? 'present' : meaning(modality)));
}
