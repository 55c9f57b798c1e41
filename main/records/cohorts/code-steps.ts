import type { CodeFilter, CodeTerm, RecordedIn } from '../../api/cohort-filters.ts';
import { LacunaError } from '../../errors.ts';
import type { Database } from '../database.ts';
import { type CohortDefinition, isAtDischarge } from './cohort-definition.ts';
import { conceptsOf, termInWords } from './code-matches.ts';
import type { Admission } from './patient-history.ts';
import { type CodedModality, recordedCodes } from './recorded-codes.ts';
import type { Candidate, CandidateReader, Step, Task } from './task.ts';
import { sentence, type Sentence, worded } from '../../../models/wording.ts';

/** How many different codes of the record a term of a filter stands for. */
export interface CodeCount {
  readonly modality: CodedModality;
  readonly use: 'with' | 'without';
  readonly term: string;
  readonly codes: number;
}

/** What the rules on codes are made with. */
export interface CodeContext {
  readonly cohort: CohortDefinition;
  readonly task: Task;
  readonly reader: CandidateReader;
  /** Row id in `source`. */
  readonly sourceId: number;
  /** Row id in `patient` of the only person that is asked about, if there is one. */
  readonly patientId?: number | undefined;
}

export interface CodeSteps {
  readonly steps: readonly Step[];
  readonly counts: readonly CodeCount[];
}

type InWords = (place: Sentence, terms: string) => Sentence;

const RULES: Readonly<Record<CodedModality, Readonly<Record<CodeCount['use'], InWords>>>> = {
  diagnoses: {
    with: (place, terms) => sentence`with a diagnosis ${place}: ${terms}`,
    without: (place, terms) => sentence`without a diagnosis ${place}: ${terms}`,
  },
  procedures: {
    with: (place, terms) => sentence`with a procedure ${place}: ${terms}`,
    without: (place, terms) => sentence`without a procedure ${place}: ${terms}`,
  },
};
const PLACES: Readonly<Record<RecordedIn, Sentence>> = {
  'this-stay': sentence`in this stay`,
  'earlier-stays': sentence`in an earlier stay`,
  either: sentence`in this stay or an earlier one`,
};

/**
 * The rules on diagnoses and procedures, as they are known at the prediction time.
 * @throws {LacunaError} `leakage` where a filter reads codes that are assigned after the prediction time.
 */
export function codeSteps(db: Database, context: CodeContext): CodeSteps {
  const steps: Step[] = [];
  const counts: CodeCount[] = [];
  for (const modality of ['diagnoses', 'procedures'] as const) {
    const filter = context.cohort.filters[modality];
    if (filter === undefined) continue;
    const recorded = placeOf(modality, filter, context);
    for (const use of ['with', 'without'] as const) {
      const terms = filter[use];
      if (terms === undefined) continue;
      const found = findCodes(db, { modality, terms, recorded }, context);
      const wanted = use === 'with';
      steps.push({
        step: RULES[modality][use](PLACES[recorded], terms.map(termInWords).join(' or ')),
        keeps: (candidate) => found.isKnown(candidate) === wanted,
      });
      terms.forEach((term, i) =>
        counts.push({ modality, use, term: termInWords(term), codes: found.codes[i] ?? 0 }),
      );
    }
  }
  return { steps, counts };
}

/** Whether codes that are assigned after the stay count as known at the prediction time. */
export function admitsLateCodes({ timing, task }: CohortDefinition): boolean {
  return timing === 'retrospective' && isAtDischarge(task);
}

/** Where the codes of a filter are looked for. */
function placeOf(modality: CodedModality, filter: CodeFilter, { cohort, reader }: CodeContext): RecordedIn {
  const isLate =
    modality === 'diagnoses' && reader.codesAreKnown === 'after the stay' && !admitsLateCodes(cohort);
  const recorded = filter.recorded ?? (isLate ? 'earlier-stays' : 'this-stay');
  if (!isLate || recorded === 'earlier-stays') return recorded;
  throw new LacunaError(
    'leakage',
    worded`the filter on diagnoses of this stay reads codes that are assigned after the prediction time of ${cohort.task}`,
    { hint: 'ask for diagnoses recorded in earlier-stays, which are known by then' },
  );
}

interface CodeSearch {
  readonly modality: CodedModality;
  readonly terms: readonly CodeTerm[];
  readonly recorded: RecordedIn;
}

interface FoundCodes {
  /** Whether one of the codes is known of a candidate at its prediction time. */
  readonly isKnown: (candidate: Candidate) => boolean;
  /** How many different codes of the record each term stands for, in the order of the terms. */
  readonly codes: readonly number[];
}

/** From which minute on the first of the codes is known, by row id of the stay. */
type KnownFrom = Map<number, number>;

function findCodes(
  db: Database,
  { modality, terms, recorded }: CodeSearch,
  { cohort, task, sourceId, patientId }: CodeContext,
): FoundCodes {
  const wanted = conceptsOf(db, sourceId, terms);
  const concepts = new Set(wanted.flatMap((some) => [...some]));
  const own: KnownFrom = new Map();
  const earlier: KnownFrom = new Map();
  const seen = new Set<number>();
  for (const code of recordedCodes(db, { modality, concepts, patientId })) {
    const countsNow = recorded !== 'earlier-stays' && (admitsLateCodes(cohort) || !code.afterStay);
    const countsLater = recorded !== 'this-stay';
    if (countsNow) keepFirst(own, code.encounterId, code.knownFrom);
    if (countsLater) keepFirst(earlier, code.encounterId, code.knownFrom);
    if (countsNow || countsLater) seen.add(code.conceptId);
  }
  return {
    isKnown: (candidate) => {
      const time = task.predictionMinute(candidate, cohort) ?? -Infinity;
      const isKnownIn = (known: KnownFrom) => (stay: Admission) => (known.get(stay.id) ?? Infinity) <= time;
      return (
        candidate.episode.admissions.some(isKnownIn(own)) ||
        earlierStays(candidate, time).some(isKnownIn(earlier))
      );
    },
    codes: wanted.map((some) => [...some].filter((concept) => seen.has(concept)).length),
  };
}

function keepFirst(known: KnownFrom, stay: number, minute: number): void {
  known.set(stay, Math.min(known.get(stay) ?? Infinity, minute));
}

/** Stays of the person that had ended by then; of stays in a unit those of the same hospital stay, which are in order. */
function earlierStays({ history, episode }: Candidate, time: number): Admission[] {
  const { admissions, first } = episode;
  return history.admissions.filter(
    (stay) =>
      !admissions.includes(stay) &&
      stay.endMinute !== null &&
      stay.endMinute <= time &&
      stay.unitStay?.hospitalStay === first.unitStay?.hospitalStay,
  );
}
