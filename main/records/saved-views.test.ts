import { expect, it } from 'vitest';
import { RecordDatabase } from '../testing/record-database.ts';
import { deleteView, listViews, saveView } from './saved-views.ts';

it('keeps views by name, replaces one of the same name, and deletes', () => {
  const { db } = new RecordDatabase();
  expect(listViews(db)).toEqual([]);
  saveView(db, { name: 'Without notes', search: { absent: 'notes' } });
  saveView(db, { name: 'High', search: { risk: '0.3-1' } });
  saveView(db, { name: 'HIGH', search: { risk: '0.5-1', split: 'test' } });
  expect(listViews(db)).toMatchObject([
    { name: 'HIGH', search: { risk: '0.5-1', split: 'test' } },
    { name: 'Without notes', search: { absent: 'notes' } },
  ]);
  expect(deleteView(db, 'high')).toEqual({ deleted: true });
  expect(deleteView(db, 'high')).toEqual({ deleted: false });
  expect(listViews(db)).toHaveLength(1);
});
