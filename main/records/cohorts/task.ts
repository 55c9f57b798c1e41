import type { CohortRules } from '../../api/common.ts';
import type { CohortDefinition } from './cohort-definition.ts';
import type { Episode } from './episodes.ts';
import type { PatientHistory } from './patient-history.ts';
import type { Tally } from './tally.ts';
import { sentence, type Sentence } from '../../../models/wording.ts';

/** 1 the event, 0 no event, `null` not known. */
export type Label = 0 | 1 | null;

/** An episode that may enter a cohort, with what its rules and label need. */
export interface Candidate {
  readonly history: PatientHistory;
  readonly episode: Episode;
  /** The episode that comes next, over all of the person's before any filter; `null` after the last. */
  readonly next: Episode | null;
}

/** The unit that a stay starts in. */
export function stayUnit({ episode: { first } }: Candidate): string | null {
  return first.unit;
}

/** One line of the attrition table. */
export interface Step {
  /** What is left, in words. */
  readonly step: Sentence;
  readonly keeps: (candidate: Candidate) => boolean;
}

/** What distinguishes one prediction task from another. */
export interface Task {
  /** When the unit of prediction starts, in minutes; `null` where the candidate has no such unit. */
  readonly startMinute: (candidate: Candidate, cohort: CohortDefinition) => number | null;
  /** Nothing later may be known to the model; `null` where that time has not come. */
  readonly predictionMinute: (candidate: Candidate, cohort: CohortDefinition) => number | null;
  /** Name of the unit that the unit of prediction starts in; `null` where it is not known. */
  readonly unit: (candidate: Candidate, cohort: CohortDefinition) => string | null;
  /** The rules of the task, after those that every task has. */
  readonly steps: (cohort: CohortDefinition) => readonly Step[];
  readonly label: (candidate: Candidate, cohort: CohortDefinition) => Label;
  /** When the event of a positive candidate is over and may be written about, in minutes; `null` when not known. */
  readonly outcomeMinute: (candidate: Candidate) => number | null;
  /** Its named switches, of those that tasks have. */
  readonly switches: readonly (keyof CohortRules)[];
  /** What the switches are about; how many encounters of the cohort each concerns stands on the label card. */
  readonly counted: Readonly<Record<string, (candidate: Candidate, cohort: CohortDefinition) => boolean>>;
}

/** Counts that candidates are read with. */
export interface CandidateTallies {
  /** How many are left after each step. */
  readonly left: Tally;
  readonly counts: Tally;
}

/** The first step of every cohort: these stays are in none. */
export const LIVING = sentence`neither after death nor ending before they start`;

/** How the stays of a kind of source become candidates. */
export interface CandidateReader {
  /** When codes of a stay are known: after its end, or each from the minute in which it was entered. */
  readonly codesAreKnown: 'after the stay' | 'when entered';
  /** Whether the hospital stays of a person are in order, so that there is a first one. */
  readonly isInOrder: boolean;
  /** The lines of the attrition table that come before the rules. */
  readonly steps: (cohort: CohortDefinition) => readonly string[];
  /** Names of what it counts. */
  readonly counts: readonly string[];
  /** The candidates of one person, counted on the way. */
  readonly candidates: (
    history: PatientHistory,
    cohort: CohortDefinition,
    tallies: CandidateTallies,
  ) => readonly Candidate[];
}
