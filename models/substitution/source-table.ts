import { findCandidate, type Ranking } from './candidate.ts';

/** In a source table: nothing fills the slot. */
export const NO_SOURCE = -1;

/**
 * For every pattern of used modalities, what fills each slot: the modality itself, the one that stands in (its
 * number), a prepared encoding (`M`), or nothing. Row-major `[2^M, M]`; pattern = bitmask, bit i = modality i.
 */
export interface SourceTable {
  readonly modalities: number;
  readonly sources: Int8Array;
}

/**
 * A slot is filled by its own modality or not at all.
 * @param silent modalities that fill no slot while another is used, neither their own nor one that is missing, and
 * whose slot nothing else fills: what has nothing to say is not listened to.
 */
export function ownSources(modalities: number, silent: readonly number[] = []): SourceTable {
  return buildTable(modalities, silent, () => NO_SOURCE);
}

/** A missing modality is filled by a prepared encoding. */
export function preparedSources(modalities: number, silent: readonly number[] = []): SourceTable {
  return buildTable(modalities, silent, () => modalities);
}

/** A missing modality is filled from the candidate that the ranking names. */
export function rankedSources(ranking: Ranking, silent: readonly number[] = []): SourceTable {
  return buildTable(ranking.similarity.length, silent, (missing, used) =>
    findCandidate(ranking, missing, used),
  );
}

function buildTable(
  modalities: number,
  silent: readonly number[],
  standIn: (missing: number, used: readonly number[]) => number,
): SourceTable {
  const all = Array.from({ length: modalities }, (_, m) => m);
  const sources = new Int8Array(2 ** modalities * modalities).fill(NO_SOURCE);
  for (let pattern = 1; pattern < 2 ** modalities; pattern += 1) {
    const used = all.filter((m) => (pattern >> m) & 1);
    const heard = used.filter((m) => !silent.includes(m));
    for (const m of all) {
      if (heard.length === 0) sources[pattern * modalities + m] = used.includes(m) ? m : standIn(m, used);
      else if (heard.includes(m)) sources[pattern * modalities + m] = m;
      else if (!silent.includes(m)) sources[pattern * modalities + m] = standIn(m, heard);
    }
  }
  return { modalities, sources };
}

/** What fills a slot when the pattern is used. */
export function sourceOf({ modalities, sources }: SourceTable, pattern: number, slot: number): number {
  return sources[pattern * modalities + slot] ?? NO_SOURCE;
}

/** What fills the slots of an encounter: the modalities that are used, as a bitmask, and the source of each slot. */
export interface SlotSources {
  readonly used: number;
  readonly sources: Int8Array;
}

/** What fills the slots when the pattern is used. */
export function slotSourcesOf({ modalities, sources }: SourceTable, used: number): SlotSources {
  return { used, sources: sources.subarray(used * modalities, (used + 1) * modalities) };
}

/** Bitmask of the used modalities of a row of a row-major `[n, M]` table. */
export function patternOf(used: Uint8Array, row: number, modalities: number): number {
  let pattern = 0;
  for (let m = 0; m < modalities; m += 1) pattern |= (used[row * modalities + m] ?? 0) << m;
  return pattern;
}
