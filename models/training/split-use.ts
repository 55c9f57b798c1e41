import type { TrainingConfiguration } from './configuration.ts';
import type { SplitName } from './dataset.ts';

/** What is decided by looking at encounters. Two of these on the same encounters flatter each other. */
export const SPLIT_PURPOSES = [
  'fitting',
  'alignment',
  'stopping',
  'blend',
  'search',
  'strength',
  'calibration',
  'support',
  'thresholds',
  'conformal',
  'figures',
] as const;
export type SplitPurpose = (typeof SPLIT_PURPOSES)[number];

/** A split, or the folds of training patients that members of an ensemble hold out. */
export type SplitPart = SplitName | 'heldOutFolds';

/** Which encounters each decision about a model rests on. */
export type SplitUse = Readonly<Record<SplitPurpose, readonly SplitPart[]>>;

type Deciding = Pick<
  TrainingConfiguration,
  'members' | 'bagging' | 'earlyStopping' | 'encoders' | 'stopAdversary' | 'expertShare'
>;

/**
 * The encounters that each decision rests on, by how a model was trained. No choice is searched for, thresholds are set
 * by a person, and there are no conformal sets.
 * @param stopsEarly whether validation chose, rather than was left alone for want of positives.
 */
export function splitUse(configuration: Deciding, stopsEarly: boolean): SplitUse {
  const { members, bagging, earlyStopping, encoders, stopAdversary, expertShare } = configuration;
  const hasNetworks = expertShare !== 1;
  const choosesEpoch = hasNetworks && earlyStopping && stopsEarly;
  const folds = choosesEpoch && bagging && members > 1;
  const endsAdversary = hasNetworks && encoders === 'ebr' && stopAdversary;
  return {
    fitting: ['train'],
    alignment: ['train'],
    stopping: folds ? ['heldOutFolds'] : choosesEpoch || endsAdversary ? ['validation'] : [],
    blend: expertShare === 'validation' && stopsEarly ? ['validation'] : [],
    search: [],
    strength: folds ? ['validation', 'heldOutFolds'] : ['validation'],
    // Fitted on the calibration split; its level is set over the validation split as well.
    calibration: ['calibration', 'validation'],
    support: ['calibration'],
    thresholds: [],
    conformal: [],
    figures: ['test'],
  };
}
