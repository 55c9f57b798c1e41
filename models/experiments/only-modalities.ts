import type { ModalityName } from '../modalities/modality.ts';
import type { Dataset } from '../training/dataset.ts';

/** The same encounters with some of their modalities. */
export function onlyModalities(dataset: Dataset, kept: readonly ModalityName[]): Dataset {
  const columns = dataset.modalities.flatMap((name, column) => (kept.includes(name) ? [column] : []));
  const width = dataset.modalities.length;
  return {
    ...dataset,
    modalities: dataset.modalities.filter((name) => kept.includes(name)),
    states: Uint8Array.from(
      dataset.encounters.flatMap((_, row) =>
        columns.map((column) => dataset.states[row * width + column] ?? 0),
      ),
    ),
    inputs: Object.fromEntries(
      Object.entries(dataset.inputs).filter(([name]) => kept.some((modality) => modality === name)),
    ),
  };
}
