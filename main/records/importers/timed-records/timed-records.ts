import type { StayEventModality } from '../../evidence/stay-events.ts';

/**
 * The records of a source that says of every event when it was, as views in DuckDB over the tables read from its files.
 * Rows are known by `file_id` and `line`; times are minutes, days are days, both since 1970-01-01. People and stays are
 * told apart by the `key` that the source gives them; events name theirs by the ids that reading found.
 */
export interface TimedRecords {
  /** `key`, `sex` (F, M or NULL), `dod`, `death_followup_end`, `file_id`, `line`. */
  readonly people: string;
  /**
   * `key`, `patient_key`, `kind` (`admission`, `icu_stay`, or `other` for a visit that no task is about), `start_minute`,
   * `end_minute`, `ed_start_minute`, `death_minute`, `died` (boolean or NULL), `admission_type`, `admission_location`,
   * `discharge_location`, `insurance`, `language`, `marital_status`, `race`, `first_unit`, `age_years`, `file_id`, `line`;
   * where the source says which admission a stay is part of, its key as `parent_key`.
   */
  readonly stays: string;
  /** More stays of the same columns, which no row points to, so that their keys may be those of other stays. */
  readonly unnamedStays?: string;
  readonly events: readonly TimedEvents[];
  /** `patient_id`, `encounter_id`, `source_key`, `kind`, `chart_minute`, `store_minute`, `text`, `file_id`, `line`. */
  readonly notes: readonly string[];
  /**
   * The one view of all results and vital signs, with the columns of `LabTable`, `file_id`, and the `system` and `name`
   * of the item; `null` where there are none.
   */
  readonly results: string | null;
}

/** A view of coded events: `patient_id`, `encounter_id`, `system`, `code`, `name`, `event_minute`, `entered_minute`, `file_id`, `line`. */
export interface TimedEvents {
  readonly modality: StayEventModality;
  readonly view: string;
  /** SQL over the rows `t`: those that are known from the discharge on, for the source does not say when they were coded. */
  readonly codedAtDischarge?: string;
}
