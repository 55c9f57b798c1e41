import type { EncoderKind, TrainingConfiguration } from '../../../models/training/configuration.ts';
import { resolveConfiguration } from '../../../models/training/configuration.ts';
import type { ExperimentHooks } from '../../../models/experiments/train-and-inspect.ts';
import type { ModalityName } from '../../../models/modalities/modality.ts';
import type { Trial } from '../../accuracy/subset-scores.ts';
import type { Dataset } from '../../../models/training/dataset.ts';
import type { StudyContext } from '../study.ts';

/** The three kinds of encoders that the paper's figures compare. */
export const COMPARED_ENCODERS: readonly EncoderKind[] = ['vanilla', 'kd', 'ebr'];

/** What is looked at with an experiment, on training and validation encounters. */
export async function developmentTrial({ data }: StudyContext): Promise<Trial> {
  const task = data.tasks.find(({ key }) => key === 'mortality');
  if (task === undefined) throw new Error(`${data.name} has no task of mortality`);
  return task.development();
}

/** The desktop preset, one member, concatenation as in the paper's analysis, nothing masked in training. */
export function experimentConfiguration(
  encoders: EncoderKind,
  seed: number,
  { settings }: Pick<StudyContext, 'settings'>,
): TrainingConfiguration {
  return resolveConfiguration('desktop', {
    encoders,
    fusion: 'concat',
    seed,
    settings: {
      epochs: 30,
      ...settings,
      members: 1,
      bagging: false,
      maskedTraining: false,
      unimodalWeight: 0,
      silenceDead: false,
      expertShare: 0,
    },
  });
}

export function experimentHooks(what: string, { onStep }: StudyContext): ExperimentHooks {
  return {
    now: () => performance.now(),
    pause: () => new Promise((resume) => setImmediate(resume)),
    onTraining: (name) => onStep(`${what}: ${name}`),
  };
}

/** Modalities of a data set, the ones that most training encounters have first. */
export function byPresence({ modalities, states }: Dataset): ModalityName[] {
  const counts = modalities.map((_, m) => {
    let count = 0;
    for (let i = m; i < states.length; i += modalities.length) count += Number(states[i] === 0);
    return count;
  });
  return modalities.toSorted(
    (a, b) => (counts[modalities.indexOf(b)] ?? 0) - (counts[modalities.indexOf(a)] ?? 0),
  );
}
