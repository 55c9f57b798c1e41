import { dayOf, MINUTES_PER_DAY } from '../cohorts/calendar.ts';
import type { CohortSource } from '../cohorts/cohort-source.ts';
import { cohortSteps } from '../cohorts/cohort-steps.ts';
import { type Episode, episodeOf } from '../cohorts/episodes.ts';
import type { Admission, UnitStay } from '../cohorts/patient-history.ts';
import { readHistories } from '../cohorts/read-histories.ts';
import { candidateReader } from '../cohorts/select-cohort.ts';
import { Tally } from '../cohorts/tally.ts';
import type { Candidate, Step } from '../cohorts/task.ts';
import { taskOf } from '../cohorts/tasks.ts';
import { yaibSteps } from '../cohorts/yaib.ts';
import { type Check, type LintRule, type LintSubject, perFeature, settled } from './rule.ts';
import { sentence } from '../../../models/wording.ts';

/** How a stay might have gone on after the prediction. */
interface Future {
  readonly staysDays: number;
  readonly dies: boolean;
  /** Days from the discharge to the next admission; `null`: none follows. */
  readonly returnsAfterDays: number | null;
}

const MINUTES_TO_END = 1;
const FUTURES: readonly Future[] = [
  { staysDays: 0, dies: true, returnsAfterDays: null },
  { staysDays: 0, dies: false, returnsAfterDays: null },
  { staysDays: 0, dies: false, returnsAfterDays: 1 },
  { staysDays: 365, dies: false, returnsAfterDays: null },
];

/**
 * Steps that keep a stay or leave it out by what happens after the prediction: with another future they would decide
 * otherwise. What is not known of the outcome stays unknown, so that a step may ask whether there is a label.
 */
export function stepsThatLookAhead(
  steps: readonly Step[],
  candidate: Candidate,
  predictionMinute: number,
): string[] {
  const futures = FUTURES.map((future) => withFuture(candidate, predictionMinute, future));
  const ahead: string[] = [];
  for (const { step, keeps } of steps) {
    const verdict = keeps(candidate);
    if (futures.some((other) => keeps(other) !== verdict)) ahead.push(step);
    // Who is left out already is not asked again.
    if (!verdict) break;
  }
  return ahead;
}

function withFuture(candidate: Candidate, t: number, future: Future): Candidate {
  const { history, episode } = candidate;
  const end = t + MINUTES_TO_END + future.staysDays * MINUTES_PER_DAY;
  const altered = new Map(
    history.admissions.map((own) => [own, alteredAdmission(own, t, { ...future, end })]),
  );
  const changed = episodeOf(episode.admissions.map((own) => altered.get(own) ?? own));
  const isPast = ({ startMinute }: Admission) => startMinute <= t;
  const dod = history.dod !== null && history.dod < dayOf(t) ? history.dod : null;
  return {
    history: {
      ...history,
      dod: future.dies ? (dod ?? dayOf(end)) : dod,
      admissions: history.admissions.filter(isPast).map((own) => altered.get(own) ?? own),
    },
    episode: changed,
    next: future.returnsAfterDays === null ? null : nextStay(changed, t, future.returnsAfterDays),
  };
}

function alteredAdmission(
  admission: Admission,
  t: number,
  future: Future & { readonly end: number },
): Admission {
  const { end, dies } = future;
  if (admission.startMinute > t || (admission.endMinute ?? Infinity) <= t) return admission;
  return {
    ...admission,
    endMinute: end,
    deathMinute: dies ? end : null,
    hospitalExpired: admission.hospitalExpired === null ? null : dies,
    dischargeLocation: dies ? 'DIED' : 'HOME',
    icuStays: admission.icuStays
      .filter(({ startMinute }) => startMinute <= t)
      .map((stay) => ((stay.endMinute ?? Infinity) > t ? { ...stay, endMinute: end } : stay)),
    unitStay: alteredUnitStay(admission.unitStay, dies),
  };
}

function alteredUnitStay(stay: UnitStay | null, dies: boolean): UnitStay | null {
  return stay === null || stay.expired === null ? stay : { ...stay, expired: dies };
}

/** A stay like the last one of the episode, some days after the prediction. */
function nextStay({ last }: Episode, t: number, days: number): Episode {
  const startMinute = t + MINUTES_TO_END + days * MINUTES_PER_DAY;
  return episodeOf([
    {
      ...last,
      id: -1,
      startMinute,
      endMinute: startMinute + MINUTES_PER_DAY,
      deathMinute: null,
      icuStays: [],
    },
  ]);
}

function start(subject: LintSubject): Check {
  const { db, source } = subject;
  if (source === null) return settled([]);
  // Rules may read the records of a person while the histories are still coming.
  const counts = db.transaction(() => countAhead(subject, source))();
  return settled(
    perFeature(
      'warning',
      counts.toRecord(),
      sentence`stays that it keeps or leaves out by what comes after the prediction time`,
    ),
  );
}

/** How many candidates each step decides by what comes after their prediction time. */
function countAhead({ db, cohort }: LintSubject, source: CohortSource): Tally {
  const task = taskOf(cohort.task, source.kind);
  // Other rules on what was recorded read evidence, which is cut at the prediction time.
  const steps = cohortSteps(cohort, task, yaibSteps(db, cohort, task));
  const reader = candidateReader(source.kind);
  const unused = { left: new Tally(), counts: new Tally() };
  const counts = new Tally();
  for (const history of readHistories(db, source.id)) {
    for (const candidate of reader.candidates(history, cohort, unused)) {
      const t = task.predictionMinute(candidate, cohort);
      if (t !== null) stepsThatLookAhead(steps, candidate, t).forEach((step) => counts.add(step));
    }
  }
  return counts;
}

export const COHORT_READS_LATER: LintRule = {
  name: 'cohort-reads-later',
  title: 'Rules of the cohort that look ahead',
  meaning:
    'A rule chooses patients by something that is only known later, such as the length of the whole stay; at the bedside nobody could tell whether the model applies.',
  reads: 'records',
  start,
};
