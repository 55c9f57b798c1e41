import { actClass, base64, coded, refersTo, type WrittenResource } from './fhir-resources.ts';

const LOINC = 'http://loinc.org';
const ICD10 = 'http://hl7.org/fhir/sid/icd-10-cm';
const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm';
const UCUM = 'http://unitsofmeasure.org';

/**
 * People made up by arithmetic, each with a stay of four days and every third with another one a week after it: of
 * these the creatinine was high and the heart failed, most of the time.
 */
export function fhirCohort(people: number): WrittenResource[] {
  return Array.from({ length: people }, (_, index) => personOf(index)).flat();
}

function personOf(index: number): WrittenResource[] {
  const id = `p${index}`;
  const returns = index % 3 === 0;
  const isIll = returns !== (index % 11 === 0);
  const stays = returns ? [{ day: 1 }, { day: 12 }] : [{ day: 1 }];
  return [
    {
      resourceType: 'Patient',
      id,
      gender: index % 2 === 0 ? 'female' : 'male',
      birthDate: `${1930 + (index % 50)}-0${1 + (index % 9)}-11`,
    },
    ...stays.flatMap(({ day }, number) => stayOf({ id, stay: `${id}-${number}`, day, index, isIll })),
  ];
}

interface MadeUpStay {
  readonly id: string;
  readonly stay: string;
  /** Of the month in which the stay begins. */
  readonly day: number;
  readonly index: number;
  readonly isIll: boolean;
}

function stayOf({ id, stay, day, index, isIll }: MadeUpStay): WrittenResource[] {
  const at = (days: number, hour: number) =>
    `${2010 + (index % 8)}-05-${String(day + days).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00-05:00`;
  const about = { subject: refersTo(`Patient/${id}`), encounter: refersTo(`Encounter/${stay}`) };
  const creatinine = isIll ? 2 + (index % 7) / 10 : 0.8 + (index % 7) / 20;
  return [
    {
      resourceType: 'Encounter',
      id: stay,
      status: 'finished',
      class: actClass('IMP'),
      subject: about.subject,
      period: { start: at(0, 10), end: at(4, 12) },
      hospitalization: {
        dischargeDisposition: coded(
          'http://terminology.hl7.org/CodeSystem/discharge-disposition',
          'home',
          'Home',
        ),
      },
    },
    {
      resourceType: 'Condition',
      id: `${stay}-c`,
      code: isIll ? coded(ICD10, 'I50.9', 'Heart failure') : coded(ICD10, 'J18.9', 'Pneumonia'),
      ...about,
    },
    {
      resourceType: 'Procedure',
      id: `${stay}-p`,
      status: 'completed',
      code: coded('http://www.ama-assn.org/go/cpt', index % 2 === 0 ? '93306' : '71046'),
      performedDateTime: at(1, 9),
      ...about,
    },
    {
      resourceType: 'MedicationRequest',
      id: `${stay}-m`,
      status: 'completed',
      intent: 'order',
      medicationCodeableConcept: coded(
        RXNORM,
        isIll ? '310429' : '308182',
        isIll ? 'furosemide 20 MG' : 'amoxicillin 250 MG',
      ),
      authoredOn: at(0, 12),
      ...about,
    },
    ...[0, 1, 2].map((number) => ({
      resourceType: 'Observation',
      id: `${stay}-o${number}`,
      status: 'final',
      code: coded(LOINC, '2160-0', 'Creatinine'),
      effectiveDateTime: at(number, 6 + 6 * Number(number === 0)),
      issued: at(number, 7 + 6 * Number(number === 0)),
      valueQuantity: { value: creatinine + number / 10, unit: 'mg/dL', system: UCUM, code: 'mg/dL' },
      ...about,
    })),
    {
      resourceType: 'DocumentReference',
      id: `${stay}-d`,
      status: 'current',
      type: coded(LOINC, '18842-5', 'Discharge summary'),
      subject: about.subject,
      date: at(4, 11),
      content: [
        {
          attachment: {
            contentType: 'text/plain',
            data: base64(isIll ? 'Dyspnoea and oedema.' : 'Fever and cough.'),
          },
        },
      ],
      context: { encounter: [about.encounter] },
    },
  ];
}
