import { LacunaError } from '../../main/errors.ts';
import type {
  EncounterHeader,
  LabSeries,
  PatientQuery,
  PatientRow,
  RecordRow,
  ThresholdFigures,
} from '../../main/api/services.ts';
import type { ModalityName, ModalityState } from '../../models/modalities/modality.ts';
import { FIXTURE_FEATURES } from './fixture-features.ts';
import { scoreAsFound } from './fixture-predictions.ts';
import { fixtureRandom } from './random.ts';

/** Obviously invented: numbered from one, with the shape of MIMIC identifiers. */
const COUNT = 5_000;
const TYPES = ['EW EMER.', 'DIRECT EMER.', 'URGENT', 'ELECTIVE', 'OBSERVATION ADMIT'];
const SPLITS = [
  'train',
  'train',
  'train',
  'train',
  'train',
  'train',
  'validation',
  'calibration',
  'test',
  'test',
];

function stateOf(chance: number, draw: number): ModalityState {
  return draw < chance ? 'present' : draw < chance + (1 - chance) * 0.4 ? 'noneRecorded' : 'unavailable';
}

function makeRow(index: number): PatientRow {
  const next = fixtureRandom(index + 11);
  const states: Record<ModalityName, ModalityState> = {
    demographics: 'present',
    notes: next() < 0.76 ? 'present' : 'unavailable',
    labs: next() < 0.82 ? 'present' : next() < 0.9 ? 'unavailable' : 'nothingKnownToModel',
    diagnoses: 'present',
    procedures: stateOf(0.55, next()),
    medications: stateOf(0.9, next()),
  };
  const encounter = String(20_000_001 + index);
  const probability = scoreAsFound(encounter, states);
  const draw = next();
  return {
    encounter,
    patient: String(10_000_001 + Math.floor(index * 0.7)),
    ageYears: Math.min(90, 18 + Math.floor(next() * 76)),
    sex: next() < 0.5 ? 'F' : 'M',
    admissionType: TYPES[Math.floor(next() * TYPES.length)] ?? null,
    lengthOfStayHours: Math.round(12 + next() ** 3 * 500),
    states,
    split: (SPLITS[Math.floor(next() * SPLITS.length)] ?? 'train') as PatientRow['split'],
    label: draw < 0.06 ? 'unlabelled' : next() < probability ? 'positive' : 'negative',
    probability,
  };
}

const ROWS = Array.from({ length: COUNT }, (_, index) => makeRow(index));

function matches(row: PatientRow, query: PatientQuery): boolean {
  const { search, label, split, present, absent, riskFrom, riskBelow } = query;
  if (search !== undefined && !row.encounter.includes(search) && !row.patient.includes(search)) return false;
  if (label !== undefined && row.label !== label) return false;
  if (split !== undefined && row.split !== split) return false;
  if (riskFrom !== undefined && (row.probability ?? -1) < riskFrom) return false;
  if (riskBelow !== undefined && (row.probability ?? 2) >= riskBelow) return false;
  if (present?.some((name) => row.states[name] !== 'present')) return false;
  return !absent?.some((name) => row.states[name] === 'present');
}

const KEYS: Record<PatientQuery['sort'], (row: PatientRow) => number> = {
  encounter: (row) => Number(row.encounter),
  risk: (row) => row.probability ?? -1,
  age: (row) => row.ageYears ?? -1,
  lengthOfStay: (row) => row.lengthOfStayHours ?? -1,
};

export function listPatients(query: PatientQuery): { total: number; scored: number; rows: PatientRow[] } {
  const key = KEYS[query.sort];
  const direction = query.descending ? -1 : 1;
  const kept = ROWS.filter((row) => matches(row, query)).sort((a, b) => direction * (key(a) - key(b)));
  const scored = query.model === undefined ? 0 : ROWS.length;
  return { total: kept.length, scored, rows: kept.slice(query.offset, query.offset + query.limit) };
}

export function findPatient(encounter: string): PatientRow {
  const row = ROWS.find((candidate) => candidate.encounter === encounter);
  if (row === undefined)
    throw new LacunaError('unknown_encounter', `no encounter ${encounter} in this database`);
  return row;
}

export function headerOf(encounter: string): EncounterHeader {
  const row = findPatient(encounter);
  const others = ROWS.filter((other) => other.patient === row.patient && other.encounter !== encounter);
  return {
    encounter,
    patient: row.patient,
    source: 'synthetic demo cohort',
    ageYears: row.ageYears,
    sex: row.sex,
    admissionType: row.admissionType,
    firstUnit: 'Medical Intensive Care Unit (MICU)',
    lengthOfStayHours: row.lengthOfStayHours,
    others: others.map((other, index) => ({
      encounter: other.encounter,
      startDays: index % 2 === 0 ? -41 - index * 30 : 12 + index,
      lengthOfStayHours: other.lengthOfStayHours,
    })),
  };
}

export function recordOf(input: {
  encounter: string;
  modality: ModalityName;
  offset: number;
  limit: number;
}): {
  total: number;
  rows: RecordRow[];
} {
  const row = findPatient(input.encounter);
  if (row.states[input.modality] !== 'present') return { total: 0, rows: [] };
  const features = FIXTURE_FEATURES[input.modality];
  const total = features.length * 6;
  const rows = Array.from({ length: total }, (_, index): RecordRow => {
    const feature = features[index % features.length];
    if (feature === undefined) throw new Error('a modality without fixture features');
    const turn = Math.floor(index / features.length);
    return {
      name: feature.name,
      code: feature.code,
      system: feature.system,
      value: feature.value === null ? null : String(Number((feature.value * (1 + turn * 0.04)).toFixed(2))),
      unit: feature.unit,
      reference: feature.reference,
      abnormal: feature.reference !== null && turn % 2 === 0,
      hours: feature.minutesBefore === null ? null : 4 + turn * 11 + index / 7,
      file: feature.file,
      line: feature.line + turn * 97,
    };
  });
  return { total, rows: rows.slice(input.offset, input.offset + input.limit) };
}

export function seriesOf(input: { encounter: string; item: string }): LabSeries {
  const feature = FIXTURE_FEATURES.labs.find(({ code }) => input.item.endsWith(code ?? '-'));
  if (feature === undefined) throw new LacunaError('not_found', 'no such item in this stay');
  const next = fixtureRandom(Number(feature.code));
  const [low = null, high = null] = (feature.reference ?? '').split('–').map(Number);
  const points = Array.from({ length: 14 }, (_, index) => {
    const value = (feature.value ?? 1) * (0.6 + index * 0.03 + next() * 0.18);
    return { hours: 2 + index * 8, value, abnormal: high !== null && value > high };
  });
  return {
    name: feature.name,
    unit: feature.unit,
    referenceLow: low,
    referenceHigh: high,
    points,
    inOtherUnits: 0,
  };
}

/** Counted over the invented rows, as the host counts over its own. */
export function thresholdsOf(thresholds: readonly number[]): ThresholdFigures {
  const scored = ROWS.filter((row) => row.probability !== null && row.label !== null);
  const positives = scored.filter(({ label }) => label === 'positive');
  const above = (rows: readonly PatientRow[], threshold: number): number =>
    rows.filter(({ probability }) => (probability ?? 0) >= threshold).length;
  return {
    encounters: scored.length,
    positives: positives.length,
    thresholds: thresholds.map((threshold) => ({
      threshold,
      alerts: above(scored, threshold),
      truePositives: above(positives, threshold),
    })),
  };
}
