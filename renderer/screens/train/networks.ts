import type { TrainingRun } from '../../../main/api/services.ts';
import type { Catalogue } from '../../text/index.ts';

/** Encoders and fusion of a run, or that it trains no network. */
export function networksOf(
  {
    trainingPreset,
    encoders,
    fusion,
  }: Pick<TrainingRun['request'], 'trainingPreset' | 'encoders' | 'fusion'>,
  { tasks }: Pick<Catalogue, 'tasks'>,
): readonly [encoders: string, fusion?: string] {
  if (trainingPreset === 'reference') return [tasks.experts.alone];
  return [tasks.encoders[encoders], tasks.fusion[fusion]];
}
