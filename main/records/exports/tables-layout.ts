import path from 'node:path';
import { MODALITIES } from '../../../models/modalities/modality.ts';
import type { Layout } from './layout.ts';
import { type ColumnType, StagedTable, type TableFormat } from './staged-table.ts';

/** Two tables: a row a stay, and a row an event. */
export function tablesLayout(
  stagingFolder: string,
  { format, identified }: { readonly format: TableFormat; readonly identified: boolean },
): Layout {
  // Ids of a source may be any text, pseudonyms are numbers.
  const id: ColumnType = identified ? 'VARCHAR' : 'BIGINT';
  const stays = new StagedTable(stagingFolder, 'stays', {
    subject_id: id,
    stay_id: id,
    split: 'VARCHAR',
    label: 'BIGINT',
    start_time: 'TIMESTAMP',
    prediction_time: 'TIMESTAMP',
    ...Object.fromEntries(MODALITIES.map((modality) => [modality, 'VARCHAR' as const])),
  });
  const events = new StagedTable(stagingFolder, 'events', {
    subject_id: id,
    stay_id: id,
    modality: 'VARCHAR',
    time: 'TIMESTAMP',
    system: 'VARCHAR',
    code: 'VARCHAR',
    name: 'VARCHAR',
    value: 'DOUBLE',
    category: 'VARCHAR',
    unit: 'VARCHAR',
  });
  return {
    add: ({ subjectId, stayId, split, label, startMinute, predictionMinute, states }, own) => {
      const found = MODALITIES.map((modality) => states[modality]);
      stays.add([subjectId, stayId, split, label, startMinute, predictionMinute, ...found]);
      for (const { modality, minutesBefore, system, code, name, value, category, unit } of own) {
        const minute = minutesBefore === null ? null : predictionMinute - minutesBefore;
        events.add([subjectId, stayId, modality, minute, system, code, name, value, category, unit]);
      }
    },
    write: async (session, folder) => {
      const files = { [`stays.${format}`]: stays, [`events.${format}`]: events };
      for (const [file, table] of Object.entries(files)) {
        const order =
          table === stays ? 'subject_id, prediction_time' : 'subject_id, stay_id, time NULLS FIRST, code';
        await table.write(session, path.join(folder, file), { format, order });
      }
      return Object.fromEntries(Object.entries(files).map(([file, { rows }]) => [file, rows]));
    },
  };
}
