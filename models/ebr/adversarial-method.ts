import { z } from 'zod';
import { ModelError } from '../errors.ts';
import type { CreateMethod } from '../training/method.ts';
import { planEpoch } from './schedule.ts';
import { INITIAL_STOP_STATE, judgeBlock, type StopState } from './stop-rule.ts';

const stopState = z.object({
  best: z.number().nullable(),
  failures: z.int().min(0),
  stopped: z.boolean(),
});

/**
 * Explicit Basis Reallocation: blocks of semantic learning and of discrimination take turns, until the validation loss
 * no longer falls.
 * @see Chaudhuri et al. 2025, section 3.4
 */
export const createAdversarialMethod: CreateMethod = ({ run, stepper }, from) => {
  const { configuration } = run;
  let stop: StopState = from ? readStop(from.state) : INITIAL_STOP_STATE;
  return {
    plan: (epoch) => {
      const { block, endsSemanticBlock } = planEpoch(configuration, epoch, stop.stopped);
      return { block, judged: endsSemanticBlock };
    },
    step: (members, { epoch, rate, random, table }) => {
      const { semantic, adversarial } = planEpoch(configuration, epoch, stop.stopped);
      return stepper.step(members, { semantic, adversarial, rate, random, table });
    },
    judged: (loss) => {
      if (configuration.stopAdversary) stop = judgeBlock(stop, loss);
    },
    state: () => stop,
  };
};

function readStop(state: unknown): StopState {
  const parsed = stopState.safeParse(state);
  if (parsed.success) return parsed.data;
  throw new ModelError(
    'serialization',
    `expected the state of the adversary: ${z.prettifyError(parsed.error)}`,
  );
}
