import type { AvMnist } from '../../../models/experiments/avmnist/dataset.ts';
import type { MethodName } from '../../../models/experiments/avmnist/methods.ts';
import { runAvMnist } from '../../../models/experiments/avmnist/run.ts';
import { isDefined } from '../../../models/metrics/metric.ts';
import { wilsonInterval } from '../../../models/statistics/wilson.ts';
import { kept } from '../../accuracy/kept.ts';
import { digitsOf } from '../data.ts';
import { readPublished } from '../published.ts';
import { type Cell, cellOf, EMPTY_REPORT } from '../report.ts';
import type { Study, StudyContext } from '../study.ts';
import { digitRecipe } from './digit-recipe.ts';
import { joinRows } from './method-rows.ts';

type Rows = readonly (readonly [name: string, method: MethodName])[];

/** Pairs a class, of 105, by the share of audio that the paper calls missing. */
const PAIRS = { '95': 6, '90': 9, '85': 15, '80': 21 } as const;
/** To which it is all one how much audio there is. */
const NO_AUDIO: MethodName = 'image-only';

/** A table of accuracy on digits by image alone, after training in which few images had audio. */
const accuracyStudy = (table: string, rows: Rows, notes: readonly string[]): Study => ({
  data: ['avmnist'],
  reading:
    'no authors’ code of the avMNIST rivals but SMIL’s was published; each is on the same encoders, batches and recipe',
  run: async (context) => {
    const published = readPublished(table);
    const data = digitsOf(context.data);
    const ours = new Map<string, Record<string, Cell>>();
    for (const [name, method] of rows) {
      const cells: Record<string, Cell> = {};
      for (const [missing, p] of Object.entries(PAIRS).filter(([, own]) => context.pairs.includes(own))) {
        cells[missing] = await accuracyCell(data, context, { name, method, p });
      }
      ours.set(name, cells);
    }
    return {
      ...EMPTY_REPORT,
      columns: published.columns,
      rows: joinRows(published, ours, 'not measured'),
      notes: [
        `accuracy in percent of ${data.test.length} test images, one network; pairs a class ${context.pairs.join(', ')} of 105`,
        'the interval is that of a share of the test images (Wilson), not of seeds; nothing is selected',
        ...notes,
        ...published.remarks,
      ],
    };
  },
});

/** Table 3: rivals. */
export const digitRivals = accuracyStudy(
  'table-3',
  [
    ['Autoencoder', 'autoencoder'],
    ['GAN', 'gan'],
    ['Full2miss', 'full2miss'],
    ['GRAPE', 'grape'],
    ['SMIL', 'smil'],
    ['ShaSpec', 'shaspec'],
    ['MUSE', 'muse'],
    ['EBR', 'shaspec-ebr'],
    ['EBR, latent of the image in the place of audio', 'ebr'],
    ['concatenation', 'concat'],
    ['image only', NO_AUDIO],
  ],
  ['the paper’s row EBR is that of ShaSpec with EBR encoders in its table 4'],
);

/** Table 4: rivals with exchanged encoders. */
export const digitEncoders = accuracyStudy(
  'table-4',
  [
    ['SMIL', 'smil'],
    ['SMIL + KD', 'smil-kd'],
    ['SMIL + EBR', 'smil-ebr'],
    ['ShaSpec', 'shaspec'],
    ['ShaSpec + KD', 'shaspec-kd'],
    ['ShaSpec + EBR', 'shaspec-ebr'],
    ['MUSE', 'muse'],
    ['MUSE + KD', 'muse-kd'],
    ['MUSE + EBR', 'muse-ebr'],
  ],
  [],
);

async function accuracyCell(
  data: AvMnist,
  context: StudyContext,
  { name, method, p }: { readonly name: string; readonly method: MethodName; readonly p: number },
): Promise<Cell> {
  const recipe = digitRecipe(context);
  const pairs = method === NO_AUDIO ? Math.min(...Object.values(PAIRS)) : p;
  const values: number[] = [];
  for (const seed of context.seeds) {
    const members = context.settings.members ?? 1;
    const run = { method, p: pairs, seed, members, recipe };
    const { single } = await kept(context.folder, ['digits', run], () => {
      context.onStep(`${name}, ${pairs} pairs a class, seed ${seed}`);
      return runAvMnist(data, run);
    });
    values.push((100 * single.reduce((sum, own) => sum + own, 0)) / single.length);
  }
  const cell = cellOf(values);
  const size = data.test.length;
  const interval = wilsonInterval(((cell.mean ?? 0) / 100) * size, size);
  if (!isDefined(interval)) return cell;
  return { ...cell, interval: [100 * interval.value[0], 100 * interval.value[1]] };
}
