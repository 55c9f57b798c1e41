import { TableFolder } from './table-folder.ts';

const VISIT_HEADER =
  'visit_occurrence_id,person_id,visit_concept_id,visit_start_date,visit_start_datetime,visit_end_date,' +
  'visit_end_datetime,visit_type_concept_id,provider_id,care_site_id,visit_source_value,visit_source_concept_id,' +
  'admitted_from_concept_id,admitted_from_source_value,discharged_to_concept_id,discharged_to_source_value,' +
  'preceding_visit_occurrence_id';

const tabs = (...fields: readonly (string | number)[]): string => fields.join('\t');

/**
 * A small folder in the form of OMOP CDM 5.4, made up after its specification (Apache 2.0): three people; 11 and 12 are
 * admissions of the first, 21 ends with death and began in the emergency room 20, 31 knows dates alone, 13 and 32 are
 * no admissions. The vocabulary is separated by tabs, as Athena writes it.
 */
const TABLES: Readonly<Record<string, readonly string[]>> = {
  PERSON: [
    'person_id,gender_concept_id,year_of_birth,month_of_birth,day_of_birth,birth_datetime,race_concept_id,ethnicity_concept_id,location_id,provider_id,care_site_id,person_source_value,gender_source_value,gender_source_concept_id,race_source_value,race_source_concept_id,ethnicity_source_value,ethnicity_source_concept_id',
    '1,8532,1950,3,2,1950-03-02 00:00:00,8527,38003564,,,,p1,F,0,white,0,nonhispanic,0',
    '2,8507,1961,,,,8516,38003564,,,,p2,M,0,,0,,0',
    '3,0,1930,,,,0,0,,,,p3,f,0,,0,,0',
  ],
  VISIT_OCCURRENCE: [
    VISIT_HEADER,
    '11,1,9201,2020-03-01,2020-03-01 10:00:00,2020-03-05,2020-03-05 12:30:00,32817,,1,,0,0,clinic,8536,,',
    '12,1,262,2020-03-15,2020-03-15 08:00:00,2020-03-20,2020-03-20 09:00:00,32817,,1,,0,8870,,8546,,11',
    '13,1,9202,2020-06-01,2020-06-01 09:00:00,2020-06-01,2020-06-01 09:30:00,32817,,2,,0,0,,0,,',
    '20,2,9203,2020-05-01,2020-05-01 06:00:00,2020-05-01,2020-05-01 11:00:00,32817,,,,0,0,,0,,',
    '21,2,9201,2020-05-01,2020-05-01 10:00:00,2020-05-04,2020-05-04 23:00:00,32817,,1,,0,0,,0,Expired in hospital,20',
    '31,3,8717,2020-07-01,,2020-07-03,,32817,,,,0,0,,0,,',
    '32,3,0,2020-08-01,,2020-08-02,,32817,,,home infusion,0,0,,0,,',
  ],
  VISIT_DETAIL: [
    'visit_detail_id,person_id,visit_detail_concept_id,visit_detail_start_date,visit_detail_start_datetime,visit_detail_end_date,visit_detail_end_datetime,visit_detail_type_concept_id,care_site_id,visit_occurrence_id',
    // Medicine, then two units of intensive care one after the other, then the first of them once more.
    '11,1,8717,2020-03-01,2020-03-01 10:00:00,2020-03-01,2020-03-01 18:00:00,32817,2,11',
    '12,1,32037,2020-03-01,2020-03-01 18:00:00,2020-03-02,2020-03-02 04:00:00,32817,3,11',
    '13,1,0,2020-03-02,2020-03-02 04:00:00,2020-03-03,2020-03-03 15:00:00,32817,4,11',
    '14,1,32037,2020-03-04,2020-03-04 01:00:00,2020-03-04,2020-03-04 05:00:00,32817,3,11',
    '21,2,581379,2020-05-01,2020-05-01 12:00:00,2020-05-04,2020-05-04 23:00:00,32817,,21',
    '22,2,0,2020-05-01,2020-05-01 10:00:00,2020-05-01,2020-05-01 12:00:00,32817,,21',
  ],
  care_site: [
    'care_site_id,care_site_name,place_of_service_concept_id,location_id,care_site_source_value,place_of_service_source_value',
    '1,General Hospital,38004515,,gh,',
    '2,Medicine,0,,med,',
    '3,Medical Intensive Care Unit (MICU),0,,micu,',
    '4,SICU,0,,sicu,',
  ],
  death: [
    'person_id,death_date,death_datetime,death_type_concept_id,cause_concept_id,cause_source_value,cause_source_concept_id',
    '2,2020-05-04,2020-05-04 22:40:00,32817,,,',
  ],
  observation_period: [
    'observation_period_id,person_id,observation_period_start_date,observation_period_end_date,period_type_concept_id',
    '1,1,1999-01-01,2010-12-31,32817',
    '2,1,2012-01-01,2020-12-31,32817',
    '3,2,2019-01-01,2020-05-04,32817',
  ],
  condition_occurrence: [
    'condition_occurrence_id,person_id,condition_concept_id,condition_start_date,condition_start_datetime,condition_end_date,condition_end_datetime,condition_type_concept_id,condition_status_concept_id,stop_reason,provider_id,visit_occurrence_id,visit_detail_id,condition_source_value,condition_source_concept_id,condition_status_source_value',
    '101,1,320128,2020-03-01,2020-03-01 10:00:00,,,32821,,,,11,,I10,35207668,',
    '102,1,201826,2020-03-02,2020-03-02 09:00:00,,,32840,,,,11,,E11.9,0,',
    '103,2,0,2020-05-01,2020-05-01 10:00:00,,,32821,,,,,,local:septic shock,0,',
    '104,2,132797,2020-05-02,,,,32821,,,,21,,,0,',
    '105,1,320128,2020-06-01,2020-06-01 09:10:00,,,32821,,,,13,,I10,35207668,',
  ],
  procedure_occurrence: [
    'procedure_occurrence_id,person_id,procedure_concept_id,procedure_date,procedure_datetime,procedure_end_date,procedure_end_datetime,procedure_type_concept_id,modifier_concept_id,quantity,provider_id,visit_occurrence_id,visit_detail_id,procedure_source_value,procedure_source_concept_id,modifier_source_value',
    '201,1,4230167,2020-03-02,2020-03-02 08:15:00,,,32833,,,,11,12,vent,0,',
    '202,1,0,2020-03-03,2020-03-03 00:00:00,,,32821,,,,11,,96.04,2005885,',
  ],
  drug_exposure: [
    'drug_exposure_id,person_id,drug_concept_id,drug_exposure_start_date,drug_exposure_start_datetime,drug_exposure_end_date,drug_exposure_end_datetime,verbatim_end_date,drug_type_concept_id,stop_reason,refills,quantity,days_supply,sig,route_concept_id,lot_number,provider_id,visit_occurrence_id,visit_detail_id,drug_source_value,drug_source_concept_id,route_source_value,dose_unit_source_value',
    '301,1,1367571,2020-03-01,2020-03-01 12:00:00,2020-03-02,,,32838,,,,,,,,,11,,00641040025,44923712,SC,',
    '302,1,0,2020-03-02,2020-03-02 00:00:00,2020-03-02,,,32838,,,,,,,,,11,,NORepinephrine,0,IV,',
    '303,1,0,2020-03-05,,2020-03-05,,,32838,,,,,,,,,11,,Aspirin,0,PO,',
  ],
  measurement: [
    'measurement_id,person_id,measurement_concept_id,measurement_date,measurement_datetime,measurement_time,measurement_type_concept_id,operator_concept_id,value_as_number,value_as_concept_id,unit_concept_id,range_low,range_high,provider_id,visit_occurrence_id,visit_detail_id,measurement_source_value,measurement_source_concept_id,unit_source_value,unit_source_concept_id,value_source_value,measurement_event_id,meas_event_field_concept_id',
    '401,1,3016723,2020-03-01,2020-03-01 11:00:00,,32856,,1.4,,8840,0.4,1.1,,11,,crea,0,mg/dL,,1.4,,',
    '402,1,3016723,2020-03-02,2020-03-02 05:00:00,,32856,4171756,0.2,,8840,0.4,1.1,,11,,crea,0,,,,,',
    '403,1,0,2020-03-02,2020-03-02 05:00:00,,32856,,,9191,,,,,11,,culture,0,,,,,',
    '404,2,0,2020-05-01,2020-05-01 07:30:00,,32856,,,,,,,,20,,lactate,0,mmol/L,,haemolysed,,',
    '405,2,3004249,2020-05-02,,,32817,4172704,250,,8876,,,,21,,,0,,,>250,,',
  ],
  note: [
    'note_id,person_id,note_date,note_datetime,note_type_concept_id,note_class_concept_id,note_title,note_text,encoding_concept_id,language_concept_id,provider_id,visit_occurrence_id,visit_detail_id,note_source_value,note_event_id,note_event_field_concept_id',
    '501,1,2020-03-05,2020-03-05 12:00:00,32817,706531,Report,"Admitted with\npneumonia, ""mild"".",0,0,,11,,ds,,',
    '502,1,2020-03-02,2020-03-02 09:00:00,32841,0,Chest,No effusion.,0,0,,11,,,,',
    '503,2,2020-05-02,,32817,0,Nursing,Resting.,0,0,,,,nursing,,',
    '504,2,2020-05-04,,32824,0,,Died of shock.,0,0,,21,,,,',
  ],
  CONCEPT: [
    tabs(
      'concept_id',
      'concept_name',
      'domain_id',
      'vocabulary_id',
      'concept_class_id',
      'standard_concept',
      'concept_code',
      'valid_start_date',
      'valid_end_date',
      'invalid_reason',
    ),
    concept(35207668, 'Essential (primary) hypertension', 'ICD10CM', 'I10'),
    concept(320128, 'Essential hypertension', 'SNOMED', '59621000'),
    concept(201826, 'Type 2 diabetes mellitus', 'SNOMED', '44054006'),
    concept(2005885, 'Insertion of endotracheal tube', 'ICD9Proc', '96.04'),
    concept(1367571, 'heparin', 'RxNorm', '5224'),
    concept(44923712, 'heparin 5000 UNT "porcine", vial', 'NDC', '00641040025'),
    concept(3016723, 'Creatinine [Mass/volume] in Serum or Plasma', 'LOINC', '2160-0'),
    concept(8840, 'milligram per deciliter', 'UCUM', 'mg/dL'),
    concept(8876, 'millimeter mercury column', 'UCUM', 'mm[Hg]'),
    concept(9191, 'Positive', 'SNOMED', '10828004'),
    concept(706531, 'Discharge summary', 'LOINC', 'LP173421-1'),
    concept(99999, 'Never used "here"', 'SNOMED', '1'),
  ],
  location: ['location_id,zip', '1,02139'],
};

function concept(id: number, name: string, vocabulary: string, code: string): string {
  return tabs(id, name, 'Domain', vocabulary, 'Class', 'S', code, '19700101', '20991231', '');
}

/** The made-up folder in a temporary place, for a test to spoil. */
export class OmopFolder extends TableFolder {
  /** @param where a folder that the caller removes; otherwise a new one, removed when the test ends. */
  constructor(where?: string) {
    super({ name: 'omop', tables: TABLES, where });
  }
}
