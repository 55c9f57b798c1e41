import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

/** A resource as it is written; a test may write what no resource is. */
export type WrittenResource = Readonly<Record<string, unknown>> & { readonly resourceType: string };

const LOINC = 'http://loinc.org';
const SNOMED = 'http://snomed.info/sct';
const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm';
const UCUM = 'http://unitsofmeasure.org';
const ACT_CODE = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
const US_CORE = 'http://hl7.org/fhir/us/core/StructureDefinition';

export const coded = (system: string, code: string, display?: string) => ({
  coding: [{ system, code, ...(display === undefined ? {} : { display }) }],
});
export const actClass = (code: string) => ({ system: ACT_CODE, code });
export const refersTo = (reference: string) => ({ reference });
export const base64 = (text: string) => Buffer.from(text).toString('base64');
const category = (code: string) => [
  coded('http://terminology.hl7.org/CodeSystem/observation-category', code),
];

/**
 * Three people, made up after the examples of the specification of FHIR R4 (which are in the public domain, CC0): one
 * with a stay across the change to summer time and a planned one a week later, one who dies in intensive care, one who
 * comes for a visit and for observation.
 */
export const SAMPLE: readonly WrittenResource[] = [
  {
    resourceType: 'Patient',
    id: 'p1',
    extension: [
      {
        url: `${US_CORE}/us-core-race`,
        extension: [
          {
            url: 'ombCategory',
            valueCoding: { system: 'urn:oid:2.16.840.1.113883.6.238', code: '2106-3', display: 'White' },
          },
          { url: 'text', valueString: 'White' },
        ],
      },
      { url: `${US_CORE}/us-core-birthsex`, valueCode: 'F' },
    ],
    gender: 'female',
    birthDate: '1950-06-15',
    communication: [{ language: coded('urn:ietf:bcp:47', 'en-US') }],
  },
  {
    resourceType: 'Patient',
    id: 'p2',
    gender: 'male',
    birthDate: '1948',
    deceasedDateTime: '2019-07-04T06:30:00-04:00',
  },
  { resourceType: 'Patient', id: 'p3', gender: 'other', birthDate: '1999-02' },
  {
    resourceType: 'Encounter',
    id: 'ed1',
    status: 'finished',
    class: actClass('EMER'),
    subject: refersTo('Patient/p1'),
    period: { start: '2019-03-09T18:00:00-05:00', end: '2019-03-09T22:00:00-05:00' },
  },
  {
    resourceType: 'Encounter',
    id: 'e1',
    status: 'finished',
    class: actClass('IMP'),
    priority: coded('http://terminology.hl7.org/CodeSystem/v3-ActPriority', 'EM'),
    subject: refersTo('Patient/p1'),
    period: { start: '2019-03-09T22:00:00-05:00', end: '2019-03-12T10:00:00-04:00' },
    hospitalization: {
      admitSource: coded(
        'http://terminology.hl7.org/CodeSystem/admit-source',
        'emd',
        'From accident/emergency department',
      ),
      dischargeDisposition: coded(
        'http://terminology.hl7.org/CodeSystem/discharge-disposition',
        'home',
        'Home',
      ),
    },
    location: [{ location: { reference: 'Location/w1', display: 'Ward 1' } }],
  },
  {
    resourceType: 'Encounter',
    id: 'e2',
    status: 'finished',
    class: actClass('ACUTE'),
    priority: coded('http://terminology.hl7.org/CodeSystem/v3-ActPriority', 'EL'),
    subject: refersTo('Patient/p1'),
    period: { start: '2019-03-20T08:00:00-04:00', end: '2019-03-22T12:00:00-04:00' },
  },
  {
    resourceType: 'Encounter',
    id: 'e3',
    status: 'finished',
    class: actClass('IMP'),
    subject: refersTo('http://hospital.example/fhir/Patient/p2'),
    period: { start: '2019-07-01T12:00:00-04:00', end: '2019-07-04T07:00:00-04:00' },
    hospitalization: {
      dischargeDisposition: coded('http://www.nubc.org/patient-discharge', '20', 'Expired'),
    },
  },
  {
    resourceType: 'Encounter',
    id: 'icu3',
    status: 'finished',
    class: actClass('ACUTE'),
    type: [coded(SNOMED, '305351004', 'Admission to intensive care unit')],
    subject: refersTo('Patient/p2'),
    partOf: refersTo('Encounter/e3'),
    period: { start: '2019-07-01T15:00:00-04:00', end: '2019-07-04T07:00:00-04:00' },
  },
  {
    resourceType: 'Encounter',
    id: 'v1',
    status: 'finished',
    class: actClass('AMB'),
    subject: refersTo('Patient/p3'),
    period: { start: '2020-01-10T09:00:00-05:00', end: '2020-01-10T09:30:00-05:00' },
  },
  {
    resourceType: 'Encounter',
    id: 'e4',
    status: 'finished',
    class: actClass('OBSENC'),
    subject: refersTo('Patient/p3'),
    period: { start: '2020-01-15', end: '2020-01-16' },
  },
  {
    resourceType: 'Encounter',
    id: 'x1',
    status: 'cancelled',
    class: actClass('IMP'),
    subject: refersTo('Patient/p3'),
  },
  { resourceType: 'Location', id: 'w1', name: 'Ward 1' },
  {
    resourceType: 'Condition',
    id: 'c1',
    verificationStatus: coded('http://terminology.hl7.org/CodeSystem/condition-ver-status', 'confirmed'),
    category: [coded('http://terminology.hl7.org/CodeSystem/condition-category', 'encounter-diagnosis')],
    code: {
      coding: [
        { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'I50.9', display: 'Heart failure, unspecified' },
        { system: SNOMED, code: '84114007', display: 'Heart failure' },
      ],
    },
    subject: refersTo('Patient/p1'),
    encounter: refersTo('Encounter/e1'),
    onsetDateTime: '2019-03-09',
  },
  {
    resourceType: 'Condition',
    id: 'c2',
    category: [coded('http://terminology.hl7.org/CodeSystem/condition-category', 'problem-list-item')],
    code: { text: 'Hypertension' },
    subject: refersTo('Patient/p1'),
    encounter: refersTo('Encounter/e1'),
    onsetDateTime: '2005',
    recordedDate: '2019-03-10T09:00:00-04:00',
  },
  {
    resourceType: 'Condition',
    id: 'c3',
    verificationStatus: coded('http://terminology.hl7.org/CodeSystem/condition-ver-status', 'refuted'),
    code: coded(SNOMED, '22298006', 'Myocardial infarction'),
    subject: refersTo('Patient/p1'),
    encounter: refersTo('Encounter/e1'),
  },
  {
    resourceType: 'Procedure',
    id: 'pr1',
    status: 'completed',
    code: coded('http://hl7.org/fhir/sid/icd-9-cm', '37.22', 'Left heart cardiac catheterization'),
    subject: refersTo('Patient/p1'),
    encounter: refersTo('Encounter/e1'),
    performedPeriod: { start: '2019-03-11T10:00:00-04:00', end: '2019-03-11T11:00:00-04:00' },
  },
  {
    resourceType: 'Procedure',
    id: 'pr2',
    status: 'not-done',
    code: coded(SNOMED, '232717009', 'Coronary artery bypass graft'),
    subject: refersTo('Patient/p1'),
  },
  { resourceType: 'Medication', id: 'm1', code: coded(RXNORM, '197361', 'amlodipine 5 MG Oral Tablet') },
  { resourceType: 'Medication', id: 'm2', code: coded(RXNORM, '308136', 'amlodipine 2.5 MG Oral Tablet') },
  {
    resourceType: 'MedicationRequest',
    id: 'mr1',
    status: 'stopped',
    intent: 'order',
    medicationReference: refersTo('Medication/m1'),
    subject: refersTo('Patient/p1'),
    encounter: refersTo('Encounter/e1'),
    authoredOn: '2019-03-10',
    dosageInstruction: [{ timing: { repeat: { boundsPeriod: { start: '2019-03-11T08:00:00-04:00' } } } }],
  },
  {
    resourceType: 'MedicationRequest',
    id: 'mr2',
    contained: [
      {
        resourceType: 'Medication',
        id: 'in',
        code: coded(RXNORM, '313002', 'sodium chloride 9 MG/ML Injection'),
      },
    ],
    status: 'active',
    intent: 'order',
    medicationReference: refersTo('#in'),
    subject: refersTo('Patient/p2'),
    authoredOn: '2019-07-01T16:00:00-04:00',
  },
  {
    resourceType: 'MedicationAdministration',
    id: 'ma1',
    status: 'completed',
    medicationCodeableConcept: { text: 'Norepinephrine 4 mg/250 mL' },
    subject: refersTo('Patient/p2'),
    context: refersTo('Encounter/icu3'),
    effectivePeriod: { start: '2019-07-02T01:00:00-04:00' },
  },
  {
    resourceType: 'Observation',
    id: 'o1',
    status: 'final',
    category: category('laboratory'),
    code: coded(LOINC, '2160-0', 'Creatinine [Mass/volume] in Serum or Plasma'),
    subject: refersTo('Patient/p1'),
    encounter: refersTo('Encounter/e1'),
    // By the clock of the laboratory's machine.
    effectiveDateTime: '2019-03-10T06:15:30.250Z',
    issued: '2019-03-10T07:00:00Z',
    valueQuantity: { value: 1.4, unit: 'mg/dL', system: UCUM, code: 'mg/dL' },
    referenceRange: [{ low: { value: 0.5 }, high: { value: 1.2 } }],
    interpretation: [coded('http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation', 'H')],
  },
  {
    resourceType: 'Observation',
    id: 'o2',
    status: 'final',
    category: category('laboratory'),
    code: coded(LOINC, '6598-7', 'Troponin T'),
    subject: refersTo('Patient/p1'),
    effectiveDateTime: '2019-03-09T20:00:00-05:00',
    valueQuantity: { value: 0.01, comparator: '<', unit: 'ng/mL' },
  },
  {
    resourceType: 'Observation',
    id: 'o3',
    status: 'final',
    category: category('vital-signs'),
    code: coded(LOINC, '85354-9', 'Blood pressure panel'),
    subject: refersTo('Patient/p2'),
    encounter: refersTo('Encounter/icu3'),
    effectiveDateTime: '2019-07-01T16:00:00-04:00',
    component: [
      {
        code: coded(LOINC, '8480-6', 'Systolic'),
        valueQuantity: { value: 88, unit: 'mmHg', system: UCUM, code: 'mm[Hg]' },
      },
      {
        code: coded(LOINC, '8462-4', 'Diastolic'),
        valueQuantity: { value: 51, unit: 'mmHg', system: UCUM, code: 'mm[Hg]' },
      },
      { code: coded(LOINC, '8478-0', 'Mean'), dataAbsentReason: coded('x', 'not-performed') },
    ],
  },
  {
    resourceType: 'Observation',
    id: 'o4',
    status: 'final',
    category: category('social-history'),
    code: coded(LOINC, '72166-2', 'Tobacco smoking status'),
    subject: refersTo('Patient/p1'),
    effectiveDateTime: '2019-03-10',
    valueCodeableConcept: coded(SNOMED, '266919005', 'Never smoker'),
  },
  {
    resourceType: 'Observation',
    id: 'o5',
    status: 'entered-in-error',
    category: category('laboratory'),
    code: coded(LOINC, '2160-0'),
    subject: refersTo('Patient/p1'),
  },
  {
    resourceType: 'DocumentReference',
    id: 'd1',
    status: 'current',
    type: coded(LOINC, '18842-5', 'Discharge summary'),
    subject: refersTo('Patient/p1'),
    date: '2019-03-12T11:00:00-04:00',
    content: [
      { attachment: { contentType: 'application/pdf', data: base64('%PDF-1.4') } },
      {
        attachment: {
          contentType: 'text/html',
          data: base64('<p>Admitted with <b>dyspnoea</b>.</p><p>Improved &amp; left.</p>'),
        },
      },
    ],
    context: { encounter: [refersTo('Encounter/e1')] },
  },
  {
    resourceType: 'DocumentReference',
    id: 'd2',
    status: 'current',
    subject: refersTo('Patient/p1'),
    date: '2019-03-10T11:00:00-04:00',
    content: [{ attachment: { contentType: 'text/plain', url: 'https://hospital.example/fhir/Binary/9' } }],
  },
  {
    resourceType: 'DiagnosticReport',
    id: 'dr1',
    status: 'final',
    category: [coded('http://terminology.hl7.org/CodeSystem/v2-0074', 'RAD', 'Radiology')],
    code: coded(LOINC, '36643-5', 'XR Chest 2 Views'),
    subject: refersTo('Patient/p2'),
    encounter: refersTo('Encounter/icu3'),
    effectiveDateTime: '2019-07-01T17:00:00-04:00',
    issued: '2019-07-01T18:00:00-04:00',
    presentedForm: [
      { contentType: 'text/plain; charset=utf-8', data: base64('Bilateral infiltrates — no effusion.') },
    ],
  },
  {
    resourceType: 'DiagnosticReport',
    id: 'dr2',
    status: 'final',
    category: [coded('http://terminology.hl7.org/CodeSystem/v2-0074', 'LAB', 'Laboratory')],
    code: coded(LOINC, '24323-8', 'Metabolic panel'),
    subject: refersTo('Patient/p1'),
    result: [refersTo('Observation/o1')],
  },
];

/** Resources as Bulk Data has them: the lines of NDJSON, by type. */
export function byType(resources: readonly WrittenResource[]): ReadonlyMap<string, readonly string[]> {
  const types = Map.groupBy(resources, ({ resourceType }) => resourceType);
  return new Map([...types].map(([type, of]) => [type, of.map((one) => JSON.stringify(one))]));
}

/** A bundle as Synthea writes it, in which resources refer to each other by address. */
export function bundleOf(resources: readonly WrittenResource[]): WrittenResource {
  return {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: resources.map((resource) => ({
      fullUrl: `urn:uuid:${String(resource['id'])}`,
      resource,
      request: { method: 'POST', url: resource.resourceType },
    })),
  };
}

/** A folder of FHIR in a temporary place, for a test to spoil. */
export class FhirFolder {
  readonly folder: string;
  /** A database path beside the folder's files, in no folder that exists yet. */
  readonly database: string;

  /** @param where a folder that the caller removes; otherwise a new one, removed when the test ends. */
  constructor(where?: string) {
    const place = where ?? mkdtempSync(path.join(tmpdir(), 'lacuna-folder-'));
    this.folder = path.join(place, 'fhir');
    this.database = path.join(place, 'data', 'records.db');
    mkdirSync(this.folder, { recursive: true });
    if (where === undefined) {
      onTestFinished(() => {
        rmSync(place, { recursive: true, force: true });
      });
    }
  }

  /** Writes a file for each type of resource. */
  writeNdjson(resources: readonly WrittenResource[] = SAMPLE): void {
    for (const [type, lines] of byType(resources)) this.write(`${type}.ndjson`, `${lines.join('\n')}\n`);
  }

  write(name: string, content: string | Uint8Array): void {
    writeFileSync(path.join(this.folder, name), content);
  }

  text(name: string): string {
    return readFileSync(path.join(this.folder, name), 'utf8');
  }

  remove(name: string): void {
    rmSync(path.join(this.folder, name));
  }

  /** Adds a line at the end of a file, which need not be there, and returns its number. */
  append(name: string, line: string): number {
    const before = this.has(name) ? this.text(name) : '';
    this.write(name, `${before}${line}\n`);
    return before.split('\n').length;
  }

  private has(name: string): boolean {
    try {
      return this.text(name) !== '';
    } catch {
      return false;
    }
  }
}
