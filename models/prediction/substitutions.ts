import type { ModalityName } from '../modalities/modality.ts';
import { rankDistance, type Ranking } from '../substitution/candidate.ts';
import { patternOf, type SourceTable, sourceOf } from '../substitution/source-table.ts';
import type { Substituted } from './predictor.ts';

/** How a stand-in is described: by the deployed similarity and list, whatever rule found it. */
export function describeStandIn(
  deployed: Ranking,
  modalities: readonly ModalityName[],
  slot: number,
  source: number,
): Substituted | null {
  const modality = modalities[slot];
  const by = modalities[source];
  if (modality === undefined || by === undefined || slot === source) return null;
  const similarity = deployed.similarity[slot]?.[source] ?? null;
  return { modality, by, similarity, rankDistance: rankDistance(deployed, slot, source) };
}

/**
 * What stands in for each missing modality, one list a row. Rows of one pattern share a list.
 * @param table by which the policy finds stand-ins; `null` = it has none.
 * @param used row-major `[n, M]`.
 */
export function standIns(
  deployed: Ranking,
  table: SourceTable | null,
  modalities: readonly ModalityName[],
  used: Uint8Array,
): readonly (readonly Substituted[])[] {
  const M = modalities.length;
  const rows = Array.from({ length: used.length / M }, (_, row) => row);
  if (table === null) return rows.map(() => []);
  const byPattern = new Map<number, readonly Substituted[]>();
  return rows.map((row) => {
    const pattern = patternOf(used, row, M);
    const known = byPattern.get(pattern);
    if (known) return known;
    const list = modalities.flatMap(
      (_, slot) => describeStandIn(deployed, modalities, slot, sourceOf(table, pattern, slot)) ?? [],
    );
    byPattern.set(pattern, list);
    return list;
  });
}
