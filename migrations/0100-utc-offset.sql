-- FHIR says of every time how far its clock is from UTC. All times of such a source are put on one clock, which is kept.

ALTER TABLE source ADD COLUMN utc_offset_minutes INTEGER; -- NULL: wall-clock times, as the source wrote them
