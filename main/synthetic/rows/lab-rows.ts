import type { RandomStream } from '../../../models/random/random-stream.ts';
import { CANARY_ITEM, LAB_ITEMS, type LabItem } from '../catalogue/lab-items.ts';
import { bernoulli } from '../generative/factors.ts';
import { formatMinute, MINUTES_PER_DAY, MINUTES_PER_HOUR } from '../plan/wall-clock.ts';
import type { CohortFiles } from '../tables/cohort-files.ts';
import type { RecordedAdmission, RowTarget } from './recorded-admission.ts';

const FIRST_LAB_EVENT = 1;
const FIRST_SPECIMEN = 60_000_001;

/** When blood is drawn, in hours of the first day; later draws repeat some of the items. */
const DRAW_HOURS = [
  { from: 0.2, to: 1 },
  { from: 4, to: 10 },
  { from: 12, to: 20 },
] as const;
/** Share of emergency patients whose first draw is taken before the admission, and so bears no `hadm_id`. */
const EMERGENCY_DRAW_SHARE = 0.5;
const STORED_AFTER_MINUTES = { from: 30, to: 150 } as const;
/** Share of the repeats that are stored after the first day: 3 % of all results, as every other one is a repeat. */
const LATE_SHARE = 0.06;
const LATEST_STORE_HOURS = 26;
/** Standard deviation of a repeat around its item, in units of x. */
const JITTER = 0.3;
const CANARY_DAYS = { from: 1, to: 3 } as const;

interface Draw {
  readonly specimenId: number;
  readonly chart: number;
  readonly store: number;
  readonly beforeAdmission: boolean;
}

/** Writes the names of all items. */
export function writeLabNames(files: CohortFiles): void {
  for (const { itemid, label, category } of LAB_ITEMS) {
    files.write('hosp/d_labitems', { itemid, label, fluid: 'Blood', category });
  }
  files.write('hosp/d_labitems', CANARY_ITEM);
}

/**
 * Writes the results of the first day: each item one to three times, around `location + scale * x`, with deviations that
 * sum to 0. The first of each is stored within the day.
 */
export function writeLabs(random: RandomStream, admission: RecordedAdmission, target: RowTarget): void {
  if (!admission.present.labs) return;
  const { times } = admission.planned;
  const draws = DRAW_HOURS.map((hours, index) =>
    drawBlood(random, admission, { hours, index, ids: target.ids }),
  );
  for (const [index, item] of LAB_ITEMS.entries()) {
    const repeats = draws.slice(0, 1 + random.int(draws.length));
    const deviations = drawDeviations(random, repeats.length);
    for (const [position, draw] of repeats.entries()) {
      const x = (admission.contents.labs[index] ?? 0) + (deviations[position] ?? 0);
      const isLate = position > 0 && bernoulli(random, LATE_SHARE);
      writeResult(admission, target, {
        ...draw,
        store: isLate ? drawLateStore(random, times.admit) : draw.store,
        priority: position === 0 ? 'STAT' : 'ROUTINE',
        ...resultOf(item, x),
      });
    }
  }
  writeCanary(random, admission, target);
}

function drawBlood(
  random: RandomStream,
  { planned, emergencyStart }: RecordedAdmission,
  draw: {
    readonly hours: { readonly from: number; readonly to: number };
    readonly index: number;
    readonly ids: RowTarget['ids'];
  },
): Draw {
  const { admit, leave } = planned.times;
  const specimenId = draw.ids.next('specimen', FIRST_SPECIMEN);
  // A stay shorter than a day has its draws earlier, in proportion.
  const pace = Math.min(1, (leave - admit) / MINUTES_PER_DAY);
  const hours = random.uniform(draw.hours.from, draw.hours.to) * pace;
  const waiting = random.uniform(STORED_AFTER_MINUTES.from, STORED_AFTER_MINUTES.to) * pace;
  const early = bernoulli(random, EMERGENCY_DRAW_SHARE) && draw.index === 0 ? emergencyStart : null;
  const chart =
    early === null ? admit + Math.floor(hours * MINUTES_PER_HOUR) : early + random.int(admit - early);
  return { specimenId, chart, store: chart + Math.floor(waiting), beforeAdmission: early !== null };
}

function drawLateStore(random: RandomStream, admit: number): number {
  const span = LATEST_STORE_HOURS * MINUTES_PER_HOUR - MINUTES_PER_DAY;
  return admit + MINUTES_PER_DAY + 1 + random.int(span);
}

/** Normal deviations, shifted so that they sum to 0. */
function drawDeviations(random: RandomStream, size: number): number[] {
  const deviations = Array.from({ length: size }, () => JITTER * random.normal());
  const mean = deviations.reduce((sum, deviation) => sum + deviation, 0) / size;
  return deviations.map((deviation) => deviation - mean);
}

interface Result {
  readonly itemid: string;
  readonly value: string;
  readonly unit: string;
  readonly low: number | null;
  readonly high: number | null;
  readonly flag: string | null;
}

function resultOf(
  { itemid, location, scale, unit, referenceLow, referenceHigh }: LabItem,
  x: number,
): Result {
  const number = location + scale * x;
  const isAbnormal = number < referenceLow || number > referenceHigh;
  return {
    itemid,
    value: number.toFixed(decimalsOf(scale)),
    unit,
    low: referenceLow,
    high: referenceHigh,
    flag: isAbnormal ? 'abnormal' : null,
  };
}

/** As many decimals as leave a result within a fiftieth of its scale, so that rounding takes no signal away. */
export function decimalsOf(scale: number): number {
  return Math.max(0, Math.ceil(-Math.log10(scale / 50)));
}

function writeResult(
  { subjectId, hadmId }: RecordedAdmission,
  { files, ids }: RowTarget,
  result: Result & Draw & { readonly priority: string },
): void {
  files.write('hosp/labevents', {
    labevent_id: ids.next('labevent', FIRST_LAB_EVENT),
    subject_id: subjectId,
    hadm_id: result.beforeAdmission ? null : hadmId,
    specimen_id: result.specimenId,
    itemid: result.itemid,
    charttime: formatMinute(result.chart),
    storetime: formatMinute(result.store),
    value: result.value,
    valuenum: result.value,
    valueuom: result.unit,
    ref_range_lower: result.low,
    ref_range_upper: result.high,
    flag: result.flag,
    priority: result.priority,
  });
}

/** A canary: the label of `mortality-90d` as a result of the first day, stored days after the discharge. */
function writeCanary(random: RandomStream, admission: RecordedAdmission, target: RowTarget): void {
  const { labels, times } = admission.planned;
  const label = labels['mortality-90d'];
  if (label === null) return;
  const days = CANARY_DAYS.from + random.int(CANARY_DAYS.to - CANARY_DAYS.from + 1);
  writeResult(admission, target, {
    specimenId: target.ids.next('specimen', FIRST_SPECIMEN),
    chart: times.admit + MINUTES_PER_HOUR,
    store: times.leave + days * MINUTES_PER_DAY,
    beforeAdmission: false,
    priority: 'ROUTINE',
    itemid: CANARY_ITEM.itemid,
    value: String(label),
    unit: '',
    low: null,
    high: null,
    flag: null,
  });
}
