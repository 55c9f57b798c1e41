/** Every table that holds records, those that others point to coming first. */
export const RECORD_TABLES = [
  'source',
  'source_file',
  'patient',
  'encounter',
  'hospital',
  'unit_stay',
  'concept',
  'transfer',
  'diagnosis',
  'procedure',
  'medication',
  'stay_event',
  'lab_block',
  'lab_item',
  'lab_unit',
  'lab_text',
  'lab_range',
  'note',
  'uncovered_modality',
  'covered_modality',
] as const;

export type RecordTable = (typeof RECORD_TABLES)[number];
