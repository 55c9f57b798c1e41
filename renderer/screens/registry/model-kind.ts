import type { ModelSummary } from '../../../main/api/services.ts';
import { formatFixed } from '../../format/numbers.ts';
import type { Catalogue } from '../../text/index.ts';

/** What a model is made of, in a few words: its networks, and the say that logistic experts have. */
export function modelKind(
  { encoders, fusion, expertShare = 0 }: Pick<ModelSummary, 'encoders' | 'fusion' | 'expertShare'>,
  { tasks }: Pick<Catalogue, 'tasks'>,
): string {
  if (expertShare === 1) return tasks.experts.alone;
  const networks = `${tasks.encoders[encoders]} · ${tasks.fusion[fusion]}`;
  return expertShare === 0 ? networks : `${networks} · ${tasks.experts.beside(formatFixed(expertShare, 2))}`;
}
