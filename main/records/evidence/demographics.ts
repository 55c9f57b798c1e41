import type { DemographicFacts } from '../../../models/features/evidence.ts';
import { isObservationOnly } from '../cohorts/admission-types.ts';
import { MINUTES_PER_DAY, MINUTES_PER_HOUR } from '../cohorts/calendar.ts';
import type { Dictionary } from './dictionary.ts';
import { type EarlierAdmission, earlierAdmissions, type EvidenceContext } from './evidence-context.ts';
import type { AdmissionRow, UnitStayRow } from './patient-record.ts';

/** Ages above are shown and used as this one: the source hides them as well. */
export const OLDEST_AGE_YEARS = 90;
const EMERGENCY_DEPARTMENT = 'ED';
const HISTORY_DAYS = 365;
const VISIT_DAYS = 180;

/**
 * What is known of the person and the stay at the prediction time: numbers in the unit that their name ends with.
 * @throws {RangeError} when the encounter's admissions are not in the record.
 */
export function demographicsOf(context: EvidenceContext, dictionary: Dictionary): DemographicFacts {
  const { record, encounter, inputs } = context;
  const own = record.admissions.filter(({ id }) => encounter.admissionIds.includes(id));
  const [first] = own;
  if (first === undefined) throw new RangeError('an encounter has an admission');
  const unitStay = record.unitStays.find(({ encounterId }) => encounterId === first.id);
  const audited = inputs.auditVariables ? auditVariablesOf(first) : {};
  return {
    file: dictionary.file(first.fileId),
    line: first.line,
    values: {
      ageYears: first.ageYears === null ? null : Math.min(first.ageYears, OLDEST_AGE_YEARS),
      sex: record.sex,
      admissionLocation: first.admissionLocation,
      lengthOfStayHours: (encounter.predictionMinute - first.startMinute) / MINUTES_PER_HOUR,
      ...(unitStay === undefined ? admissionFacts(context, own, first) : unitStayFacts(unitStay, first)),
      ...audited,
    },
  };
}

function admissionFacts(
  context: EvidenceContext,
  own: readonly AdmissionRow[],
  first: AdmissionRow,
): Record<string, string | number | null> {
  return {
    admissionType: first.admissionType,
    observationStay: Number(own.every(({ admissionType }) => isObservationOnly(admissionType))),
    emergencyDepartmentHours: hoursInEmergencyDepartment(first),
    ...unitsOf(context),
    ...historyOf(context, first),
  };
}

/** eICU does not order the hospital stays of a person in time, so there is no history of them. */
function unitStayFacts(
  stay: UnitStayRow,
  { startMinute }: AdmissionRow,
): Record<string, string | number | null> {
  const hoursBefore = Math.max(0, startMinute - stay.hospitalStartMinute) / MINUTES_PER_HOUR;
  return {
    hospitalAdmissionSource: stay.hospitalAdmissionSource,
    unitType: stay.unitType,
    stayType: stay.stayType,
    visitNumber: stay.visitNumber,
    // Most come within hours and a few after weeks.
    logHoursBeforeUnit: Math.log1p(hoursBefore),
  };
}

function hoursInEmergencyDepartment({ startMinute, edStartMinute }: AdmissionRow): number {
  return edStartMinute === null ? 0 : Math.max(0, startMinute - edStartMinute) / MINUTES_PER_HOUR;
}

/** The first unit of the stay and the one at the prediction time, by when they were entered. */
function unitsOf({ record, encounter }: EvidenceContext): Record<string, string | null> {
  const units = record.transfers.flatMap(({ encounterId, unit, startMinute }) => {
    const own = encounterId !== null && encounter.admissionIds.includes(encounterId);
    return own && unit !== null && startMinute <= encounter.predictionMinute ? [unit] : [];
  });
  return { firstUnit: units[0] ?? null, unitAtPrediction: units.at(-1) ?? null };
}

function historyOf(context: EvidenceContext, { startMinute }: AdmissionRow): Record<string, number | null> {
  const earlier = earlierAdmissions(context);
  const recent = earlier.filter(
    (admission) => startMinute - admission.startMinute <= HISTORY_DAYS * MINUTES_PER_DAY,
  );
  const lastDischarge = Math.max(...earlier.map(({ endMinute }) => endMinute));
  return {
    admissionsPrevious365Days: recent.length,
    daysSinceLastDischarge:
      earlier.length === 0 ? null : Math.max(0, startMinute - lastDischarge) / MINUTES_PER_DAY,
    emergencyVisitsPrevious180Days: emergencyVisits(context, earlier, startMinute),
  };
}

/** Visits to the emergency department in the half year before the admission, admitted from there or not. */
function emergencyVisits(
  { record }: EvidenceContext,
  earlier: readonly EarlierAdmission[],
  startMinute: number,
): number {
  const alone = record.transfers.filter(
    ({ event, encounterId }) => event === EMERGENCY_DEPARTMENT && encounterId === null,
  );
  const arrivals = [
    ...alone.map((transfer) => transfer.startMinute),
    ...earlier.flatMap(({ edStartMinute }) => edStartMinute ?? []),
  ];
  return arrivals.filter(
    (arrival) => arrival < startMinute && startMinute - arrival <= VISIT_DAYS * MINUTES_PER_DAY,
  ).length;
}

function auditVariablesOf(admission: AdmissionRow): Record<string, string | null> {
  const { race, insurance, language, maritalStatus } = admission;
  return { race, insurance, language, maritalStatus };
}
