/** How the stand-in is found: by place in the ranked list, by similarity to the reference, or by direct similarity. */
export const CANDIDATE_RULES = ['position', 'similarity', 'direct'] as const;
export type CandidateRule = (typeof CANDIDATE_RULES)[number];

/** What candidates are chosen by. Modalities are numbers, in the order of the configuration. */
export interface Ranking {
  readonly rule: CandidateRule;
  /** `S[i][j]`, symmetric, 1 on the diagonal; `null` = undefined. */
  readonly similarity: readonly (readonly (number | null)[])[];
  /** The strongest modality. */
  readonly reference: number;
  /** All modalities by similarity to the reference, the reference first, undefined last. */
  readonly ranked: readonly number[];
  /** Never candidates while another is present. */
  readonly dead: readonly number[];
}

/** The list of all modalities by similarity to the reference; ties keep the order of the configuration. */
export function rankModalities(similarity: Ranking['similarity'], reference: number): number[] {
  const toReference = (m: number): number =>
    m === reference ? Infinity : (similarity[m]?.[reference] ?? -Infinity);
  return similarity.map((_, m) => m).sort((a, b) => descending(toReference(a), toReference(b)) || a - b);
}

/** Places apart in the ranked list. */
export function rankDistance({ ranked }: Ranking, a: number, b: number): number {
  return Math.abs(ranked.indexOf(a) - ranked.indexOf(b));
}

/**
 * The present modality that stands in for a missing one: of those that are not dead, and whose similarity the rule
 * needs is defined, as long as there are any.
 * @param present numbers of the present modalities, at least one, without `missing`.
 * @see Chaudhuri et al. 2025, section 4.4
 */
export function findCandidate(ranking: Ranking, missing: number, present: readonly number[]): number {
  const { similarity, reference, rule, dead } = ranking;
  const known = (j: number): boolean =>
    (similarity[j]?.[rule === 'direct' ? missing : reference] ?? null) !== null;
  const alive = unlessEmpty(present, (j) => !dead.includes(j));
  const keysOf = (j: number): readonly number[] => candidateKeys(ranking, missing, j);
  const [best = present[0] ?? missing] = unlessEmpty(alive, known).toSorted(
    (a, b) => compareKeys(keysOf(a), keysOf(b)) || a - b,
  );
  return best;
}

/** What the rule orders candidates by, smaller first. */
function candidateKeys(ranking: Ranking, missing: number, candidate: number): readonly number[] {
  const { similarity, reference, rule } = ranking;
  const toReference = (m: number): number => similarity[m]?.[reference] ?? -Infinity;
  const gap = Math.abs(toReference(missing) - toReference(candidate));
  // An undefined similarity of the missing one leaves no gap to compare; the later keys decide.
  const comparableGap = Number.isFinite(gap) ? gap : Infinity;
  switch (rule) {
    case 'position':
      return [rankDistance(ranking, missing, candidate), comparableGap, -toReference(candidate)];
    case 'similarity':
      return [comparableGap, -toReference(candidate)];
    case 'direct':
      return [-(similarity[missing]?.[candidate] ?? -Infinity)];
  }
}

function compareKeys(a: readonly number[], b: readonly number[]): number {
  for (const [i, key] of a.entries()) {
    const order = descending(b[i] ?? 0, key);
    if (order !== 0) return order;
  }
  return 0;
}

/** Order of two numbers, larger first, infinities allowed. */
function descending(a: number, b: number): number {
  return a === b ? 0 : a > b ? -1 : 1;
}

function unlessEmpty(list: readonly number[], keep: (m: number) => boolean): readonly number[] {
  const kept = list.filter(keep);
  return kept.length > 0 ? kept : list;
}
