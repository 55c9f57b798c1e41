import { blendLogits } from '../../models/prediction/blend-logits.ts';
import { type FoldRows, foldRows, takeFoldRows, takeSubsetRows } from '../accuracy/fold-scores.ts';
import type { ScoredRow } from '../accuracy/figures.ts';
import { METHODS, type MethodName } from '../accuracy/methods.ts';
import { methodScores, type PolicyScores } from '../accuracy/subset-scores.ts';
import type { FoldedCohort } from './cohort.ts';
import { type BlendChoice, chooseBlend, type InnerScores } from './inner-choice.ts';

export interface Scoring {
  readonly cohort: FoldedCohort;
  readonly seeds: readonly number[];
  readonly folder: string;
  readonly onStep: (step: string) => void;
}

/** What is deployed, and chosen among: the policies of its network, and how much the experts weigh beside it. */
const CHOSEN = 'ebr' as const satisfies MethodName;
export const EXPERTS = 'logistic experts' as const satisfies MethodName;
const CHOSEN_POLICIES = ['ebr', 'omit', 'avg'] as const;
/** One third: half the experts' logits beside the network's. */
export const FIXED_SHARE = 1 / 3;
/** Of the inner masks; those of the test are 1 to 5. */
const INNER_MASK_SEEDS = [101, 102, 103];
const INNER_SEED = 1;

export async function outerFolds({ cohort }: Scoring): Promise<FoldRows[]> {
  const folds: FoldRows[] = [];
  for (let fold = 0; fold < cohort.numFolds; fold += 1)
    folds.push(foldRows((await cohort.trial([fold])).dataset));
  return folds;
}

/** The policies of a method as rows, each fold scored by the models that it was held out from. */
export async function scoredRows(name: MethodName, scoring: Scoring): Promise<ScoredRow[]> {
  const { cohort, folder, onStep } = scoring;
  const method = METHODS[name];
  const seeds = method.kind === 'experts' ? [0] : scoring.seeds;
  const scores: PolicyScores[][] = [];
  for (let fold = 0; fold < cohort.numFolds; fold += 1) {
    const own: PolicyScores[] = [];
    for (const seed of seeds) {
      onStep(`${name}, fold ${fold + 1} of ${cohort.numFolds}, seed ${seed}`);
      own.push(await methodScores(await cohort.trial([fold]), method, seed, folder));
    }
    scores.push(own);
  }
  return Object.keys(scores[0]?.[0] ?? {}).map((policy) => ({
    name: method.kind === 'experts' ? name : `${name}: ${policy}`,
    tables: scores.map((own) => own.map((tables) => tables[policy] ?? [])),
  }));
}

/** Blends of a row with the experts, which have one table a fold. */
export function blendRow(name: string, row: ScoredRow, experts: ScoredRow, share: number): ScoredRow {
  return {
    name,
    tables: row.tables.map((own, fold) =>
      own.map((table) => blendLogits(table, experts.tables[fold]?.[0] ?? [], share)),
    ),
  };
}

export interface ChosenBlend {
  readonly row: ScoredRow;
  /** One a fold, with the mean AUROC of inner validation. */
  readonly choices: readonly (BlendChoice & { readonly auroc: number })[];
}

/** The blend whose policy and share inner validation chose for each fold, and the fixed one. */
export async function blendedRows(
  rows: readonly ScoredRow[],
  experts: ScoredRow,
  scoring: Scoring,
): Promise<{ readonly fixed: ScoredRow; readonly chosen: ChosenBlend }> {
  const { cohort } = scoring;
  const rowOf = (policy: string): ScoredRow => {
    const row = rows.find(({ name }) => name === `${CHOSEN}: ${policy}`);
    if (row === undefined) throw new Error(`no scores of ${CHOSEN}: ${policy}`);
    return row;
  };
  const inner = await innerScores(scoring);
  const request = { policies: CHOSEN_POLICIES, rates: [0, 0.3, 0.5, 0.7], maskSeeds: INNER_MASK_SEEDS };
  const choices = Array.from({ length: cohort.numFolds }, (_, fold) => chooseBlend(fold, inner, request));
  const tables = choices.map(({ policy, share }, fold) => {
    const own = rowOf(policy).tables[fold] ?? [];
    return own.map((table) => blendLogits(table, experts.tables[fold]?.[0] ?? [], share));
  });
  return {
    fixed: blendRow(`${CHOSEN}: ebr, experts one third`, rowOf('ebr'), experts, FIXED_SHARE),
    chosen: { row: { name: `${CHOSEN}, blend chosen by inner validation`, tables }, choices },
  };
}

async function innerScores({ cohort, folder, onStep }: Scoring): Promise<InnerScores[]> {
  const scores: InnerScores[] = [];
  for (let first = 0; first < cohort.numFolds; first += 1) {
    for (let second = first + 1; second < cohort.numFolds; second += 1) {
      onStep(`inner validation, without folds ${first + 1} and ${second + 1}`);
      const trial = await cohort.trial([first, second]);
      const network = await methodScores(
        trial,
        { ...METHODS[CHOSEN], policies: CHOSEN_POLICIES },
        INNER_SEED,
        folder,
      );
      const { sum } = await methodScores(trial, METHODS[EXPERTS], 0, folder);
      const rows = foldRows(trial.dataset);
      const firsts = new Set(foldRows((await cohort.trial([first])).dataset).encounters);
      scores.push({
        heldOut: [first, second],
        rows,
        foldOf: rows.encounters.map((encounter) => (firsts.has(encounter) ? first : second)),
        network,
        experts: sum ?? [],
      });
    }
  }
  return scores;
}

/** Rows and tables of some encounters only. */
export function restrict(
  folds: readonly FoldRows[],
  rows: readonly ScoredRow[],
  isKept: (encounter: string) => boolean,
): { readonly folds: FoldRows[]; readonly rows: ScoredRow[] } {
  const positions = folds.map(({ encounters }) =>
    [...encounters.keys()].filter((row) => isKept(encounters[row] ?? '')),
  );
  return {
    folds: folds.map((fold, f) => takeFoldRows(fold, positions[f] ?? [])),
    rows: rows.map(({ name, tables }) => ({
      name,
      tables: tables.map((own, f) => own.map((table) => takeSubsetRows(table, positions[f] ?? []))),
    })),
  };
}
