import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { SplitName } from '../../../models/training/dataset.ts';
import type { CohortSpec } from '../../api/common.ts';
import { version } from '../../system/version.ts';
import { type ExportedEvent, FACTS } from './exported-events.ts';
import type { ExportedStay, Layout } from './layout.ts';
import { StagedTable } from './staged-table.ts';

const MEDS_VERSION = '0.4.0';
/** MEDS has three names for splits; that for calibration is our own. */
const SPLIT_NAMES: Readonly<Record<SplitName, string>> = {
  train: 'train',
  validation: 'tuning',
  calibration: 'calibration',
  test: 'held_out',
};

interface Dataset {
  readonly task: CohortSpec['task'];
  /** Name and release of the source. */
  readonly source: string;
  readonly release: string | null;
}

/**
 * The layout of the Medical Event Data Standard 0.4: one shard of events by person and time, codes, splits, and the
 * labels of the task. What has no time of its own was known at the prediction time and stands there.
 * @see https://github.com/Medical-Event-Data-Standard/meds, src/meds/schema.py of release 0.4.0
 */
export function medsLayout(stagingFolder: string, dataset: Dataset): Layout {
  const id = { subject_id: 'BIGINT' } as const;
  const data = new StagedTable(stagingFolder, 'data', {
    ...id,
    time: 'TIMESTAMP',
    code: 'VARCHAR',
    numeric_value: 'FLOAT',
    text_value: 'VARCHAR',
    unit: 'VARCHAR',
  });
  const labels = new StagedTable(stagingFolder, 'labels', {
    ...id,
    prediction_time: 'TIMESTAMP',
    boolean_value: 'BOOLEAN',
  });
  const splits = new StagedTable(stagingFolder, 'splits', { ...id, split: 'VARCHAR' });
  const names = new Map<string, string | null>();
  const people = new OnePerson();
  return {
    add: (stay, events) => {
      const { subjectId, split, label, predictionMinute } = stay;
      if (people.isNew(subjectId)) splits.add([subjectId, SPLIT_NAMES[split]]);
      if (label !== null) labels.add([subjectId, predictionMinute, label === 1]);
      for (const event of events) {
        const code = codeOf(event);
        if (!people.isFirst(event, code, stay)) continue;
        names.set(code, event.name);
        const minute = isStatic(event) ? null : predictionMinute - (event.minutesBefore ?? 0);
        data.add([subjectId, minute, code, event.value, null, event.unit]);
      }
    },
    write: async (session, folder) => {
      const codes = new StagedTable(stagingFolder, 'codes', {
        code: 'VARCHAR',
        description: 'VARCHAR',
        parent_codes: 'VARCHAR[]',
      });
      for (const [code, name] of names) codes.add([code, name, null]);
      const files = [
        ['data/0.parquet', data, 'subject_id, time NULLS FIRST, code'],
        ['metadata/codes.parquet', codes, 'code'],
        ['metadata/subject_splits.parquet', splits, 'subject_id'],
        [`tasks/${dataset.task}/0.parquet`, labels, 'subject_id, prediction_time'],
      ] as const;
      for (const [file, table, order] of files) {
        await mkdir(path.dirname(path.join(folder, file)), { recursive: true, mode: 0o700 });
        await table.write(session, path.join(folder, file), { format: 'parquet', order });
      }
      await writeFile(path.join(folder, 'metadata/dataset.json'), datasetText(dataset), { mode: 0o600 });
      return {
        ...Object.fromEntries(files.map(([file, { rows }]) => [file, rows])),
        'metadata/dataset.json': 1,
      };
    },
  };
}

/** Sex is known from the start; other facts are those of the prediction time. */
function isStatic({ system, code }: ExportedEvent): boolean {
  return system === FACTS && code === 'sex';
}

function codeOf(event: ExportedEvent): string {
  if (isStatic(event)) return `GENDER//${event.category ?? ''}`;
  const parts = [event.system, event.code, ...(event.category === null ? [] : [event.category])];
  return parts.join('//');
}

/** What was written of the person whose stays come one after the other. */
class OnePerson {
  #subject: string | null = null;
  readonly #written = new Set<string>();

  isNew(subject: string): boolean {
    if (subject === this.#subject) return false;
    this.#subject = subject;
    this.#written.clear();
    return true;
  }

  /** One line of a file is one event, even where several stays know of it; facts are those of their stay. */
  isFirst(
    { file, line, ...event }: ExportedEvent,
    code: string,
    { predictionMinute }: ExportedStay,
  ): boolean {
    const isFact = event.system === FACTS && !code.startsWith('GENDER//');
    const key = isFact
      ? `${predictionMinute} ${code}`
      : code.startsWith('GENDER//')
        ? code
        : `${file}:${line} ${code}`;
    if (this.#written.has(key)) return false;
    this.#written.add(key);
    return true;
  }
}

function datasetText({ source, release, task }: Dataset): string {
  return `${JSON.stringify(
    {
      dataset_name: `${source}, cohort of ${task}`,
      ...(release === null ? {} : { dataset_version: release }),
      etl_name: 'lacuna export',
      etl_version: version,
      meds_version: MEDS_VERSION,
      created_at: new Date().toISOString(),
      code_modifier_columns: ['unit'],
    },
    null,
    2,
  )}\n`;
}
