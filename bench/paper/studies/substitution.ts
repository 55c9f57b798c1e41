import { onlyModalities } from '../../../models/experiments/only-modalities.ts';
import { MODALITIES, type ModalityName } from '../../../models/modalities/modality.ts';
import { ALL_POLICIES, network } from '../../accuracy/methods.ts';
import { methodScores, type Trial } from '../../accuracy/subset-scores.ts';
import { modalityBit, NUM_SUBSETS } from '../../gates/subsets.ts';
import {
  accuracyCell,
  foldsOfTrials,
  type Masks,
  type MethodTables,
  sizedMethod,
} from '../accuracy-cells.ts';
import { readPublished } from '../published.ts';
import { type Cell, EMPTY_REPORT } from '../report.ts';
import type { Study, StudyContext } from '../study.ts';
import { joinRows } from './method-rows.ts';

/** Two weak and two strong ones, as the paper says. */
const FOUR: readonly ModalityName[] = ['diagnoses', 'labs', 'notes', 'medications'];
/** Every non-empty subset of the four, the complete one among them. */
const PATTERNS = Array.from({ length: 2 ** FOUR.length - 1 }, (_, i) =>
  FOUR.filter((_name, bit) => ((i + 1) & (1 << bit)) !== 0),
);

const method = network({ policies: ALL_POLICIES });

/** Table 6: the same model with each substitution, over the 15 patterns of four modalities. */
export const substitution: Study = {
  data: ['eicu', 'synthetic', 'mimic-iv'],
  run: async (context) => {
    const published = readPublished('table-6');
    const mortality = context.data.tasks.find(({ key }) => key === 'mortality');
    const trials = ((await mortality?.trials()) ?? []).map(ofFour);
    const folds = foldsOfTrials(trials);
    const settings = PATTERNS.map((pattern) =>
      patternMasks(
        folds.map(({ usable }) => usable),
        pattern,
      ),
    );
    const cell = (tables: MethodTables): Cell =>
      accuracyCell(folds, tables, settings, { metric: 'auroc', resamples: context.resamples });
    const scores = await policyTables(trials, context);
    const ours = new Map<string, Record<string, Cell>>();
    for (const policy of ALL_POLICIES) ours.set(policy, { auroc: cell(scores.get(policy) ?? []) });
    if (context.full) ours.set('target', { auroc: cell(await targetTables(trials, context)) });
    return {
      ...EMPTY_REPORT,
      columns: published.columns,
      rows: joinRows(published, ours, 'measured with --full: one training a pattern, or reads the label'),
      notes: [
        `of ${FOUR.join(', ')}; every test encounter in every pattern, with what it has of it`,
        'the spread is over the 15 patterns; "omit" and "avg-class" are not in the paper',
        'the oracle average is not measured: it reads the label of the encounter that is predicted',
        ...published.remarks,
      ],
    };
  },
};

function ofFour({ about, dataset }: Trial): Trial {
  return { about: `${about}, ${FOUR.join(' ')}`, dataset: onlyModalities(dataset, FOUR) };
}

function patternMasks(usable: readonly Uint8Array[], pattern: readonly ModalityName[]): Masks {
  const bits = bitsOf(pattern);
  return usable.map((own) => [own.map((subset) => subset & bits)]);
}

async function policyTables(
  trials: readonly Trial[],
  context: StudyContext,
): Promise<Map<string, ArrayLike<number>[][]>> {
  const { seeds, folder, onStep } = context;
  const sized = sizedMethod(method, context);
  const byPolicy = new Map<string, ArrayLike<number>[][]>(ALL_POLICIES.map((policy) => [policy, []]));
  for (const [fold, trial] of trials.entries()) {
    for (const tables of byPolicy.values()) tables.push([]);
    for (const seed of seeds) {
      onStep(`four modalities: fold ${fold + 1} of ${trials.length}, seed ${seed}`);
      const scores = await methodScores(trial, sized, seed, folder);
      for (const [policy, tables] of byPolicy) tables.at(-1)?.push(scores[policy] ?? []);
    }
  }
  return byPolicy;
}

/** The scores of models that were each trained on exactly the modalities that are used. */
async function targetTables(trials: readonly Trial[], context: StudyContext): Promise<MethodTables> {
  const tables: Float32Array[][] = [];
  for (const trial of trials) {
    const own: Float32Array[] = [];
    for (const seed of context.seeds) own.push(await targetTable(trial, seed, context));
    tables.push(own);
  }
  return tables;
}

/** Each column is of the model of that subset; nothing used is the base rate, whatever the model. */
async function targetTable(trial: Trial, seed: number, context: StudyContext): Promise<Float32Array> {
  const { folder, onStep } = context;
  const own = sizedMethod(network({ policies: ['ebr'] }), context);
  let target = new Float32Array(0);
  for (const pattern of PATTERNS) {
    onStep(`target of ${pattern.join(', ')}, seed ${seed}`);
    const names = MODALITIES.filter((name) => pattern.includes(name));
    const dataset = onlyModalities(trial.dataset, names);
    const alone = { about: `${trial.about}, only ${names.join(' ')}`, dataset };
    const { ebr } = await methodScores(alone, own, seed, folder);
    if (ebr === undefined) throw new Error(`no scores of ${alone.about}`);
    if (target.length === 0) target = new Float32Array(ebr.length);
    const bits = bitsOf(names);
    for (let cell = 0; cell < ebr.length; cell += 1) {
      const subset = cell % NUM_SUBSETS;
      if (subset === bits || subset === 0) target[cell] = ebr[cell] ?? Number.NaN;
    }
  }
  return target;
}

function bitsOf(names: readonly ModalityName[]): number {
  return names.reduce((sum, name) => sum | modalityBit(name), 0);
}
