import { type BatchRows } from '../network/batch.ts';
import { latentRows, readOut } from '../network/forward.ts';
import type { ModelInputs } from '../network/inputs.ts';
import { readBack } from '../network/read-back.ts';
import { patternOf, rankedSources } from '../substitution/source-table.ts';
import type { LoadedModel } from './loaded-model.ts';
import type { Candidate } from './predictor.ts';
import { describeStandIn } from './substitutions.ts';

/**
 * For each missing modality of one encounter, every used one as its stand-in: the raw logit with that one there and
 * all other slots as deployed. Nearest in the ranked list first.
 * @param own one row.
 * @returns one list a missing modality; none for vanilla encoders, which cannot decode a foreign latent.
 */
export function candidatesOf(
  loaded: LoadedModel,
  inputs: ModelInputs,
  own: BatchRows,
): readonly (readonly Candidate[])[] {
  const { modalities } = loaded.model;
  const M = modalities.length;
  const pattern = patternOf(own.used, 0, M);
  if (pattern === 0 || loaded.network.shape.heads === null) return [];
  const deployed = rankedSources(loaded.ranking, loaded.silent);
  const numbers = modalities.map((_, m) => m);
  const heard = numbers.filter((m) => (pattern >> m) & 1 && !loaded.silent.includes(m));
  // With nothing else in use even a dead modality is asked.
  const lenders = heard.length > 0 ? heard : numbers.filter((m) => (pattern >> m) & 1);
  const missing = numbers.filter(
    (m) => !((pattern >> m) & 1) && !(heard.length > 0 && loaded.silent.includes(m)),
  );
  return readBack(() => {
    const latents = latentRows(loaded, inputs, own.rows);
    const logitWith = (slot: number, source: number): number => {
      const sources = deployed.sources.slice();
      sources[pattern * M + slot] = source;
      const filling = { table: { modalities: M, sources }, lends: 'latent' } as const;
      const logits = readOut(loaded, latents, { inputs, rows: [own], filling }).logits.dataSync<'float32'>();
      return logits.reduce((sum, value) => sum + value, 0) / logits.length;
    };
    return missing.map((slot) =>
      lenders
        .flatMap((source) => {
          const standIn = describeStandIn(loaded.ranking, modalities, slot, source);
          return standIn ? [{ ...standIn, logit: logitWith(slot, source) }] : [];
        })
        .toSorted((a, b) => a.rankDistance - b.rankDistance),
    );
  });
}
