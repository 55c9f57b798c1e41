/** How alike two latents are: mean cosine, mean cosine after centring each modality, or linear CKA. */
export const SIMILARITY_MEASURES = ['centredCosine', 'cosine', 'cka'] as const;
export type SimilarityMeasure = (typeof SIMILARITY_MEASURES)[number];
