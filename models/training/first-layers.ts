import type { FirstLayer } from '../encoders/first-layer.ts';
import { hourlyItems } from '../encoders/hourly-steps.ts';
import { ModelError } from '../errors.ts';
import type { VectorizerOptions } from '../features/vectorizers.ts';
import type { ModalityName } from '../modalities/modality.ts';
import type { ScaledConfiguration } from './configuration.ts';
import type { Dataset } from './dataset.ts';

type LayerSettings = Pick<ScaledConfiguration, 'labs' | 'labHours' | 'codes' | 'components'>;

/** How vectorizers are fitted for these settings. */
export function vectorizerOptions({
  labs,
  labHours,
}: Pick<LayerSettings, 'labs' | 'labHours'>): Pick<VectorizerOptions, 'labHours'> {
  return { labHours: labs === 'sequence' ? labHours : null };
}

/**
 * The modalities whose first layer is learned by the settings, each with that layer; all others are projected.
 * @throws {ModelError} `shape` when laboratory results are not in the hours of the settings.
 */
export function chooseFirstLayers(
  { inputs }: Pick<Dataset, 'inputs'>,
  modalities: readonly ModalityName[],
  settings: LayerSettings,
): Partial<Record<ModalityName, FirstLayer>> {
  const chosen = modalities.flatMap((name) => {
    const layer = layerOf(name, inputs[name]?.columns ?? 0, settings);
    return layer === null ? [] : [[name, layer] as const];
  });
  return Object.fromEntries(chosen);
}

function layerOf(
  name: ModalityName,
  columns: number,
  { labs, labHours: hours, codes, components: width }: LayerSettings,
): FirstLayer | null {
  switch (name) {
    case 'labs':
      return labs === 'sequence' ? recurrentLayer(columns, hours, width) : null;
    case 'diagnoses':
    case 'procedures':
    case 'medications':
      return codes === 'bag' ? { kind: 'bag', width, columns } : null;
    case 'demographics':
    case 'notes':
      return null;
  }
}

function recurrentLayer(columns: number, hours: number, width: number): FirstLayer {
  const items = hourlyItems(columns, hours);
  if (Number.isInteger(items)) return { kind: 'recurrent', width, items, hours };
  throw new ModelError('shape', `expected results of ${hours} hours, got ${columns} features`);
}
