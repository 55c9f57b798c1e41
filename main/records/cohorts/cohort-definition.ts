import { LacunaError } from '../../errors.ts';
import type { CohortFilters } from '../../api/cohort-filters.ts';
import type { CohortSplit } from '../../api/cohort-split.ts';
import type { CohortInputs, CohortRules, CohortSpec } from '../../api/common.ts';
import { LABEL_CARDS } from './label-card-texts.ts';
import { limitsOf, PRESETS } from './presets.ts';
import { switchesOf } from './tasks.ts';
import { worded } from '../../../models/wording.ts';

/** A cohort with every choice made: what a `CohortSpec` means. */
export type CohortDefinition = Required<
  Pick<CohortSpec, 'task' | 'preset' | 'labels' | 'timing' | 'hours' | 'variant'>
> & {
  /** `null`: as far back as the record goes. */
  readonly lookBackHours: number | null;
  readonly rules: CohortRules;
  readonly inputs: CohortInputs;
  readonly filters: CohortFilters;
  readonly split: CohortSplit;
};

export type Timing = CohortDefinition['timing'];

export const DEFAULT_RULES: CohortRules = {
  mergeEpisodes: false,
  observationStays: 'include',
  plannedReadmissions: 'count',
  hospiceDischarges: 'include',
  deathWithoutReadmission: 'negative',
  unitStays: 'all',
};

const DEFAULT_INPUTS: CohortInputs = {
  auditVariables: false,
  outcomeSections: false,
  careLimitations: false,
};

/**
 * Fills a specification with the defaults of its task and preset.
 * @throws {LacunaError} `usage` when it names a label policy, window, variant or rule that the task does not have.
 */
export function defineCohort(spec: CohortSpec): CohortDefinition {
  const card = LABEL_CARDS[spec.task];
  const preset = PRESETS[spec.preset];
  const labels = spec.labels ?? (card.policies.includes(preset.labels) ? preset.labels : 'complete');
  if (!card.policies.includes(labels)) throw unknownChoice(spec.task, `label policy ${labels}`);
  refuseForeignChoices(spec);
  refuseEmptyLimits(spec);
  return {
    task: spec.task,
    preset: spec.preset,
    labels,
    timing: spec.timing ?? card.defaultTiming,
    hours: spec.hours ?? preset.hours,
    variant: spec.variant ?? 'icu',
    lookBackHours: spec.lookBackHours ?? null,
    rules: { ...DEFAULT_RULES, ...withoutUndefined(spec.rules ?? {}) },
    inputs: { ...DEFAULT_INPUTS, ...withoutUndefined(spec.inputs ?? {}) },
    filters: spec.filters ?? {},
    split: spec.split ?? { by: 'patient' },
  };
}

/** The same cohort with nobody left out to keep the sides of a split apart: whom a model may be asked about. */
export function withoutSplit({ split: _, ...spec }: CohortSpec): CohortSpec {
  return spec;
}

/** Whether the prediction is made at discharge, rather than hours after the start. */
export function isAtDischarge(task: CohortSpec['task']): boolean {
  return task !== 'mortality-hospital';
}

function refuseForeignChoices(spec: CohortSpec): void {
  if (PRESETS[spec.preset].tasks?.includes(spec.task) === false)
    throw unknownChoice(spec.task, `preset ${spec.preset}`);
  if (spec.preset === 'yaib' && spec.variant === 'admission')
    throw unknownChoice(spec.task, `variant ${spec.variant} in the preset yaib`);
  if (isAtDischarge(spec.task)) {
    if (spec.hours !== undefined) throw unknownChoice(spec.task, 'number of hours');
    if (spec.variant !== undefined) throw unknownChoice(spec.task, `variant ${spec.variant}`);
  }
  const known: readonly string[] = switchesOf(spec.task);
  for (const [rule, value] of Object.entries(spec.rules ?? {})) {
    if (value !== undefined && !known.includes(rule)) throw unknownChoice(spec.task, `rule ${rule}`);
  }
}

/** A filter may end before the preset begins. */
function refuseEmptyLimits(spec: CohortSpec): void {
  const { ageYears, lengthOfStayHours } = limitsOf(spec);
  for (const [what, limits] of Object.entries({ ageYears, lengthOfStayHours })) {
    const { from = 0, to = Infinity } = limits;
    if (from <= to) continue;
    throw new LacunaError('usage', worded`${what} from ${from} to ${to} leaves nobody`, {
      hint: worded`the preset ${spec.preset} has limits of its own`,
    });
  }
}

function unknownChoice(task: string, choice: string): LacunaError {
  return new LacunaError('usage', worded`the task ${task} has no ${choice}`, {
    hint: 'leave it out; the label card of the task says what can be chosen',
  });
}

function withoutUndefined<T extends object>(choices: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const made = Object.entries(choices).filter(([, value]) => value !== undefined);
  return Object.fromEntries(made) as { [K in keyof T]?: NonNullable<T[K]> };
}
