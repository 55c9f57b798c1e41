import type { ModalityName } from '../../models/modalities/modality.ts';

/**
 * A side file at the root of a MIMIC-IV folder, plain or gzip: which modalities the source does not cover for which
 * admission. MIMIC-IV itself cannot say so: there an admission without procedures has none recorded. Columns:
 * `hadm_id`, `modality` (one of the six names), `covered` (0 or 1).
 *
 * A row with `covered = 0` makes the modality of that admission *unavailable* instead of *none recorded*; a row with
 * 1, or no row, changes nothing. The file is optional, and a folder without it is read as published.
 */
export const COVERAGE_FILE = 'coverage.csv';

export const COVERAGE_COLUMNS = ['hadm_id', 'modality', 'covered'] as const;

export interface CoverageRow {
  readonly hadmId: string;
  readonly modality: ModalityName;
  readonly covered: 0 | 1;
}

/**
 * A file at the root of the folder that marks its records as synthetic, whatever the folder is called: JSON with
 * `generator`, `seed`, `patients` and `admissions`.
 */
export const SYNTHETIC_MARKER_FILE = 'synthetic.json';
