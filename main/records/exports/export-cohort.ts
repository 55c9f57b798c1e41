import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { CohortSpec } from '../../api/common.ts';
import { LacunaError } from '../../errors.ts';
import { writeWhole } from '../../system/write-whole.ts';
import { selectFrom, type SelectedCohort } from '../cohorts/labelled-encounters.ts';
import type { Database } from '../database.ts';
import { evidenceFor } from '../evidence/evidence.ts';
import { DuckDbSession } from '../importers/duckdb-session.ts';
import { exportedEvents } from './exported-events.ts';
import { AS_IS, type Identities, pseudonyms } from './identities.ts';
import type { Layout } from './layout.ts';
import { medsLayout } from './meds-layout.ts';
import { tablesLayout } from './tables-layout.ts';
import { sentence } from '../../../models/wording.ts';

/** What completes "... cannot be written". */
export const EXPORT = sentence`the export`;

export const EXPORT_FORMATS = ['parquet', 'csv', 'meds'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface ExportOrder {
  /** Folder that is made; there must be nothing yet. */
  readonly output: string;
  readonly format: ExportFormat;
  /** Ids and times as the source has them; otherwise pseudonyms and shifted times. */
  readonly identified: boolean;
  /** Of the pseudonyms; another one each time where it is left out. */
  readonly salt?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

export interface ExportSummary {
  readonly output: string;
  readonly format: ExportFormat;
  readonly identified: boolean;
  readonly stays: number;
  readonly subjects: number;
  /** Rows of each file, by its path inside the folder. */
  readonly files: Readonly<Record<string, number>>;
}

const REPORT_EVERY = 500;

/**
 * Writes what models may know of a cohort to a folder of files, with labels and splits: no text of any note, ages above
 * 89 as 90, and unless asked for otherwise neither ids nor dates of the source.
 * @throws {LacunaError} `cohort_empty`, `leakage`, `usage`, `labels_unsupported`, `cancelled`, and those of writing.
 */
export async function exportCohort(
  db: Database,
  spec: CohortSpec,
  order: ExportOrder,
): Promise<ExportSummary> {
  const selected = selectFrom(db, spec);
  if (selected.encounters.length === 0) {
    throw new LacunaError('cohort_empty', 'no encounter of this cohort is in the database');
  }
  const { output, format, identified } = order;
  let files: Record<string, number> = {};
  await writeWhole(output, EXPORT, async (staging) => {
    const work = path.join(staging, 'staged');
    await mkdir(work, { recursive: true, mode: 0o700 });
    const layout = layoutOf(work, selected, order);
    stageStays(db, spec, { selected, layout, ids: identitiesOf(db, selected, order) }, order);
    const session = await DuckDbSession.open({ spillFolder: work, signal: order.signal });
    try {
      files = await layout.write(session, staging);
    } finally {
      session.close();
    }
    await rm(work, { recursive: true });
  });
  const subjects = new Set(selected.encounters.map(({ patientId }) => patientId)).size;
  return { output, format, identified, stays: selected.encounters.length, subjects, files };
}

function layoutOf(
  work: string,
  { cohort, source }: SelectedCohort,
  { format, identified }: ExportOrder,
): Layout {
  if (format !== 'meds') return tablesLayout(work, { format, identified });
  return medsLayout(work, {
    task: cohort.task,
    source: source?.name ?? '',
    release: source?.release ?? null,
  });
}

/** An id of MEDS is a number: one of a source that is none has to be hashed there all the same. */
function identitiesOf(
  db: Database,
  { source }: SelectedCohort,
  { format, identified, salt }: ExportOrder,
): Identities {
  const hidden = pseudonyms(db, { source: source?.name ?? '', salt });
  if (!identified) return hidden;
  if (format !== 'meds') return AS_IS;
  return { ...AS_IS, subject: (key) => (/^\d{1,18}$/.test(key) ? key : hidden.subject(key)) };
}

interface Stage {
  readonly selected: SelectedCohort;
  readonly layout: Layout;
  readonly ids: Identities;
}

function stageStays(
  db: Database,
  spec: CohortSpec,
  { selected: { encounters }, layout, ids }: Stage,
  { signal, onProgress }: ExportOrder,
): void {
  let row = 0;
  for (const evidence of evidenceFor(db, spec, encounters)) {
    const encounter = encounters[row];
    if (encounter === undefined) return;
    if (row % REPORT_EVERY === 0) {
      if (signal?.aborted === true) throw new LacunaError('cancelled', 'cancelled');
      onProgress?.(row, encounters.length);
    }
    row += 1;
    const { patientId, patient, startMinute, predictionMinute, label, split } = encounter;
    const shift = ids.shift(patientId);
    layout.add(
      {
        subjectId: ids.subject(patient),
        stayId: ids.stay(encounter.encounter),
        label,
        split,
        startMinute: startMinute + shift,
        predictionMinute: predictionMinute + shift,
        states: evidence.states,
      },
      exportedEvents(evidence),
    );
  }
}
