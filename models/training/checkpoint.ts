import { z } from 'zod';
import { ModelError } from '../errors.ts';
import type { Role } from '../network/network.ts';
import { CANDIDATE_RULES, type Ranking } from '../substitution/candidate.ts';
import type { BestRecord } from './best-weights.ts';
import {
  type ScaledConfiguration,
  type TrainingConfiguration,
  trainingConfiguration,
} from './configuration.ts';
import type { Checkpoint } from './hooks.ts';
import { sentence, worded } from '../wording.ts';

/** Everything of a run between two epochs that is not a tensor. Random streams follow from seed and epoch. */
export interface RunState {
  readonly configuration: ScaledConfiguration;
  /** Of the data the run was started on; another data set is refused. */
  readonly data: string;
  readonly steps: Readonly<Record<Role, number>>;
  readonly best: BestRecord;
  /** What the method of the run remembers of itself. */
  readonly method: unknown;
  /** Points of the mean of weights. */
  readonly averaged: number;
  /** What stands in while training; `null` = nothing does. */
  readonly ranking: Ranking | null;
}

const count = z.int().min(0);
const loss = z.number().nullable();
const index = z.int().min(0);

const runState = z.object({
  configuration: trainingConfiguration,
  data: z.string(),
  steps: z.object({ semantic: count, head: count, discriminator: count }),
  best: z.object({ losses: z.array(loss), epochs: z.array(count) }),
  method: z.unknown().optional(),
  /** Of the adversary, in checkpoints of earlier versions. */
  stop: z.unknown().optional(),
  averaged: count.default(0),
  ranking: z
    .object({
      rule: z.enum(CANDIDATE_RULES),
      similarity: z.array(z.array(z.number().nullable())),
      reference: index,
      ranked: z.array(index),
      dead: z.array(index),
    })
    .nullable(),
});

/** The state of a run as the text of a checkpoint. */
export function writeRunState(state: RunState): string {
  return JSON.stringify(state);
}

/**
 * Reads the state back, for a run of the same configuration on the same data.
 * @throws {ModelError} `serialization` when the text is not a state; `configuration` when it belongs to another run.
 */
export function readRunState(
  checkpoint: Checkpoint,
  run: Pick<RunState, 'configuration' | 'data'>,
): RunState {
  const parsed = runState.safeParse(parseJson(checkpoint.state));
  if (!parsed.success) {
    throw new ModelError('serialization', `expected the state of a run: ${z.prettifyError(parsed.error)}`);
  }
  const same = networksOf(parsed.data.configuration) === networksOf(run.configuration);
  if (!same || parsed.data.data !== run.data) {
    const what = same ? sentence`data` : sentence`configuration`;
    throw new ModelError('configuration', worded`expected a checkpoint of the same ${what}, got another`);
  }
  const { stop, ...state } = parsed.data;
  return { ...state, method: state.method ?? stop ?? null, configuration: run.configuration };
}

/** What decides the weights, as text: the experts join when they are done. Parsing puts all in the same order. */
function networksOf(configuration: ScaledConfiguration | TrainingConfiguration): string {
  return JSON.stringify({ ...trainingConfiguration.parse(configuration), expertShare: 0 });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ModelError('serialization', 'expected the state of a run as JSON', { cause });
  }
}
