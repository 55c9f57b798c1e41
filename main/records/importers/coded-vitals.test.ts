import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Mapping } from '../../api/mapping.ts';
import type { ImportSummary } from '../../api/services.ts';
import { FhirFolder } from '../../testing/fhir-folder.ts';
import { coded } from '../../testing/fhir-resources.ts';
import { SAMPLE } from '../../testing/fhir-sample.ts';
import {
  ADMISSIONS,
  EXTRACT,
  HospitalExtract,
  LONG,
  mappingOf,
  WIDE,
} from '../../testing/hospital-extract.ts';
import { labResults } from '../../testing/lab-results.ts';
import { MEDS_SAMPLE, writeMedsSample } from '../../testing/meds-sample.ts';
import { OmopFolder } from '../../testing/omop-folder.ts';
import { openDatabase } from '../database.ts';
import { importFolder } from './import-folder.ts';

/** A number that a source gives of a LOINC code. */
interface Given {
  readonly code: string;
  readonly value: number;
  readonly unit: string | null;
}

const given = (code: string, value: number, unit: string | null = null): Given => ({ code, value, unit });

const SOUND = [
  given('8867-4', 72, '/min'),
  given('8867-4', 72),
  given('8310-5', 98.6, '[degF]'),
  given('8310-5', 36.6, 'Cel'),
  given('8302-2', 178, 'cm'),
];
/** What has no unit that tells one sign of two, another unit, or another code is not judged. */
const NOT_JUDGED = [
  given('8310-5', 98.6),
  given('29463-7', 1000),
  given('9279-1', 5000, 'shifts'),
  given('2160-0', 100_000, '/min'),
];
const IMPLAUSIBLE = [
  given('8867-4', 310),
  given('8867-4', 0, 'bpm'),
  given('8310-5', 25, '°C'),
  given('8462-4', 320, 'mm[Hg]'),
  given('2708-6', 0, '%'),
  given('29463-7', 300, 'kg'),
];
const WHAT_IS_PLAUSIBLE = new Map([
  ['heart rate outside the plausible 1 to 300 bpm', 2],
  ['temperature in Celsius outside the plausible 26 to 45 °C', 1],
  ['diastolic pressure outside the plausible 1 to 300 mmHg', 1],
  ['oxygen saturation outside the plausible 1 to 100 %', 1],
  ['weight in kilograms outside the plausible 1 to 250 kg', 1],
]);
const IMPOSSIBLE = [
  given('8867-4', 10_000),
  given('8480-6', -12, 'mm[Hg]'),
  given('8478-0', 376, 'mmHg'),
  given('9279-1', 331, '/min'),
  given('8310-5', 98.6, 'Cel'),
  given('59408-5', 101, '%'),
  given('8302-2', 1780, 'cm'),
];
const WHAT_IS_POSSIBLE = [
  'heart rate outside the possible 0 to 390 bpm',
  'systolic pressure outside the possible 0 to 375 mmHg',
  'mean pressure outside the possible 0 to 375 mmHg',
  'respiratory rate outside the possible 0 to 330 insp/min',
  'temperature in Celsius outside the possible 14.2 to 47 °C',
  'oxygen saturation outside the possible 0 to 100 %',
  'height in centimetres outside the possible 0 to 275 cm',
];
const KEPT = [...SOUND, ...NOT_JUDGED, ...IMPLAUSIBLE];

interface Imported {
  readonly summary: ImportSummary;
  readonly database: string;
}

/** How a source is written with some numbers more, and imported. */
interface Source {
  readonly name: string;
  /** What a rejected row blames. */
  readonly column: string;
  readonly importWith: (numbers: readonly Given[]) => Promise<Imported>;
}

const UCUM = 'http://unitsofmeasure.org';

async function importFhir(numbers: readonly Given[]): Promise<Imported> {
  const folder = new FhirFolder();
  const observations = numbers.map(({ code, value, unit }, index) => ({
    resourceType: 'Observation',
    id: `vital-${index}`,
    status: 'final',
    code: coded('http://loinc.org', code),
    subject: { reference: 'Patient/p1' },
    effectiveDateTime: '2019-03-10T10:00:00-05:00',
    valueQuantity: { value, ...(unit === null ? {} : { unit, system: UCUM, code: unit }) },
  }));
  folder.writeNdjson([...SAMPLE, ...observations]);
  const { database } = folder;
  return { summary: await importFolder({ folder: folder.folder, database }), database };
}

/** Half of the rows name the standard concept, the others write the code themselves; so do their units. */
async function importOmop(numbers: readonly Given[]): Promise<Imported> {
  const folder = new OmopFolder();
  numbers.forEach(({ code, value, unit }, index) => {
    const concept = index % 2 === 0 ? CONCEPTS[code] : undefined;
    const unitConcept = index % 2 === 0 ? UNIT_CONCEPTS[unit ?? ''] : undefined;
    const [source, unitSource] = [
      concept === undefined ? code : '',
      unitConcept === undefined ? (unit ?? '') : '',
    ];
    folder.append(
      'measurement',
      `${9000 + index},1,${concept ?? 0},2020-03-02,,,32817,,${value},,${unitConcept ?? 0},,,,11,,${source},0,${unitSource},,,,`,
    );
  });
  const { database } = folder;
  return { summary: await importFolder({ folder: folder.folder, database }), database };
}

const CONCEPTS: Readonly<Record<string, number>> = {
  '8867-4': 3027018,
  '8310-5': 3020891,
  '8302-2': 3036277,
  '8478-0': 3027598,
  '59408-5': 40762499,
  '2708-6': 3016502,
  '9279-1': 3024171,
};
const UNIT_CONCEPTS: Readonly<Record<string, number>> = {
  '/min': 8541,
  Cel: 586323,
  '[degF]': 9289,
  '%': 8554,
};

async function importMeds(numbers: readonly Given[]): Promise<Imported> {
  const place = mkdtempSync(path.join(tmpdir(), 'lacuna-meds-'));
  onTestFinished(() => rmSync(place, { recursive: true }));
  const rows = numbers.map(({ code, value, unit }) => ({
    subject_id: 1,
    time: '2020-03-02 09:00:00',
    code: `LOINC//${code}`,
    numeric_value: value,
    ...(unit === null ? {} : { unit }),
  }));
  const shards = rows.length === 0 ? MEDS_SAMPLE : { ...MEDS_SAMPLE, 'data/tuning/9': rows };
  const folder = await writeMedsSample(path.join(place, 'meds'), shards);
  const database = path.join(place, 'records.db');
  return { summary: await importFolder({ folder, database }), database };
}

async function importMapped(numbers: readonly Given[]): Promise<Imported> {
  const extract = new HospitalExtract();
  const rows = numbers.map(
    ({ code, value, unit }) => `1001|2020-02-02T06:00:00|${code}|Vital|${value}|${unit ?? ''}`,
  );
  extract.writeLines('labor_lang', [...EXTRACT.labor_lang, ...rows]);
  return importExtract(extract, mappingOf(ADMISSIONS, LONG));
}

async function importExtract({ folder, database }: HospitalExtract, mapping: Mapping): Promise<Imported> {
  return { summary: await importFolder({ folder, database, mapping }), database };
}

const SOURCES: readonly Source[] = [
  { name: 'fhir', column: 'Observation.value', importWith: importFhir },
  { name: 'omop', column: 'value_as_number', importWith: importOmop },
  { name: 'meds', column: 'numeric_value', importWith: importMeds },
  { name: 'csv', column: 'wert', importWith: importMapped },
];

function implausible({ warnings }: ImportSummary): Map<string, number> {
  return new Map(
    warnings.filter(({ code }) => code === 'implausible_value').map(({ message, count }) => [message, count]),
  );
}

function results(database: string): number {
  const db = openDatabase(database, { readOnly: true });
  try {
    return labResults(db).length;
  } finally {
    db.close();
  }
}

describe.each(SOURCES)('vital signs of $name', ({ column, importWith }) => {
  it('are rejected where no person can have the value, counted where few have it, and else kept', async () => {
    const before = await importWith([]);
    const { summary, database } = await importWith([...KEPT, ...IMPOSSIBLE]);
    const errors = summary.errors.map((error) => [error.code, error.column, error.reason]);
    expect(errors).toEqual(WHAT_IS_POSSIBLE.map((reason) => ['impossible_value', column, reason]));
    const lines = summary.errors.map(({ line }) => line);
    expect(lines).toEqual(IMPOSSIBLE.map((_, index) => (lines[0] ?? 0) + index));
    expect(implausible(summary)).toEqual(WHAT_IS_PLAUSIBLE);
    expect(results(database)).toBe(results(before.database) + KEPT.length);
    expect(summary.rejected).toBe(before.summary.rejected + IMPOSSIBLE.length);
  });
});

it('leaves an impossible value of a FHIR panel out, and keeps the others', async () => {
  const folder = new FhirFolder();
  const pressure = (code: string, value: number) => ({
    code: coded('http://loinc.org', code),
    valueQuantity: { value, unit: 'mmHg', system: UCUM, code: 'mm[Hg]' },
  });
  const panel = {
    resourceType: 'Observation',
    status: 'final',
    code: coded('http://loinc.org', '85354-9'),
    subject: { reference: 'Patient/p1' },
    effectiveDateTime: '2019-03-10T10:00:00-05:00',
  };
  folder.writeNdjson([
    ...SAMPLE,
    { ...panel, id: 'one', component: [pressure('8480-6', 1200), pressure('8462-4', 81)] },
    { ...panel, id: 'both', component: [pressure('8480-6', 1200), pressure('8462-4', -1)] },
  ]);
  const summary = await importFolder({ folder: folder.folder, database: folder.database });
  expect(summary.errors.map(({ code, column }) => [code, column])).toEqual([
    ['impossible_value', 'Observation.component[0].value'],
  ]);
  expect(summary.warnings).toContainEqual(
    expect.objectContaining({
      code: 'impossible_value',
      count: 1,
      message:
        'systolic pressure outside the possible 0 to 375 mmHg: the value is left out, the others of the observation are kept',
    }),
  );
  const db = openDatabase(folder.database, { readOnly: true });
  onTestFinished(() => {
    db.close();
  });
  const values = labResults(db).filter(({ item }) => ['LOINC:8480-6', 'LOINC:8462-4'].includes(item));
  expect(values.map(({ value }) => value)).toEqual([81, 51, 88]);
});

it('turns any unit of FHIR into that of the sign, as UCUM does', async () => {
  const { summary } = await importFhir([
    given('29463-7', 800, 'kg'),
    given('29463-7', 70_000, 'g'),
    given('8480-6', 16, 'kPa'),
    given('8480-6', 160, 'kPa'),
    given('8302-2', 1.78, 'm'),
  ]);
  expect(summary.errors.map(({ reason }) => reason)).toEqual([
    'weight in kilograms outside the possible 0 to 700 kg',
    'systolic pressure outside the possible 0 to 375 mmHg',
  ]);
  expect(implausible(summary)).toEqual(new Map());
});

it('leaves an impossible number of a column of own tables out, and keeps the row', async () => {
  const extract = new HospitalExtract();
  extract.write(
    'vital',
    'Fallnummer;Zeit;HF;Temp;Gewicht\n1001;01.02.2020 11:00;10000;36,5;80\n1001;01.02.2020 12:00;310;98,6;800\n',
  );
  const table = {
    ...WIDE,
    files: 'vital.csv',
    columns: { admission: 'Fallnummer', time: 'Zeit' },
    measurements: [
      { column: 'HF', code: '8867-4', system: 'LOINC', unit: '/min' },
      { column: 'Temp', code: '8310-5', system: 'loinc', unit: '°C' },
      { column: 'Gewicht', code: '29463-7', system: 'LOINC' },
    ],
  } as Mapping['tables'][number];
  const { summary, database } = await importExtract(extract, mappingOf(ADMISSIONS, table));
  expect(summary.rejected).toBe(0);
  const odd = summary.warnings.filter(
    ({ code }) => code.endsWith('possible_value') || code.startsWith('implausible'),
  );
  expect(odd.map(({ message, count }) => [message, count])).toEqual([
    ['heart rate outside the plausible 1 to 300 bpm', 1],
    ['heart rate outside the possible 0 to 390 bpm: the number is left out, the row is kept', 1],
    ['temperature in Celsius outside the possible 14.2 to 47 °C: the number is left out, the row is kept', 1],
  ]);
  const db = openDatabase(database, { readOnly: true });
  onTestFinished(() => {
    db.close();
  });
  const values = labResults(db).map(({ value }) => value ?? NaN);
  expect(values.toSorted((a, b) => a - b)).toEqual([36.5, 80, 310, 800]);
});
