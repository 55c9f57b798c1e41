/**
 * *Substitution*: what stands in for the encoding of a modality that is missing at prediction time.
 *
 * A policy says what fills the slot `z_i` of a missing modality `i`; `models/substitution/` computes it.
 * - `ebr`: the encoding decoded by `g_i` from the latent of the present modality that ranks most similar;
 * - `omit`: nothing, the slot is left out of the fusion;
 * - `zeros`: the zero vector; `avg`: the training mean of `z_i`; `random`: `z_i` of a drawn training encounter;
 * - `rep-nn`: the encoding `z_j` of the present modality whose encoder output is nearest;
 * - `late`: no fusion, the mean of the present modalities' own linear heads;
 * - `predicted`: what the model has learned to expect of `z_i` from all that is used, for models that have learned it;
 * - `avg-class`: class means of `z_i`, weighted by the calibrated posterior of `late`.
 */
export const SUBSTITUTION_POLICIES = [
  'ebr',
  'omit',
  'zeros',
  'random',
  'avg',
  'rep-nn',
  'late',
  'avg-class',
  'predicted',
] as const;

export type SubstitutionPolicy = (typeof SUBSTITUTION_POLICIES)[number];
