import { type DenseMatrix, takeRows } from '../linear-algebra/dense-matrix.ts';
import type { Reasons } from '../metrics/reasons.ts';
import type { ModalityName } from '../modalities/modality.ts';
import type { WeightedNetwork } from '../network/forward.ts';
import { debiasedCka, linearCka } from './cka.ts';
import { type DiagnosedData, havingModality } from './diagnosed-data.ts';
import { blockEntropy, featureCapacity } from './polysemanticity.ts';
import { representationRank } from './rank.ts';
import type { Representations } from './representations.ts';
import { varianceInflation } from './variance-inflation.ts';

export interface RankFigures {
  readonly rows: number;
  readonly width: number;
  readonly effective: number | null;
  readonly numerical: number;
}

/** How one modality's encoding stands to the fused representation. */
export interface ModalityFigures {
  readonly rank: RankFigures;
  /** CKA of the encoding with the fused representation, where the modality is present. */
  readonly similarity: number | null;
  readonly similarityDebiased: number | null;
  /** Dimensions that its features get in the first fusion layer; `null` where that has no block a modality. */
  readonly capacity: number | null;
}

export interface NetworkDiagnosis {
  readonly rank: RankFigures;
  readonly modalities: Readonly<Partial<Record<ModalityName, ModalityFigures>>>;
  readonly varianceInflation: {
    readonly mean: number | null;
    readonly dropped: number;
    readonly leftOut: number;
    readonly rank: number;
  };
  /** 0 = every neuron of the first fusion layer reads one modality, 1 = all equally. */
  readonly blockEntropy: number | null;
}

/**
 * Rank, similarity, variance inflation and polysemanticity of a network's fused representation on the validation rows.
 * Nothing is trained.
 * @param reasons where undefined figures say why.
 * @see method.md 5.1, 5.3, 5.4 and 5.5
 */
export function diagnoseNetwork(
  model: WeightedNetwork,
  data: DiagnosedData,
  { fused, encodings }: Representations,
  reasons: Reasons,
): NetworkDiagnosis {
  const { modalities } = data.inputs;
  const neurons = blockNeurons(model);
  const capacity = neurons === null ? null : modalityCapacity(neurons, modalities.length);
  const inflation = varianceInflation(fused);
  return {
    rank: rankFigures(fused, 'rank', reasons),
    modalities: Object.fromEntries(
      modalities.map((name, m) => {
        const having = havingModality(data, data.validationRows, m);
        const own = takeRows(encodings[m] ?? fused, having);
        const all = takeRows(fused, having);
        return [
          name,
          {
            rank: rankFigures(own, `rank of ${name}`, reasons),
            similarity: reasons.valueOf(`similarity of ${name}`, linearCka(own, all)),
            similarityDebiased: reasons.valueOf(`debiased similarity of ${name}`, debiasedCka(own, all)),
            capacity: capacity?.[m] ?? null,
          },
        ];
      }),
    ),
    varianceInflation: {
      mean: reasons.valueOf('varianceInflation', inflation.mean),
      dropped: inflation.dropped,
      leftOut: inflation.leftOut,
      rank: inflation.rank,
    },
    blockEntropy: reasons.valueOf(
      'blockEntropy',
      neurons === null
        ? { undefined: 'this fusion has no layer in which each modality has a block of weights' }
        : blockEntropy(neurons, neurons.columns / modalities.length),
    ),
  };
}

function rankFigures(matrix: DenseMatrix, metric: string, reasons: Reasons): RankFigures {
  const { effective, numerical } = representationRank(matrix);
  return {
    rows: matrix.rows,
    width: matrix.columns,
    effective: reasons.valueOf(metric, effective),
    numerical,
  };
}

/** Incoming weights of the first fusion layer of the first member, `[neurons, M * d]`; `null` where there is none. */
export function blockNeurons({ network, weights }: WeightedNetwork): DenseMatrix | null {
  const { fusion, modalities } = network.shape;
  const tensor = fusion.blockWeights === null ? undefined : weights.get(fusion.blockWeights);
  if (tensor === undefined) return null;
  const [, width, rows] = tensor.shape;
  const columns = modalities * width;
  const stored = tensor.dataSync<'float32'>();
  const values = Float64Array.from(
    { length: rows * columns },
    (_, index) => stored[(index % columns) * rows + Math.floor(index / columns)] ?? 0,
  );
  return { rows, columns, values };
}

/** Capacity of the features of each modality, added up. */
function modalityCapacity(neurons: DenseMatrix, modalities: number): number[] {
  const capacity = featureCapacity(neurons);
  const width = neurons.columns / modalities;
  return Array.from({ length: modalities }, (_, m) =>
    capacity.subarray(m * width, (m + 1) * width).reduce((sum, value) => sum + value, 0),
  );
}
