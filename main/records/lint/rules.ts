import { ABOVE_BAYES } from './above-bayes.ts';
import { COHORT_READS_LATER } from './cohort-filters.ts';
import { LAST_ADMISSION_DROPPED, REPEATED_DEATH, SELECTION_BY_LABEL } from './labels.ts';
import { CODE_OF_UNFINISHED_STAY, CODES_BEFORE_DISCHARGE } from './late-codes.ts';
import { EVENT_AFTER_PREDICTION, RESULT_PENDING, STORED_AFTER_PREDICTION } from './late-rows.ts';
import { SPLIT_USED_TWICE, UNLABELLED_ALIGNMENT } from './model-splits.ts';
import { COPIED_NOTE, OUTCOME_PHRASE, OUTCOME_SECTION } from './note-texts.ts';
import { NOTE_ADDENDUM, NOTE_STORED_AFTER_OUTCOME } from './note-times.ts';
import {
  APACHE_OUTCOME,
  COLUMN_WITHOUT_RULE,
  OUTCOME_COLUMN,
  STOP_TIME_OR_STATUS,
} from './outcome-columns.ts';
import { PLACE_AS_PROXY } from './places.ts';
import type { LintRule } from './rule.ts';
import { TELLING_FEATURE } from './single-features.ts';
import { PATIENT_ON_BOTH_SIDES, SAME_PEOPLE_IN_ANOTHER_SOURCE } from './splits.ts';
import { UNCUT_COUNT } from './uncut-counts.ts';

/** Every known route by which the outcome may reach a model, in the order of cohorts.md 7. */
export const RULES: readonly LintRule[] = [
  EVENT_AFTER_PREDICTION,
  STORED_AFTER_PREDICTION,
  RESULT_PENDING,
  COHORT_READS_LATER,
  SELECTION_BY_LABEL,
  UNCUT_COUNT,
  CODES_BEFORE_DISCHARGE,
  CODE_OF_UNFINISHED_STAY,
  STOP_TIME_OR_STATUS,
  NOTE_STORED_AFTER_OUTCOME,
  NOTE_ADDENDUM,
  COPIED_NOTE,
  OUTCOME_SECTION,
  OUTCOME_PHRASE,
  UNLABELLED_ALIGNMENT,
  SPLIT_USED_TWICE,
  REPEATED_DEATH,
  PLACE_AS_PROXY,
  OUTCOME_COLUMN,
  APACHE_OUTCOME,
  COLUMN_WITHOUT_RULE,
  PATIENT_ON_BOTH_SIDES,
  SAME_PEOPLE_IN_ANOTHER_SOURCE,
  LAST_ADMISSION_DROPPED,
  TELLING_FEATURE,
  ABOVE_BAYES,
];
