import { asRecorded, type BatchRows } from '../network/batch.ts';
import { RandomStream } from '../random/random-stream.ts';
import type { CreateMethod, StepContext } from '../training/method.ts';
import type { PreparedRun } from '../training/prepare.ts';
import { drawSubPatterns } from '../training/sampler.ts';
import { warmUpEpochs } from './warm-up.ts';

/**
 * Learning on incomplete encounters by the semantic loss and what the part of the network adds to it: all that a
 * multimodal autoencoder needs.
 */
export const createIncompleteMethod: CreateMethod = (context) => incomplete(context, 0);

/** The same after a share of the epochs with everything as recorded, as the authors of ShaSpec advise. */
export const createWarmedMethod: CreateMethod = (context) =>
  incomplete(context, warmUpEpochs(context.run.configuration));

const incomplete = (
  { run, stepper }: Parameters<CreateMethod>[0],
  warmUp: number,
): ReturnType<CreateMethod> => {
  const { blockEpochs, epochs } = run.configuration;
  return {
    plan: (epoch) => ({
      block: 'semantic',
      judged: epoch >= warmUp && ((epoch + 1) % blockEpochs === 0 || epoch + 1 === epochs),
    }),
    step: (members, context) => {
      const rows =
        context.epoch < warmUp
          ? members.map((own) => asRecorded(run.inputs, own.rows))
          : leftIncomplete(run, members, context);
      const { rate, random, table } = context;
      return stepper.step(rows, { semantic: true, adversarial: false, rate, random, table });
    },
  };
};

/**
 * A batch with modalities left out: as the trainer left it, or, where it leaves everything in, by a sub-pattern of each
 * encounter's own.
 */
export function leftIncomplete(
  { configuration, inputs }: PreparedRun,
  members: readonly BatchRows[],
  { epoch, step }: Pick<StepContext, 'epoch' | 'step'>,
): readonly BatchRows[] {
  const { maskedTraining, modalityDropout, seed } = configuration;
  if (maskedTraining || modalityDropout > 0) return members;
  const random = RandomStream.fromSeed(seed).fork('subPatterns').fork(epoch).fork(step);
  return members.map((own, member) => drawSubPatterns(own, inputs.modalities.length, random.fork(member)));
}
