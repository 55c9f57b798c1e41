import { useCallback, useMemo } from 'react';
import type { ModelDetails } from '../../../main/api/services.ts';
import { heatMapChart, type HeatMapCell } from '../../charts/heat-map.ts';
import { ChartPanel } from '../../components/chart-figure.tsx';
import { Panel } from '../../components/layout.tsx';
import { ModalityLabel } from '../../components/modality-mark.tsx';
import { formatFixed, NO_VALUE } from '../../format/numbers.ts';
import { useText } from '../../text/index.ts';
import styles from './registry.module.css';

/** Below this centred cosine two latents have next to nothing in common. */
const UNRELATED = 0.1;

type Table = NonNullable<ModelDetails['similarity']>;

/** Which latents resemble each other, and so which modality stands in for which. */
export function Similarity({ similarity }: Pick<ModelDetails, 'similarity'>) {
  const { models } = useText();
  if (similarity === null) {
    return <Panel title={models.model.tabs.similarity}>{models.model.similarity.none}</Panel>;
  }
  return <SimilarityMap similarity={similarity} />;
}

function SimilarityMap({ similarity }: { readonly similarity: Table }) {
  const { models, modality } = useText();
  const words = models.model.similarity;
  const names = useMemo(
    () => similarity.modalities.map((name) => modality.name[name]),
    [similarity, modality],
  );
  const cells = useMemo(() => cellsOf(similarity, names), [similarity, names]);
  const draw = useCallback((width: number) => heatMapChart(cells, { width, names }), [cells, names]);
  const closest = [...cells]
    .filter(({ row, column }) => row !== column)
    .sort((a, b) => (b.value ?? -1) - (a.value ?? -1))[0];
  return (
    <ChartPanel
      title={
        closest === undefined || (closest.value ?? 0) < UNRELATED
          ? words.unrelated
          : words.title(closest.row, closest.column, formatFixed(closest.value ?? 0, 2))
      }
      legend={words.legend}
      help="similarity"
      draw={draw}
      table={() => ({
        columns: [words.modality, ...names],
        rows: names.map((row) => [
          row,
          ...cells
            .filter((cell) => cell.row === row)
            .map(({ value }) => (value === null ? NO_VALUE : formatFixed(value, 2))),
        ]),
      })}
    >
      <p className={styles.item}>
        <span className={styles.quiet}>{words.reference}:</span>
        <ModalityLabel modality={similarity.reference} size={18} />
      </p>
      <p className={styles.item}>
        <span className={styles.quiet}>{words.ranked}:</span>
        {similarity.ranked.map((name) => (
          <ModalityLabel key={name} modality={name} size={18} />
        ))}
      </p>
    </ChartPanel>
  );
}

function cellsOf({ centredCosine }: Table, names: readonly string[]): HeatMapCell[] {
  return names.flatMap((row, i) =>
    names.map((column, j) => ({ row, column, value: centredCosine[i]?.[j] ?? null })),
  );
}
