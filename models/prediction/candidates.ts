import { type BatchRows, takeTableRows } from '../network/batch.ts';
import { latentRows } from '../network/forward.ts';
import type { ModelInputs } from '../network/inputs.ts';
import { readBack } from '../network/read-back.ts';
import { patternOf, slotSourcesOf } from '../substitution/source-table.ts';
import { filledLogits } from './filled-logits.ts';
import type { LoadedModel } from './loaded-model.ts';
import type { Candidate } from './predictor.ts';
import { describeStandIn } from './substitutions.ts';

/**
 * For each missing modality of one encounter, every used one as its stand-in: the raw logit with that one there and
 * all other slots as deployed. Nearest in the ranked list first.
 * @param own one row.
 * @returns one list a missing modality; none for encoders without heads, which cannot decode a foreign latent.
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
  const numbers = modalities.map((_, m) => m);
  const heard = numbers.filter((m) => (pattern >> m) & 1 && !loaded.silent.includes(m));
  // With nothing else in use even a dead modality is asked.
  const lenders = heard.length > 0 ? heard : numbers.filter((m) => (pattern >> m) & 1);
  const missing = numbers.filter(
    (m) => !((pattern >> m) & 1) && !(heard.length > 0 && loaded.silent.includes(m)),
  );
  if (missing.length === 0) return [];
  const { sources } = slotSourcesOf(loaded.rankedSources, pattern);
  const ways = missing.flatMap((slot) =>
    lenders.map((source) => ({ used: pattern, sources: sources.with(slot, source) })),
  );
  const recorded = takeTableRows(inputs.recorded, own.rows, M);
  const logits = readBack(() => {
    const latents = latentRows(loaded, inputs, own.rows);
    const request = { ways, lenders, recorded, filling: { lends: 'latent' } } as const;
    return filledLogits(loaded, latents, request).dataSync<'float32'>();
  });
  return missing.map((slot, i) =>
    lenders
      .flatMap((source, j) => {
        const standIn = describeStandIn(loaded.ranking, modalities, slot, source);
        return standIn ? [{ ...standIn, logit: logits[i * lenders.length + j] ?? Number.NaN }] : [];
      })
      .toSorted((a, b) => a.rankDistance - b.rankDistance),
  );
}
