import type { MethodContext, TrainingMethod } from './method.ts';

/** Every parameter descends the semantic loss, and nothing else. */
export function createPlainMethod({ run, stepper }: MethodContext): TrainingMethod {
  const { blockEpochs, epochs } = run.configuration;
  return {
    plan: (epoch) => ({
      block: 'semantic',
      judged: (epoch + 1) % blockEpochs === 0 || epoch + 1 === epochs,
    }),
    step: (members, { rate, random, table }) =>
      stepper.step(members, { semantic: true, adversarial: false, rate, random, table }),
  };
}
