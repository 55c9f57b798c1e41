import type { ResourceReader } from '../resource-reader.ts';
import { CONDITION } from './condition.ts';
import { DIAGNOSTIC_REPORT } from './diagnostic-report.ts';
import { DOCUMENT_REFERENCE } from './document-reference.ts';
import { ENCOUNTER } from './encounter.ts';
import { LOCATION } from './location.ts';
import { MEDICATION } from './medication.ts';
import { MEDICATION_ADMINISTRATION } from './medication-administration.ts';
import { MEDICATION_REQUEST } from './medication-request.ts';
import { OBSERVATION } from './observation.ts';
import { PATIENT } from './patient.ts';
import { PROCEDURE } from './procedure.ts';

/** Every type of resource that is read, those that others refer to coming first. */
export const READERS: readonly ResourceReader[] = [
  PATIENT,
  LOCATION,
  ENCOUNTER,
  MEDICATION,
  CONDITION,
  PROCEDURE,
  MEDICATION_REQUEST,
  MEDICATION_ADMINISTRATION,
  OBSERVATION,
  DOCUMENT_REFERENCE,
  DIAGNOSTIC_REPORT,
];
