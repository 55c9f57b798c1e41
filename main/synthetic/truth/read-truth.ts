import { createReadStream } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { MODALITIES, perModality, type PerModality } from '../../../models/modalities/modality.ts';
import { SYNTHETIC_TASKS, type SyntheticTask } from '../tasks.ts';
import { LacunaError } from '../../errors.ts';
import { NUM_SUBSETS } from '../oracle/subsets.ts';
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
  readonly tasks: Readonly<Record<SyntheticTask, TaskTruth>>;
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
 * Reads the truth that lies beside the files of a synthetic cohort, one admission at a time. A model that predicts within
 * the stay does not know its diagnoses yet: it is to be compared with the subsets without them.
 * @param folder the folder of the cohort.
 * @throws {LacunaError} `missing_file`, `corrupt_gzip`, `missing_column` when it has other columns than this version writes.
 */
export async function* readTruth(folder: string): AsyncGenerator<Truth> {
  const file = path.join(folder, TRUTH_FILE);
  let isHeader = true;
  for await (const line of gzipLines(file)) {
    const cells = line.split(',');
    if (isHeader) requireColumns(cells, file);
    else yield truthOf(cells);
    isHeader = false;
  }
}

/** The lines of a gzip text file; none of its cells holds a line break. */
async function* gzipLines(file: string): AsyncGenerator<string> {
  const text = createGunzip().setEncoding('utf8');
  // A failure to read destroys the stream, and the loop below throws it.
  pipeline(createReadStream(file), text, () => undefined);
  let rest = '';
  try {
    for await (const chunk of text) {
      const lines = `${rest}${String(chunk)}`.split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (isMissing)
      throw new LacunaError('missing_file', 'the cohort has no truth beside it', { file, cause: error });
    throw new LacunaError('corrupt_gzip', 'the truth of the cohort is damaged', { file, cause: error });
  }
}

function requireColumns(header: readonly string[], file: string): void {
  const column = TRUTH_COLUMNS.find((name, index) => header[index] !== name);
  if (column === undefined) return;
  throw new LacunaError('missing_column', 'a column is not where this version writes it', {
    file,
    line: 1,
    column,
  });
}

function positionOf(column: string | undefined): number {
  return TRUTH_COLUMNS.indexOf(column ?? '');
}

const FIRST_FACTOR = positionOf(FACTOR_COLUMNS[0]);
const FIRST_PRESENCE = positionOf(PRESENCE_COLUMNS[0]);
const SERVICE_LINE = positionOf('service_line');
const OBSERVATION_STAY = positionOf('observation_stay');
/** Where the columns of a task start. */
const TASK_POSITIONS = SYNTHETIC_TASKS.map((task) => ({
  task,
  label: positionOf(taskColumn('label', task)),
  probability: positionOf(taskColumn('probability', task)),
  shapley: positionOf(shapleyColumns(task)[0]),
  logits: positionOf(logitColumns('bayes', task)[0]),
  informedLogits: positionOf(logitColumns('informed', task)[0]),
}));

function truthOf(cells: readonly string[]): Truth {
  const [subjectId = '', hadmId = '', band] = cells;
  const isOne = (position: number) => cells[position] === '1';
  const state = FACTOR_COLUMNS.reduce(
    (bits, _, index) => (isOne(FIRST_FACTOR + index) ? bits | (1 << index) : bits),
    0,
  );
  return {
    subjectId,
    hadmId,
    band: Number(band),
    state,
    serviceLine: isOne(SERVICE_LINE) ? 1 : 0,
    observationStay: isOne(OBSERVATION_STAY),
    present: perModality((name) => isOne(FIRST_PRESENCE + MODALITIES.indexOf(name))),
    tasks: Object.fromEntries(
      TASK_POSITIONS.map((positions) => [positions.task, taskTruth(cells, positions)]),
    ) as Record<SyntheticTask, TaskTruth>,
  };
}

function taskTruth(cells: readonly string[], positions: (typeof TASK_POSITIONS)[number]): TaskTruth {
  const label = cells[positions.label];
  const logitsFrom = (first: number) => Float64Array.from(cells.slice(first, first + NUM_SUBSETS), Number);
  return {
    label: label === '' ? null : label === '1' ? 1 : 0,
    probability: Number(cells[positions.probability]),
    logits: logitsFrom(positions.logits),
    informedLogits: logitsFrom(positions.informedLogits),
    shapley: perModality((name) => {
      const contribution = cells[positions.shapley + MODALITIES.indexOf(name)] ?? '';
      return contribution === '' ? null : Number(contribution);
    }),
  };
}
