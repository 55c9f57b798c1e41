-- What is asked of every note of a cohort is whose it is and when it was written, not its text. In the table itself each
-- text lies between two answers; here they lie together.

CREATE INDEX note_head ON note (patient_id, encounter_id, kind, chart_minute, store_minute);
