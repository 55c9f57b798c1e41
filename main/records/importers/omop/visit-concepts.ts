/** A person is in a hospital, in bed: the standard concepts of visits, with the kind of admission that they are. */
export const ADMISSION_TYPES: Readonly<Record<number, string>> = {
  9201: 'INPATIENT', // Inpatient Visit
  262: 'EMERGENCY', // Emergency Room and Inpatient Visit
  8717: 'INPATIENT', // Inpatient Hospital
  8971: 'INPATIENT', // Inpatient Psychiatric Facility
  32037: 'INTENSIVE CARE', // Intensive Care
  581379: 'INTENSIVE CARE', // Inpatient Critical Care Facility
  581383: 'INPATIENT', // Inpatient Cardiac Care Facility
  581385: 'OBSERVATION', // Observation Room
  38004279: 'INPATIENT', // General Acute Care Hospital
  38004515: 'INPATIENT', // Hospital
};

/**
 * Visits that are over within a day, unless the person was kept: longer ones are admissions. Some sources, MIMIC-IV in
 * OHDSI's form among them, name a whole admission by the place where it began.
 */
export const ADMISSION_TYPES_OF_LONG_VISITS: Readonly<Record<number, string>> = {
  9203: 'EMERGENCY', // Emergency Room Visit
  8870: 'EMERGENCY', // Emergency Room - Hospital
  8756: 'OUTPATIENT HOSPITAL', // Outpatient Hospital
  8883: 'AMBULATORY SURGERY', // Ambulatory Surgical Center
  38004207: 'AMBULATORY CLINIC', // Ambulatory Clinic / Center
};

export const EMERGENCY_ROOM: readonly number[] = [9203, 8870];

/** Visits of no bed in a hospital: they are known, and no task is about them. */
export const OTHER_VISITS: readonly number[] = [
  9202, // Outpatient Visit
  5083, // Telehealth
  8546, // Hospice
  8863, // Skilled Nursing Facility
  8940, // Office
  32036, // Laboratory Visit
  38004193, // Case Management Visit
  42898160, // Non-hospital institution Visit
  581458, // Pharmacy visit
  581476, // Home Visit
  581477, // Office Visit
  581478, // Ambulance Visit
];

/** Stays in intensive care, by kind of visit and by kind of place. */
export const INTENSIVE_CARE: readonly number[] = [
  32037, // Intensive Care
  581379, // Inpatient Critical Care Facility
  4148981, // Intensive care unit
  40481392, // Medical intensive care unit
  4305366, // Surgical intensive care unit
  763903, // Trauma intensive care unit
  4149943, // Coronary care unit
  4231410, // Neonatal intensive care unit
];

/** How the names of care sites say that they are intensive care units. */
export const INTENSIVE_CARE_NAME = String.raw`intensive care|critical care|coronary care|\b\w*ICU\b`;

export const HOSPICE = 8546;

/** Where a person came from or went to, in the words of the concept. */
export const PLACES: Readonly<Record<number, string>> = {
  8536: 'HOME',
  581476: 'HOME',
  8546: 'HOSPICE',
  8615: 'ASSISTED LIVING',
  8717: 'INPATIENT HOSPITAL',
  38004279: 'ACUTE HOSPITAL',
  38004277: 'LONG TERM CARE HOSPITAL',
  8863: 'SKILLED NURSING FACILITY',
  8870: 'EMERGENCY ROOM',
  9203: 'EMERGENCY ROOM',
  8971: 'PSYCHIATRIC FACILITY',
};

/** Discharged to: Patient died, Death, Dead. */
export const DIED: readonly number[] = [4216643, 4306655, 434489];
