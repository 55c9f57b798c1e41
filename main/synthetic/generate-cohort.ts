import { setImmediate } from 'node:timers/promises';
import { RandomStream } from '../../models/random/random-stream.ts';
import { LacunaError } from '../errors.ts';
import { requireSpace } from '../system/disk-space.ts';
import { asOutputError } from '../system/output-error.ts';
import { SYNTHETIC_MARKER_FILE } from './coverage.ts';
import { drawContents, drawPresence } from './generative/contents.ts';
import { createOracle, type Oracle } from './oracle.ts';
import { drawPatient, type PatientPlan, type PlannedAdmission } from './plan/patient-plan.ts';
import { sequenceLaws } from './plan/sequence-law.ts';
import { readmeText } from './readme-text.ts';
import { writeCodeNames, writeDiagnoses, writeProcedures } from './rows/code-rows.ts';
import { writeLabNames, writeLabs } from './rows/lab-rows.ts';
import { writeMedications } from './rows/medication-rows.ts';
import { writeNotes } from './rows/note-rows.ts';
import {
  drawPersona,
  writeAdmission,
  writeDonorStay,
  writePatient,
  type Persona,
} from './rows/patient-rows.ts';
import {
  Ids,
  recordAdmission,
  writeCoverage,
  type RecordedAdmission,
  type RowTarget,
} from './rows/recorded-admission.ts';
import { writeUnits } from './rows/stay-rows.ts';
import { CohortFiles } from './tables/cohort-files.ts';
import { truthCells } from './truth/write-truth.ts';
import { sentence } from '../../models/wording.ts';

export interface CohortRequest {
  /** How many admissions, one or more; 2,000 when left out. */
  readonly admissions?: number;
  /** 1 when left out. A larger cohort of the same seed starts with the patients of a smaller one. */
  readonly seed?: number;
  /** A folder that does not exist yet, or is empty. */
  readonly output: string;
  readonly signal?: AbortSignal | undefined;
  /** Told now and then how many admissions are written. */
  readonly onProgress?: (admissions: number) => void;
}

export interface GeneratedCohort {
  readonly patients: number;
  readonly admissions: number;
  /** Rows of each file, by its name without ending, e.g. `hosp/labevents`. */
  readonly rows: Readonly<Record<string, number>>;
  /** Path of the file of true probabilities, Bayes logits and Shapley values. */
  readonly truth: string;
}

const DEFAULT_ADMISSIONS = 2_000;
/** As compressed, with the truth: 3,700 of 100,000 admissions. */
const BYTES_PER_ADMISSION = 4_000;
const FIRST_SUBJECT = 10_000_001;
const FIRST_ADMISSION = 20_000_001;
/** One death in so many is followed by an organ donor's stay, the first one too. */
const DEATHS_PER_DONOR = 50;
/** Patients between two breaths of the event loop: a few milliseconds of work. */
const PATIENTS_PER_TURN = 4;

/** The cohort while it is being made. */
interface Progress {
  readonly target: RowTarget;
  readonly oracle: Oracle;
  readonly wanted: number;
  patients: number;
  admissions: number;
  deaths: number;
}

/**
 * Writes a synthetic cohort in MIMIC-IV file format with its oracle beside it, streaming: memory does not grow with its
 * size. The same seed and size give the same bytes.
 * @throws {LacunaError} `usage`, `bundle_exists` when the output is not empty, `not_a_folder`, `output_unwritable`,
 * `disk_full`, `cancelled`. After a failure nothing is left in the output folder.
 */
export async function generateCohort(request: CohortRequest): Promise<GeneratedCohort> {
  const { admissions: wanted = DEFAULT_ADMISSIONS, seed = 1, output, signal, onProgress } = request;
  if (!Number.isSafeInteger(wanted) || wanted < 1) {
    throw new LacunaError('usage', 'expected at least one admission', {
      hint: 'give a whole number from 1 on',
    });
  }
  const files = await CohortFiles.create(output);
  const target = { files, ids: new Ids() };
  const progress: Progress = {
    target,
    oracle: createOracle(),
    wanted,
    patients: 0,
    admissions: 0,
    deaths: 0,
  };
  try {
    requireSpace(output, {
      what: sentence`the synthetic cohort`,
      bytes: wanted * BYTES_PER_ADMISSION,
      file: output,
      hint: 'ask for fewer admissions, or name a place on another disk; nothing was written',
    });
    writeCodeNames(files);
    writeLabNames(files);
    await writePatients(progress, RandomStream.fromSeed(`synthetic-cohort/${seed}`), async () => {
      onProgress?.(progress.admissions);
      await files.flush();
      await setImmediate();
      if (signal?.aborted === true) throw new LacunaError('cancelled', 'cancelled');
    });
    const { patients, admissions } = progress;
    const marker = { generator: 'lacuna', version: 1, seed, patients, admissions };
    await files.writeText(SYNTHETIC_MARKER_FILE, `${JSON.stringify(marker, null, 2)}\n`);
    await files.writeText('README.txt', readmeText(seed));
    await files.close();
    return { patients, admissions, rows: files.rowCounts(), truth: files.truthPath };
  } catch (error) {
    await files.discard();
    throw asOutputError(error, output, sentence`the synthetic cohort`);
  }
}

async function writePatients(
  progress: Progress,
  random: RandomStream,
  pause: () => Promise<void>,
): Promise<void> {
  const laws = sequenceLaws();
  for (let index = 0; progress.admissions < progress.wanted; index += 1) {
    const ofPatient = random.fork(index);
    const plan = drawPatient(ofPatient.fork('plan'), laws);
    // At the end, patients with more stays than are still wanted are passed over: a sequence cut short would not hold
    // its labels.
    if (plan !== null && plan.admissions.length <= progress.wanted - progress.admissions) {
      writeWholePatient(progress, ofPatient, { plan, subjectId: FIRST_SUBJECT + index });
    }
    if (index % PATIENTS_PER_TURN === 0) await pause();
  }
}

function writeWholePatient(
  progress: Progress,
  random: RandomStream,
  { plan, subjectId }: { readonly plan: PatientPlan; readonly subjectId: number },
): void {
  const { target } = progress;
  const persona = drawPersona(random.fork('persona'));
  writePatient({ subjectId, persona }, plan, target);
  progress.patients += 1;
  for (const [index, planned] of plan.admissions.entries()) {
    const ofAdmission = random.fork(`admission-${index}`);
    const hadmId = nextAdmission(progress);
    const admission = writeWholeAdmission(progress, ofAdmission, { planned, subjectId, hadmId, persona });
    if (planned.times.death !== null) maybeWriteDonor(progress, admission, persona);
  }
}

function writeWholeAdmission(
  { target, oracle }: Progress,
  random: RandomStream,
  stay: {
    readonly planned: PlannedAdmission;
    readonly subjectId: number;
    readonly hadmId: number;
    readonly persona: Persona;
  },
): RecordedAdmission {
  const { planned, subjectId, hadmId, persona } = stay;
  const contents = drawContents(random.fork('contents'), planned.factors);
  const present = drawPresence(random.fork('presence'), planned.factors);
  const ofRows = random.fork('rows');
  const admission = recordAdmission(ofRows, { planned, subjectId, hadmId, contents, present });
  writeAdmission(ofRows, { admission, persona }, target);
  const stayId = writeUnits(ofRows, admission, target);
  writeDiagnoses(ofRows, admission, target);
  writeProcedures(ofRows, { ...admission, stayId }, target);
  writeMedications(ofRows, admission, target);
  writeLabs(ofRows, admission, target);
  writeNotes(ofRows, admission, target);
  writeCoverage(admission, target);
  target.files.writeTruth(truthCells(admission, oracle({ band: planned.factors.band, contents, present })));
  return admission;
}

function maybeWriteDonor(progress: Progress, after: RecordedAdmission, persona: Persona): void {
  const isDonor = progress.deaths % DEATHS_PER_DONOR === 0 && progress.admissions < progress.wanted;
  progress.deaths += 1;
  if (isDonor) writeDonorStay({ hadmId: nextAdmission(progress), after, persona }, progress.target);
}

function nextAdmission(progress: Progress): number {
  const hadmId = FIRST_ADMISSION + progress.admissions;
  progress.admissions += 1;
  return hadmId;
}
