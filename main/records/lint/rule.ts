import type { BundleManifest } from '../../../models/bundle/manifest.ts';
import type { EncounterEvidence } from '../../../models/features/evidence.ts';
import type { Vectorizers } from '../../../models/features/vectorizers.ts';
import type { VectorizedEncounters } from '../../../models/training/dataset.ts';
import type { LintReport } from '../../api/services.ts';
import type { CohortDefinition } from '../cohorts/cohort-definition.ts';
import type { CohortSource } from '../cohorts/cohort-source.ts';
import type { LabelledEncounter } from '../cohorts/select-cohort.ts';
import type { Database } from '../database.ts';
import type { Dictionaries } from '../evidence/encounter-evidence.ts';
import type { EvidenceContext } from '../evidence/evidence-context.ts';
import type { SelectedEvents } from '../evidence/select-events.ts';
import { type Sentence, sentence } from '../../../models/wording.ts';

/** What is checked: a cohort of a database, and a model where one is named. */
export interface LintSubject {
  readonly db: Database;
  readonly cohort: CohortDefinition;
  /** `null` where the database holds no records. */
  readonly source: CohortSource | null;
  /** Everybody in the cohort, labelled or not, in all splits. */
  readonly encounters: readonly LabelledEncounter[];
  readonly dictionaries: Dictionaries;
  readonly model: BundleManifest | null;
  /** What the model says of the test split beside what is true of it; only of a synthetic cohort. */
  readonly scores: BesideTruth | null;
}

/** Test encounters, row-aligned. */
export interface BesideTruth {
  /** 0/1. */
  readonly labels: ArrayLike<number>;
  readonly patients: readonly string[];
  /** Logits of the model. */
  readonly model: ArrayLike<number>;
  /** Logits of the best score there can be. */
  readonly bayes: ArrayLike<number>;
}

/** One encounter as rules see it: its record, the rows that were selected of it, and what a model is given. */
export interface SeenEncounter {
  readonly encounter: LabelledEncounter;
  readonly context: EvidenceContext;
  readonly selected: SelectedEvents;
  readonly evidence: EncounterEvidence;
}

/** The labelled encounters of the training split as a network reads them. */
export interface TrainingFeatures {
  readonly vectorizers: Vectorizers;
  readonly vectors: VectorizedEncounters;
  /** 0/1, one a row. */
  readonly labels: Uint8Array;
}

/** What is found; where its feature is a phrase, that is a sentence too. */
export type Finding = Omit<LintReport['findings'][number], 'rule' | 'detail'> & { readonly detail: Sentence };

/** One run of a rule over one subject. */
export interface Check {
  /** Told of every encounter, by patient. */
  readonly see?: (seen: SeenEncounter) => void;
  /** Told of the features of the training split, after all encounters. */
  readonly weigh?: (features: TrainingFeatures) => void;
  /** Asked once, at the end. */
  readonly findings: () => readonly Finding[];
}

/** One route by which the outcome may reach a model, and how to look for it. */
export interface LintRule {
  readonly name: string;
  /** A few words. */
  readonly title: string;
  /** One sentence that a clinician understands: what would be wrong, and why it matters. */
  readonly meaning: string;
  /** What is read to check it; only `cohort` is quick. */
  readonly reads: 'cohort' | 'records' | 'model';
  /** @returns `null` where the subject has nothing that this rule could check. */
  readonly start: (subject: LintSubject) => Check | null;
}

/** A check that is done at once. */
export function settled(findings: readonly Finding[]): Check {
  return { findings: () => findings };
}

/**
 * The findings of named things, the most frequent first; beyond the first twenty they are summed up in one.
 * @param detail says what the count counts, so that `12: rows that ...` can be read.
 */
export function perFeature(
  severity: Finding['severity'],
  counts: Readonly<Record<string, number>>,
  detail: Sentence | ((feature: string) => Sentence),
): Finding[] {
  const sorted = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a);
  const rest = sorted.slice(MOST_LISTED);
  const others = rest.reduce((sum, [, count]) => sum + count, 0);
  return [
    ...sorted.slice(0, MOST_LISTED).map(([feature, count]) => ({
      severity,
      feature,
      detail: typeof detail === 'string' ? detail : detail(feature),
      count,
    })),
    ...(rest.length === 0
      ? []
      : [
          {
            severity,
            feature: null,
            detail: sentence`in ${rest.length} more of the same kind`,
            count: others,
          },
        ]),
  ];
}

export const MOST_LISTED = 20;
