import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { Database } from '../../database.ts';
import { readLabBlock } from '../../labs/lab-block.ts';
import { DuckDbSession } from '../duckdb-session.ts';
import { ImportAccount } from '../import-account.ts';
import { ProgressReporter } from '../import-progress.ts';
import type { NumberedFile } from '../stage-source.ts';
import { openStaging } from '../staging.ts';
import { stageTimedRecords } from './import-timed.ts';
import { createPeople, createStays } from './stays.ts';
import type { TimedRecords } from './timed-records.ts';

const DAY = 1440;
const HOUR = 60;

/** A relation of these rows, with the columns of the first. */
function relation(...rows: readonly Readonly<Record<string, string | number | boolean | null>>[]): string {
  const names = Object.keys(rows[0]!);
  const values = rows.map((row) => `(${names.map((name) => sqlOf(row[name] ?? null)).join(', ')})`);
  return `SELECT * FROM (VALUES ${values.join(', ')}) v(${names.join(', ')})`;
}

function sqlOf(value: string | number | boolean | null): string {
  return typeof value === 'string' ? `'${value}'` : String(value);
}

function stay(key: string | number, kind: string, start: number, more: object = {}) {
  return {
    key,
    patient_key: 'p',
    kind,
    start_minute: start,
    end_minute: null as number | null,
    ed_start_minute: null as number | null,
    death_minute: null,
    died: false,
    admission_type: null,
    admission_location: null,
    discharge_location: null,
    insurance: null,
    language: null,
    marital_status: null,
    race: null,
    first_unit: null,
    age_years: 60,
    file_id: 2,
    line: Number(key) + 1,
    ...more,
  };
}

/** 1 from 10:00 of day 10 to 12:00 of day 13; 2 from the ED at 08:00 of day 20 on; 3 is a visit of day 12, 4 of day 30. */
const STAYS = relation(
  stay(1, 'admission', 10 * DAY + 10 * HOUR, { end_minute: 13 * DAY + 12 * HOUR }),
  stay(2, 'admission', 20 * DAY + 11 * HOUR, { ed_start_minute: 20 * DAY + 8 * HOUR }),
  stay(3, 'other', 12 * DAY + 9 * HOUR, { end_minute: 12 * DAY + 10 * HOUR }),
  stay(4, 'other', 15 * DAY, { end_minute: 15 * DAY + 30 }),
);

const FILES = ['people', 'stays', 'events', 'notes', 'results'];

interface Staged {
  readonly staging: Database;
  readonly account: ImportAccount;
}

interface Event {
  readonly encounter: number | null;
  readonly at: number;
  readonly code?: string;
  readonly atDischarge?: boolean;
}

/** Stages the stays above with these events, each on a line of its own, of one person. */
async function stage({
  events = [],
  more = {},
}: {
  events?: readonly Event[];
  more?: Partial<TimedRecords>;
}): Promise<Staged> {
  const folder = mkdtempSync(path.join(tmpdir(), 'lacuna-timed-'));
  const session = await DuckDbSession.open({});
  const staging = openStaging(folder);
  onTestFinished(() => {
    session.close();
    staging.close();
    rmSync(folder, { recursive: true });
  });
  const account = new ImportAccount('run', session, staging);
  const files = FILES.map((name, index) => ({ id: index + 1, file: { name } }) as NumberedFile);
  for (const { file } of files)
    account.files.push({ file: file.name, read: 9, imported: 9, rejected: 0, duplicate: 0, unused: 0 });
  const records: TimedRecords = {
    people: relation({ key: 'p', sex: 'F', dod: null, death_followup_end: 400, file_id: 1, line: 1 }),
    stays: STAYS,
    events: [{ modality: 'diagnoses', view: 'event_row', codedAtDischarge: 't.at_discharge' }],
    notes: [],
    results: null,
    ...more,
  };
  await createPeople(session, records);
  await createStays(session, records);
  const rows = events.map(({ encounter, at, code = 'I10', atDischarge = false }, index) => ({
    encounter: encounter ?? -1,
    system: 'ICD10CM',
    code,
    name: 'Hypertension',
    event_minute: at,
    entered_minute: at + 5,
    at_discharge: atDischarge,
    file_id: 3,
    line: index + 1,
  }));
  const none = { encounter: 0, system: '', code: '', name: '', event_minute: 0, entered_minute: 0 };
  await session.run(
    `CREATE TEMP VIEW event_row AS SELECT 1 AS patient_id, e.id AS encounter_id, r.* EXCLUDE (encounter)
     FROM (${relation({ ...none, at_discharge: false, file_id: 0, line: 0 }, ...rows)}) r
     LEFT JOIN encounter e ON e.key = r.encounter WHERE r.line > 0`,
  );
  const progress = new ProgressReporter([], () => undefined);
  await stageTimedRecords({ session, staging, account, progress, files, folder, release: null }, records);
  return { staging, account };
}

/** Of each event: key of the admission it was given, and the minute from which it counts. */
function eventsOf({ staging }: Staged): Record<number, [string, number]> {
  const rows = staging
    .prepare<[], [number, string, number]>(
      'SELECT v.line, e.source_key, v.entered_minute FROM stay_event v JOIN encounter e ON e.id = v.encounter_id',
    )
    .raw()
    .all();
  return Object.fromEntries(rows.map(([line, key, minute]) => [line, [key, minute]]));
}

it('gives an event the admission that it names, else the one that was going on, the ED before it included', async () => {
  const noon = 12 * HOUR;
  const minutes = [
    11 * DAY + noon,
    20 * DAY + 9 * HOUR,
    90 * DAY + noon,
    13 * DAY + noon + 1,
    9 * DAY + noon,
  ];
  const events = [{ encounter: 1, at: 40 * DAY + noon }, ...minutes.map((at) => ({ encounter: null, at }))];
  const staged = await stage({ events });
  expect(eventsOf(staged)).toEqual({
    1: ['1', 40 * DAY + noon + 5],
    2: ['1', 11 * DAY + noon + 5],
    3: ['2', 20 * DAY + 9 * HOUR + 5],
    4: ['2', 90 * DAY + noon + 5],
  });
  expect(staged.account.files[2]).toMatchObject({ imported: 7, unused: 2 });
  expect(staged.account.warnings).toContainEqual(
    expect.objectContaining({ code: 'outside_any_admission', file: 'events', count: 2 }),
  );
});

it('takes midnight for the whole day, on which an admission may have begun or ended', async () => {
  const days = [9, 10, 13, 14, 20];
  const staged = await stage({ events: days.map((day) => ({ encounter: null, at: day * DAY })) });
  expect(Object.entries(eventsOf(staged)).map(([line, [key]]) => [line, key])).toEqual([
    ['2', '1'],
    ['3', '1'],
    ['5', '2'],
  ]);
});

it('gives what a visit names the admission during which the visit began', async () => {
  const staged = await stage({
    events: [
      { encounter: 3, at: 50 * DAY + 1 },
      { encounter: 4, at: 15 * DAY + 1 },
    ],
  });
  expect(Object.values(eventsOf(staged)).map(([key]) => key)).toEqual(['1']);
  expect(staged.account.files[1]).toMatchObject({ unused: 2 });
});

it('counts what is coded at the discharge from then on, and while the stay lasts never', async () => {
  const staged = await stage({
    events: [
      { encounter: 1, at: 11 * DAY + 1, atDischarge: true },
      { encounter: 2, at: 21 * DAY + 1, atDischarge: true },
    ],
  });
  expect(eventsOf(staged)).toEqual({ 1: ['1', 13 * DAY + 12 * HOUR], 2: ['2', 2 ** 31 - 1] });
});

it('keeps a code that a row says twice once, with one name', async () => {
  const { staging } = await stage({
    more: {
      events: [
        {
          modality: 'procedures',
          view: `(SELECT * FROM event_row UNION ALL SELECT * REPLACE ('Another' AS name) FROM event_row)`,
        },
      ],
    },
    events: [{ encounter: 1, at: 11 * DAY + 1 }],
  });
  expect(staging.prepare('SELECT modality, concept_id FROM stay_event').all()).toEqual([
    { modality: 'procedures', concept_id: 1 },
  ]);
  expect(staging.prepare('SELECT system, code, name FROM concept').all()).toEqual([
    { system: 'ICD10CM', code: 'I10', name: 'Another' },
  ]);
  expect(staging.prepare('SELECT modality FROM covered_modality').pluck().all()).toEqual(['procedures']);
});

it('places stays in intensive care in the admission that they are part of, or in which they began', async () => {
  const icu = (key: number, start: number, parent: number | null) => ({
    ...stay(key, 'icu_stay', start, { end_minute: start + DAY }),
    parent_key: parent,
  });
  // The keys are those of visits as well.
  const unnamedStays = relation(icu(1, 10 * DAY, 1), icu(2, 11 * DAY, null), icu(3, 17 * DAY, null));
  const staged = await stage({ more: { unnamedStays }, events: [{ encounter: 1, at: 11 * DAY + 1 }] });
  const placed = staged.staging
    .prepare(
      `SELECT i.source_key AS stay, a.source_key AS admission FROM encounter i JOIN encounter a ON a.id = i.parent_id
       WHERE i.kind = 'icu_stay' ORDER BY i.id`,
    )
    .all();
  expect(placed).toEqual([
    { stay: '1', admission: '1' },
    { stay: '2', admission: '1' },
  ]);
  expect(staged.account.files[1]).toMatchObject({ unused: 3 });
  expect(Object.keys(eventsOf(staged))).toEqual(['1']);
});

it('places a stay that says which admission it is part of there, whenever it began', async () => {
  const early = { ...stay(5, 'icu_stay', 10 * DAY, { end_minute: 11 * DAY }), parent_key: 1 };
  const { staging } = await stage({ more: { stays: `${STAYS} UNION ALL BY NAME ${relation(early)}` } });
  expect(
    staging
      .prepare(`SELECT i.source_key, a.source_key FROM encounter i JOIN encounter a ON a.id = i.parent_id`)
      .raw()
      .all(),
  ).toEqual([['5', '1']]);
});

it('keeps notes of no admission without one, and results by file, with the admission of the stay they name', async () => {
  const note = {
    patient_id: 1,
    source_key: 'n',
    kind: 'other',
    store_minute: null,
    text: 'seen',
    file_id: 4,
  };
  const result = (line: number, encounter: number | null, value: number | null) => ({
    patient_id: 1,
    encounter_id: encounter,
    file_id: 5,
    line,
    fault: 0,
    system: 'LOINC',
    itemid: '2951-2',
    name: 'Sodium',
    charttime: 12 * DAY,
    storetime: null,
    valuenum: value,
    valueuom: 'mmol/L',
    ref_range_lower: 135,
    ref_range_upper: 145,
    text: value === null ? 'haemolysed' : null,
    abnormal: false,
  });
  const typed = (rows: string) =>
    `(SELECT * REPLACE (encounter_id::INTEGER AS encounter_id, storetime::INTEGER AS storetime, valuenum::DOUBLE AS valuenum,
       ref_range_lower::DOUBLE AS ref_range_lower, ref_range_upper::DOUBLE AS ref_range_upper) FROM (${rows}))`;
  const { staging } = await stage({
    more: {
      notes: [
        `(${relation({ ...note, encounter_id: 1, chart_minute: 50 * DAY + 1, line: 1 }, { ...note, encounter_id: -1, chart_minute: 16 * DAY, line: 2 })})`,
      ],
      // Rows 1 and 3 name the admission 1 and the visit in it, whose ids these are.
      results: typed(relation(result(1, 1, 140.5), result(2, null, 133), result(3, 2, null))),
    },
  });
  expect(staging.prepare('SELECT line, encounter_id FROM note ORDER BY line').raw().all()).toEqual([
    [1, 1],
    [2, null],
  ]);
  const blocks = staging
    .prepare<[], { encounter_id: number | null; file_id: number; data: Uint8Array }>(
      'SELECT * FROM lab_block',
    )
    .all();
  const rows = blocks.flatMap(({ encounter_id, file_id, data }) =>
    Array.from(readLabBlock(data), ({ line, value, text }) => [line, encounter_id, file_id, value, text]),
  );
  expect(rows.sort()).toEqual([
    [1, 1, 5, 140.5, null],
    [2, null, 5, 133, null],
    [3, 1, 5, null, 0],
  ]);
  expect(staging.prepare('SELECT unit, low, high FROM lab_range').all()).toEqual([
    { unit: 'mmol/L', low: 135, high: 145 },
  ]);
});
