/** How the stand-in is found: by place in the ranked list, by similarity to the reference, or by direct similarity. */
export const CANDIDATE_RULES = ['position', 'similarity', 'direct'] as const;
export type CandidateRule = (typeof CANDIDATE_RULES)[number];
