import type { CohortSpec, TaskName } from '../../api/common.ts';
import type { SourceKind } from '../../api/services.ts';
import { LacunaError } from '../../errors.ts';
import type { Database } from '../database.ts';
import { PRESETS } from './presets.ts';
import { sentence, type Sentence, worded } from '../../../models/wording.ts';

/** A source of the database. */
export interface CohortSource {
  readonly id: number;
  readonly name: string;
  readonly kind: SourceKind;
  readonly release: string | null;
}

const RELEASE_WITHOUT_DEATHS = /^v?1\.0\b/;

const NO_ICU_RETURNS = sentence`Returns to intensive care are predicted on eICU alone; readmission-15d predicts returns to hospital.`;

function noFollowUp(title: string): Sentence {
  return sentence`${title} does not say until when a death would be known, so nobody is known to have lived on after a discharge.`;
}

/** What a kind of source cannot answer, each with the reason. */
const UNANSWERED: Readonly<Record<SourceKind, Readonly<Partial<Record<TaskName, Sentence>>>>> = {
  'mimic-iv': {
    'readmission-icu': sentence`Returns to intensive care are predicted on eICU alone; on MIMIC-IV, readmission-15d predicts returns to hospital.`,
  },
  fhir: { 'readmission-icu': NO_ICU_RETURNS, 'mortality-90d': noFollowUp('FHIR') },
  omop: { 'readmission-icu': NO_ICU_RETURNS },
  meds: { 'readmission-icu': NO_ICU_RETURNS, 'mortality-90d': noFollowUp('MEDS') },
  csv: { 'readmission-icu': NO_ICU_RETURNS },
  eicu: {
    'mortality-90d': sentence`eICU ends with the hospital stay: deaths after it are not in it.`,
    'readmission-15d': sentence`eICU does not say how far apart the hospital stays of a person are, so a readmission to hospital cannot be told.`,
  },
};

/** Every source of the database, by import. */
export function listSources(db: Database): CohortSource[] {
  return db.prepare<[], CohortSource>('SELECT id, name, kind, release FROM source ORDER BY id').all();
}

/** Why a source cannot answer a task, in a sentence; `null` where it can. */
export function unansweredReason({ kind, release }: CohortSource, task: TaskName): Sentence | null {
  if (task === 'mortality-90d' && release !== null && RELEASE_WITHOUT_DEATHS.test(release))
    return sentence`MIMIC-IV v1.0 holds no deaths outside hospital, so nobody is known to have survived.`;
  return UNANSWERED[kind][task] ?? null;
}

/**
 * The one source that a cohort is taken from.
 * @returns `null` where the database holds no records at all.
 * @throws {LacunaError} `labels_unsupported` where none can answer the task; `not_found` where the named one is not
 * there; `usage` where several could be meant, or the preset is another source's.
 */
export function cohortSource(db: Database, spec: CohortSpec): CohortSource | null {
  const sources = listSources(db);
  if (sources.length === 0) return null;
  const named = spec.source === undefined ? sources : namedSources(sources, spec.source);
  const able = named.filter((source) => unansweredReason(source, spec.task) === null);
  const [found, another] = able;
  if (found === undefined) throw unsupported(named, spec.task);
  if (another !== undefined) throw ambiguous(able, spec.task);
  requirePreset(found, spec);
  return found;
}

/** Behind its kind the second source of a database has a number, which means nothing in another database. */
const NUMBER = /-\d+$/;

/** The source of this name; where there is none, all of the kind that it names. */
function namedSources(sources: readonly CohortSource[], wanted: string): CohortSource[] {
  const byName = sources.filter(({ name }) => name === wanted);
  const found =
    byName.length > 0 ? byName : sources.filter(({ kind }) => kind === wanted.replace(NUMBER, ''));
  if (found.length > 0) return found;
  throw new LacunaError('not_found', 'there is no source of this name in the database', {
    hint: worded`it has ${sources.map(({ name }) => name).join(', ')}`,
  });
}

/** @throws {LacunaError} `usage` where the preset copies a study of another source. */
export function requirePreset({ kind }: Pick<CohortSource, 'kind'>, { preset }: CohortSpec): void {
  const { sources } = PRESETS[preset];
  if (sources === null || sources.includes(kind)) return;
  throw new LacunaError('usage', worded`the preset ${preset} is for ${sources.join(' or ')}`, {
    hint: preset === 'muse' ? 'the preset of the same study for eICU is muse-eicu' : 'leave the preset out',
  });
}

function unsupported(sources: readonly CohortSource[], task: TaskName): LacunaError {
  const reasons = new Set(sources.flatMap((source) => unansweredReason(source, task) ?? []));
  return new LacunaError('labels_unsupported', [...reasons].join(' '), {
    hint:
      task === 'readmission-icu'
        ? 'choose another task, or import eICU'
        : 'choose another task, or import MIMIC-IV v2.0 or later',
  });
}

function ambiguous(sources: readonly CohortSource[], task: TaskName): LacunaError {
  return new LacunaError('usage', worded`several sources can answer ${task}, and a cohort takes one`, {
    hint: worded`name it with --source: ${sources.map(({ name }) => name).join(', ')}`,
  });
}
