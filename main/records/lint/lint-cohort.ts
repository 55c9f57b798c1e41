import type { BundleManifest } from '../../../models/bundle/manifest.ts';
import type { EncounterEvidence } from '../../../models/features/evidence.ts';
import { vectorizeEncounters } from '../../../models/features/vectorize-encounters.ts';
import { fitVectorizers } from '../../../models/features/vectorizers.ts';
import { MODALITIES } from '../../../models/modalities/modality.ts';
import type { CohortSpec } from '../../api/common.ts';
import type { LintReport } from '../../api/services.ts';
import { LacunaError } from '../../errors.ts';
import { selectFrom, type SelectedCohort } from '../cohorts/labelled-encounters.ts';
import type { LabelledEncounter } from '../cohorts/select-cohort.ts';
import { Tally } from '../cohorts/tally.ts';
import type { Database } from '../database.ts';
import { readContexts } from '../evidence/context-reader.ts';
import { openDictionary } from '../evidence/dictionary.ts';
import { encounterEvidence } from '../evidence/encounter-evidence.ts';
import { openLabDictionary } from '../evidence/lab-dictionary.ts';
import { selectEvents } from '../evidence/select-events.ts';
import { rejectedBefore } from '../rejected-before.ts';
import type { BesideTruth, Check, Finding, LintRule, LintSubject } from './rule.ts';
import { RULES } from './rules.ts';
import { sentence, worded } from '../../../models/wording.ts';

export interface LintOptions {
  /** A model of this cohort, whose making is then checked as well. */
  readonly model?: BundleManifest | null;
  /** Its scores of a synthetic cohort, of which the truth is known. */
  readonly scores?: BesideTruth | null;
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Looks for every known route by which the outcome may reach a model of a cohort. Records are read twice: once for all
 * encounters, and once more for the features of the training split.
 * @throws {LacunaError} `usage`, `labels_unsupported`.
 */
export function lintCohort(db: Database, spec: CohortSpec, options: LintOptions = {}): LintReport {
  const subject = subjectOf(db, selectFrom(db, spec), options);
  const started = RULES.map((rule) => ({ rule, check: rule.start(subject) }));
  const checks = started.flatMap(({ check }) => check ?? []);
  runChecks(subject, checks, options.onProgress);
  return {
    findings: started.flatMap(({ rule, check }) => named(rule, check?.findings() ?? [])),
    rules: started.map(({ rule: { name, title, meaning }, check }) => ({
      rule: name,
      title,
      meaning,
      checked: check !== null,
    })),
    rejected: rejectedBefore(db, spec),
  };
}

/** The findings for which training is refused, as far as they show without reading any record. */
export function quickErrors(db: Database, selected: SelectedCohort): LintReport['findings'] {
  const subject = subjectOf(db, selected, {});
  return RULES.filter(({ reads }) => reads === 'cohort')
    .flatMap((rule) => named(rule, rule.start(subject)?.findings() ?? []))
    .filter(({ severity }) => severity === 'error');
}

/** @throws {LacunaError} `leakage` where there is such a finding. */
export function refuseQuickErrors(db: Database, selected: SelectedCohort): void {
  const [first, ...others] = quickErrors(db, selected);
  if (first === undefined) return;
  const { rule, feature, detail } = first;
  const more = others.length === 0 ? '' : sentence` (and ${others.length} more findings)`;
  const found =
    feature === null ? worded`${rule}: ${detail}${more}` : worded`${rule}: ${feature} ${detail}${more}`;
  throw new LacunaError('leakage', found, {
    hint: 'lacuna lint lists all that would reach a model',
  });
}

function named({ name }: LintRule, findings: readonly Finding[]): LintReport['findings'] {
  return findings.map((finding) => ({ rule: name, ...finding }));
}

function subjectOf(
  db: Database,
  { cohort, source, encounters }: SelectedCohort,
  { model = null, scores = null }: LintOptions,
): LintSubject {
  const dictionaries = { codes: openDictionary(db), labs: openLabDictionary(db) };
  return { db, cohort, source, encounters, dictionaries, model, scores };
}

function runChecks(
  subject: LintSubject,
  checks: readonly Check[],
  onProgress: LintOptions['onProgress'],
): void {
  const { encounters } = subject;
  const isTraining = ({ split, label }: LabelledEncounter): boolean => split === 'train' && label !== null;
  const vectorizers = fitVectorizers(seeAll(subject, { checks, isTraining, onProgress }));
  const training = encounters.filter(isTraining);
  if (training.length === 0) return;
  const evidence = seeAll(
    { ...subject, encounters: training },
    { checks: [], isTraining, onProgress: undefined },
  );
  const vectors = vectorizeEncounters(vectorizers, MODALITIES, evidence);
  const labels = Uint8Array.from(training, ({ label }) => label ?? 0);
  for (const check of checks) check.weigh?.({ vectorizers, vectors, labels });
}

interface Pass extends Pick<LintOptions, 'onProgress'> {
  readonly checks: readonly Check[];
  readonly isTraining: (encounter: LabelledEncounter) => boolean;
}

const REPORT_EVERY = 500;

/** Shows every encounter to the checks, and hands on the evidence of those to learn from. */
function* seeAll(
  { db, cohort, encounters, dictionaries }: LintSubject,
  { checks, isTraining, onProgress }: Pass,
): Generator<EncounterEvidence> {
  const contexts = readContexts(db, cohort, encounters, { notes: 'allNotes', leftOut: new Tally() });
  let row = 0;
  for (const context of contexts) {
    const encounter = encounters[row];
    if (encounter === undefined) return;
    if (row % REPORT_EVERY === 0) onProgress?.(row, encounters.length);
    row += 1;
    const selected = selectEvents(context);
    const evidence = encounterEvidence(context, selected, dictionaries);
    for (const check of checks) check.see?.({ encounter, context, selected, evidence });
    if (isTraining(encounter)) yield evidence;
  }
}
