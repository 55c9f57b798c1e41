import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { FhirFolder } from '../../../testing/fhir-folder.ts';
import { actClass, coded, refersTo, type WrittenResource } from '../../../testing/fhir-resources.ts';
import { openDatabase } from '../../database.ts';
import { importFolder } from '../import-folder.ts';

const SNOMED = 'http://snomed.info/sct';
const DISPOSITION = 'http://terminology.hl7.org/CodeSystem/discharge-disposition';

let patient: Record<string, unknown>;

beforeEach(() => {
  patient = { resourceType: 'Patient', id: 'p', gender: 'female', birthDate: '1980-05-05' };
});

/** An encounter from one hour of 2020-01 to another, by a clock east of Greenwich. */
function encounter(
  id: string,
  code: string,
  hours: readonly [number, number | null],
  more: object = {},
): WrittenResource {
  const [start, end] = hours;
  return {
    resourceType: 'Encounter',
    id,
    status: end === null ? 'in-progress' : 'finished',
    class: actClass(code),
    subject: refersTo('Patient/p'),
    period: { start: at(start), ...(end === null ? {} : { end: at(end) }) },
    ...more,
  };
}

function at(hour: number): string {
  const digits = (number: number): string => String(number).padStart(2, '0');
  return `2020-01-${digits(1 + Math.floor(hour / 24))}T${digits(hour % 24)}:00:00+01:00`;
}

interface Stay {
  readonly kind: string;
  readonly start: number;
  readonly end: number | null;
  readonly emergency: number | null;
  readonly death: number | null;
  readonly died: number | null;
  readonly type: string | null;
  readonly left: string | null;
  readonly unit: string | null;
  readonly parent: string | null;
}

/** The stays that an import makes of encounters, by key, with hours of 2020-01. */
async function staysOf(...resources: readonly WrittenResource[]): Promise<Record<string, Stay>> {
  const folder = new FhirFolder();
  folder.writeNdjson([patient as WrittenResource, ...resources]);
  const { rejected } = await importFolder({ folder: folder.folder, database: folder.database });
  expect(rejected).toBe(0);
  const db = openDatabase(folder.database);
  onTestFinished(() => {
    db.close();
  });
  const first = Date.UTC(2020, 0, 1) / 60_000;
  const rows = db
    .prepare<[number, number, number, number], Stay & { key: string }>(
      `SELECT e.source_key AS key, e.kind, (e.start_minute - ?) / 60.0 AS start, (e.end_minute - ?) / 60.0 AS "end",
         (e.ed_start_minute - ?) / 60.0 AS emergency, (e.death_minute - ?) / 60.0 AS death,
         e.hospital_expire_flag AS died, e.admission_type AS type, e.discharge_location AS left, e.first_unit AS unit,
         a.source_key AS parent
       FROM encounter e LEFT JOIN encounter a ON a.id = e.parent_id`,
    )
    .all(first, first, first, first);
  return Object.fromEntries(rows.map(({ key, ...stay }) => [key, stay]));
}

describe('which encounters are stays', () => {
  it('takes those in hospital, and no visits', async () => {
    const codes = ['IMP', 'ACUTE', 'NONAC', 'OBSENC', 'SS', 'AMB', 'EMER', 'HH', 'VR', 'PRENC'];
    const found = await staysOf(
      ...codes.map((code, day) => encounter(code, code, [day * 48, day * 48 + 20])),
    );
    expect(Object.keys(found)).toEqual(['IMP', 'ACUTE', 'NONAC', 'OBSENC', 'SS']);
  });

  it('takes a stay that lasts, and none that never was', async () => {
    const found = await staysOf(
      encounter('e', 'IMP', [0, null]),
      encounter('x', 'IMP', [0, 5], { status: 'cancelled' }),
      encounter('y', 'IMP', [0, 5], { status: 'entered-in-error' }),
    );
    expect(found).toEqual({ e: expect.objectContaining({ end: null, died: null }) as unknown });
  });

  it('tells the admissions of MIMIC-IV on FHIR by their profile', async () => {
    const profile = (name: string) => ({
      meta: { profile: [`http://mimic.mit.edu/fhir/mimic/StructureDefinition/${name}`] },
    });
    const found = await staysOf(
      encounter('hosp', 'EMER', [0, 60], profile('mimic-encounter')),
      encounter('icu', 'ACUTE', [5, 30], {
        ...profile('mimic-encounter-icu'),
        partOf: refersTo('Encounter/hosp'),
      }),
      encounter('ed', 'EMER', [70, 75], profile('mimic-encounter-ed')),
    );
    expect(Object.keys(found)).toEqual(['hosp', 'icu']);
    expect(found['icu']).toMatchObject({ kind: 'icu_stay', parent: 'hosp', start: 5, end: 30 });
  });

  it('takes parts of a stay for no stays of their own, however deep', async () => {
    const partOf = (id: string) => ({ partOf: refersTo(`Encounter/${id}`) });
    const found = await staysOf(
      encounter('hospital', 'IMP', [0, 90]),
      encounter('department', 'IMP', [0, 40], partOf('hospital')),
      encounter('ward', 'IMP', [0, 20], partOf('department')),
      encounter('unit', 'IMP', [20, 40], {
        ...partOf('department'),
        serviceType: { text: 'Intensive care' },
      }),
      // Part of something that is not there: a stay of its own.
      encounter('alone', 'IMP', [200, 210], partOf('nowhere')),
      // Going round in circles, none is the outermost; each is then a part.
      encounter('a', 'IMP', [300, 310], partOf('b')),
      encounter('b', 'IMP', [300, 310], partOf('a')),
    );
    expect(Object.keys(found)).toEqual(expect.arrayContaining(['hospital', 'alone', 'unit']));
    expect(found).not.toHaveProperty('ward');
    expect(found).not.toHaveProperty('department');
    expect(found['unit']).toMatchObject({ kind: 'icu_stay', parent: 'hospital' });
  });
});

describe('intensive care', () => {
  const place = (id: string, hours: readonly [number, number], display?: string) => ({
    location: { reference: `Location/${id}`, ...(display === undefined ? {} : { display }) },
    period: { start: at(hours[0]), end: at(hours[1]) },
  });
  const icu: WrittenResource = {
    resourceType: 'Location',
    id: 'l1',
    name: 'Bed 42',
    type: [coded('http://terminology.hl7.org/CodeSystem/v3-RoleCode', 'ICU')],
  };

  it('is told by the places of a stay, of which beds that follow upon each other are one', async () => {
    const found = await staysOf(
      icu,
      { resourceType: 'Location', id: 'l2', name: 'Ward 7' },
      encounter('e', 'IMP', [0, 90], {
        location: [
          place('l2', [0, 10]),
          place('l1', [10, 20]),
          place('gone', [20, 34], 'MICU bed 3'),
          place('l2', [34, 60]),
          place('l1', [60, 70]),
        ],
      }),
    );
    expect(
      Object.fromEntries(
        Object.entries(found).map(([key, { kind, start, end }]) => [key, { kind, start, end }]),
      ),
    ).toEqual({
      e: { kind: 'admission', start: 0, end: 90 },
      'e/location/2': { kind: 'icu_stay', start: 10, end: 34 },
      'e/location/5': { kind: 'icu_stay', start: 60, end: 70 },
    });
  });

  it('is told by an encounter of its own before places', async () => {
    const type = [coded(SNOMED, '305351004', 'Admission to intensive care unit')];
    const found = await staysOf(
      icu,
      encounter('e', 'IMP', [0, 90], { location: [place('l1', [10, 20])] }),
      encounter('u', 'ACUTE', [9, 21], {
        type,
        partOf: refersTo('Encounter/e'),
        location: [place('l1', [9, 21])],
      }),
    );
    expect(Object.keys(found)).toEqual(['e', 'u']);
  });

  it('may be the whole of a stay', async () => {
    const found = await staysOf(encounter('e', 'IMP', [0, 90], { type: [{ text: 'SICU stay' }] }));
    expect(found['e/icu']).toMatchObject({ kind: 'icu_stay', parent: 'e', start: 0, end: 90 });
  });

  it('is no programme that is only called intensive', async () => {
    const found = await staysOf(
      encounter('e', 'IMP', [0, 9], { type: [{ text: 'Intensive outpatient programme' }] }),
    );
    expect(Object.keys(found)).toEqual(['e']);
  });
});

describe('emergency', () => {
  it('leads to the stay that it is part of, or that began when it ended or soon after', async () => {
    const found = await staysOf(
      encounter('e1', 'IMP', [10, 50]),
      encounter('v1', 'EMER', [2, 5]),
      encounter('e2', 'IMP', [100, 150]),
      encounter('v2', 'EMER', [80, 90]),
      encounter('e3', 'IMP', [200, 250]),
      encounter('v3', 'EMER', [180, 190], { partOf: refersTo('Encounter/e3') }),
    );
    const starts = Object.entries(found).map(([key, { emergency }]) => [key, emergency]);
    expect(Object.fromEntries(starts)).toEqual({ e1: 2, e2: null, e3: 180 });
  });

  it.each([
    ['IMP', 'EL', undefined, 'ELECTIVE'],
    ['IMP', 'UR', undefined, 'URGENT'],
    ['IMP', 'EM', undefined, 'EMERGENCY'],
    ['IMP', 'EM', 'emd', 'EW EMER.'],
    ['IMP', undefined, 'emd', 'EW EMER.'],
    ['IMP', 'EL', 'emd', 'ELECTIVE'],
    ['IMP', 'R', 'gp', null],
    ['OBSENC', undefined, 'emd', 'EU OBSERVATION'],
    ['OBSENC', 'UR', undefined, 'DIRECT OBSERVATION'],
  ])('class %s, priority %s, source %s is %s', async (code, priority, source, type) => {
    const found = await staysOf(
      encounter('e', code, [0, 9], {
        ...(priority === undefined
          ? {}
          : { priority: coded('http://terminology.hl7.org/CodeSystem/v3-ActPriority', priority) }),
        hospitalization:
          source === undefined
            ? {}
            : { admitSource: coded('http://terminology.hl7.org/CodeSystem/admit-source', source) },
      }),
    );
    expect(found['e']?.type).toBe(type);
  });
});

describe('death in hospital', () => {
  const discharged = (system: string, code: string, display: string) => ({
    hospitalization: { dischargeDisposition: coded(system, code, display) },
  });

  it.each([
    ['the discharge says so', discharged(DISPOSITION, 'exp', 'Expired'), {}, 1],
    [
      'the discharge says so in the code of the claim',
      discharged('http://www.nubc.org/patient-discharge', '20', 'x'),
      {},
      1,
    ],
    ['a code of another system is no death', discharged('http://hospital.example', '20', 'Home'), {}, 0],
    [
      'the discharge says otherwise',
      discharged(DISPOSITION, 'home', 'Home'),
      { deceasedDateTime: at(20) },
      0,
    ],
    ['the time of death lies in the stay', {}, { deceasedDateTime: at(20) }, 1],
    ['the time of death lies after it', {}, { deceasedDateTime: at(60) }, 0],
    ['the day of death is that of the discharge', {}, { deceasedDateTime: '2020-01-03' }, 1],
    ['the day of death is a later one', {}, { deceasedDateTime: '2020-01-04' }, 0],
    ['nobody knows when', {}, { deceasedBoolean: true }, null],
    ['only the year is known', {}, { deceasedDateTime: '2020' }, null],
    ['the person lives', {}, { deceasedBoolean: false }, 0],
    ['nothing is said', {}, {}, 0],
  ])('%s', async (_, stay, person, died) => {
    Object.assign(patient, person);
    expect((await staysOf(encounter('e', 'IMP', [0, 50], stay)))['e']?.died).toBe(died);
  });

  it('has a minute where it is known, and a place that cohorts know', async () => {
    Object.assign(patient, { deceasedDateTime: at(49) });
    const died = await staysOf(encounter('e', 'IMP', [0, 50], discharged(DISPOSITION, 'exp', 'Expired')));
    expect(died['e']).toMatchObject({ death: 49, left: 'DIED' });
    const left = await staysOf(encounter('e', 'IMP', [0, 20], discharged(DISPOSITION, 'hosp', 'Hospice')));
    expect(left['e']).toMatchObject({ death: null, died: 0, left: 'HOSPICE' });
  });
});

describe('clocks', () => {
  it('puts what was written by several clocks on the one of most stays', async () => {
    const found = await staysOf(
      encounter('e', 'IMP', [0, 50]),
      encounter('f', 'IMP', [100, 120]),
      encounter('g', 'IMP', [0, 0], {
        period: { start: '2020-01-08T23:00:00Z', end: '2020-01-08T20:00:00-05:00' },
      }),
    );
    // On the eighth at eleven in London it is midnight at the hospital, and six in New York.
    expect(found['g']).toMatchObject({ start: 8 * 24, end: 8 * 24 + 2 });
  });
});
