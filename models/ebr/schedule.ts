import type { TrainingConfiguration } from '../training/configuration.ts';

/** Which networks move in an epoch, and by which loss. */
export interface BlockPlan {
  readonly block: 'semantic' | 'discrimination';
  /** `f, g, phi, c` (and `h`) descend `L_sem`. */
  readonly semantic: boolean;
  /** `psi` descends and `h` ascends `L_md`. */
  readonly adversarial: boolean;
  /** Whether a semantic block ends with this epoch: where weights are judged and kept. */
  readonly endsSemanticBlock: boolean;
}

type ScheduleSettings = Pick<TrainingConfiguration, 'encoders' | 'interleave' | 'blockEpochs' | 'epochs'>;

/**
 * What epoch `epoch` (from 0) trains: `b = floor(epoch / blockEpochs)`, even `b` semantic, odd `b` discrimination.
 * `joint` has no discrimination blocks, it does both in every epoch; vanilla encoders have no adversary.
 * @param stopped whether the adversary was stopped; all blocks are semantic from then on.
 * @see Chaudhuri et al. 2025, appendix C.1
 */
export function planEpoch(settings: ScheduleSettings, epoch: number, stopped: boolean): BlockPlan {
  const { encoders, interleave, blockEpochs, epochs } = settings;
  const alternating = encoders === 'ebr' && interleave !== 'joint';
  const isSemantic = (e: number): boolean => !alternating || stopped || Math.floor(e / blockEpochs) % 2 === 0;
  const semanticBlock = isSemantic(epoch);
  const ends = (epoch + 1) % blockEpochs === 0 || epoch + 1 === epochs;
  return {
    block: semanticBlock ? 'semantic' : 'discrimination',
    semantic: semanticBlock || interleave !== 'strict',
    adversarial: encoders === 'ebr' && !stopped && (interleave === 'joint' || !semanticBlock),
    endsSemanticBlock: semanticBlock && ends,
  };
}
