import { createReadStream } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { MODALITIES, perModality, type PerModality } from '../../../models/modalities/modality.ts';
import { TASKS, type TaskName } from '../../api/common.ts';
import { LacunaError } from '../../errors.ts';
import {
  FACTOR_COLUMNS,
  logitColumns,
  PRESENCE_COLUMNS,
  shapleyColumns,
  taskColumn,
  TRUTH_COLUMNS,
  TRUTH_FILE,
} from './columns.ts';

/** What is true of one admission, and the best that can be said of it. */
export interface Truth {
  readonly subjectId: string;
  readonly hadmId: string;
  /** a, 0..4. */
  readonly band: number;
  /** s1..s6 as bits. */
  readonly state: number;
  readonly serviceLine: 0 | 1;
  readonly observationStay: boolean;
  /** As recorded. */
  readonly present: PerModality<boolean>;
  readonly tasks: Readonly<Record<TaskName, TaskTruth>>;
}

export interface TaskTruth {
  /** `null` where the task's default cohort does not hold the admission. */
  readonly label: 0 | 1 | null;
  /** P(y = 1 | s, a). */
  readonly probability: number;
  /** logit P(y = 1 | x_S) of each subset S; bit `i` is the `i`-th modality, one that is absent counts as not in S. */
  readonly logits: Float64Array;
  /** The same, given also whether labs are recorded. */
  readonly informedLogits: Float64Array;
  /** Exact Shapley values of `logits`; `null` for what is absent. They sum to the last of `logits` less the first. */
  readonly shapley: PerModality<number | null>;
}

/**
 * Reads the truth that lies beside the files of a synthetic cohort, one admission at a time.
 * @param folder the folder of the cohort.
 * @throws {LacunaError} `missing_column` when the file has other columns than this version writes.
 */
export async function* readTruth(folder: string): AsyncGenerator<Truth> {
  const file = path.join(folder, TRUTH_FILE);
  const input = createReadStream(file).pipe(createGunzip());
  let columns: ReadonlyMap<string, number> | null = null;
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    const cells = line.split(',');
    if (columns === null) columns = columnPositions(cells, file);
    else yield truthOf(cells, columns);
  }
}

function columnPositions(header: readonly string[], file: string): Map<string, number> {
  const positions = new Map(header.map((column, index) => [column, index]));
  const missing = TRUTH_COLUMNS.find((column) => !positions.has(column));
  if (missing !== undefined) {
    throw new LacunaError('missing_column', 'the truth of the cohort lacks a column', {
      file,
      line: 1,
      column: missing,
    });
  }
  return positions;
}

function truthOf(cells: readonly string[], columns: ReadonlyMap<string, number>): Truth {
  const text = (column: string) => cells[columns.get(column) ?? -1] ?? '';
  const flag = (column: string) => text(column) === '1';
  let state = 0;
  for (const [index, column] of FACTOR_COLUMNS.entries()) if (flag(column)) state |= 1 << index;
  return {
    subjectId: text('subject_id'),
    hadmId: text('hadm_id'),
    band: Number(text('age_band')),
    state,
    serviceLine: flag('service_line') ? 1 : 0,
    observationStay: flag('observation_stay'),
    present: perModality((name) => flag(PRESENCE_COLUMNS[MODALITIES.indexOf(name)] ?? '')),
    tasks: Object.fromEntries(TASKS.map((task) => [task, taskTruth(task, text)])) as Record<
      TaskName,
      TaskTruth
    >,
  };
}

function taskTruth(task: TaskName, text: (column: string) => string): TaskTruth {
  const label = text(taskColumn('label', task));
  const contributions = shapleyColumns(task).map(text);
  return {
    label: label === '' ? null : label === '1' ? 1 : 0,
    probability: Number(text(taskColumn('probability', task))),
    logits: Float64Array.from(logitColumns('bayes', task), (column) => Number(text(column))),
    informedLogits: Float64Array.from(logitColumns('informed', task), (column) => Number(text(column))),
    shapley: perModality((name) => {
      const contribution = contributions[MODALITIES.indexOf(name)] ?? '';
      return contribution === '' ? null : Number(contribution);
    }),
  };
}
