import { factWords } from '../../../models/features/fact-words.ts';
import { hashUniform } from '../../../models/hashing/uniform.ts';
import { AUROC, auroc } from '../../../models/metrics/auroc.ts';
import { isDefined, notAssessed } from '../../../models/metrics/metric.ts';
import { hospitalReader } from '../evidence/hospital.ts';
import { type Check, type Finding, type LintRule, type LintSubject, MOST_LISTED } from './rule.ts';
import { sentence } from '../../../models/wording.ts';

/** Facts of the demographics that name a place. */
const PLACES: readonly string[] = [
  'firstUnit',
  'unitAtPrediction',
  'unitType',
  'admissionLocation',
  'hospitalAdmissionSource',
];
const HOSPITAL = 'hospital';

/** One labelled training encounter in one place. */
interface Placed {
  readonly place: string;
  readonly label: 0 | 1;
  /** The half by which people are told apart, so that nobody's outcome tells of itself. */
  readonly half: 0 | 1;
}

/** AUROC from which a place alone tells so much that it stands for the outcome. */
const PROXY_AUROC = 0.7;
const FEWEST_STAYS = 10;
const TELLING_RATE = 0.5;
/** Rates of places with few stays are drawn to the rate of all, as if that many stays had it. */
const PRIOR_STAYS = 10;

function start({ db }: LintSubject): Check {
  const hospitalOf = hospitalReader(db);
  const places = new Map<string, Placed[]>();
  return {
    see: ({ encounter, evidence }) => {
      const { label, split, patient } = encounter;
      if (label === null || split !== 'train') return;
      const half = hashUniform(`place:${patient}`) < 0.5 ? 0 : 1;
      const values = evidence.demographics.values;
      const found = PLACES.map((fact) => [factWords(fact), values[fact] ?? null] as const);
      for (const [kind, place] of [...found, [HOSPITAL, hospitalOf(encounter)] as const]) {
        if (place === null) continue;
        const placed = places.get(kind) ?? [];
        places.set(kind, placed);
        placed.push({ place: String(place), label, half });
      }
    },
    findings: () => [
      ...[...places].flatMap(([kind, placed]) => proxyFinding(kind, placed)),
      ...tellingPlaces(places.get(HOSPITAL) ?? []),
    ],
  };
}

function proxyFinding(kind: string, placed: readonly Placed[]): Finding[] {
  const area = aurocOfPlace(placed);
  if (area === null || area < PROXY_AUROC) return [];
  const detail = sentence`training stays; AUROC ${area.toFixed(2)} by the place alone, its rate taken from other people`;
  return [{ severity: 'judge', feature: kind, detail, count: placed.length }];
}

/** AUROC of the rate that the place has among the other half of the people; `null` with too few events. */
export function aurocOfPlace(placed: readonly Placed[]): number | null {
  const labels = placed.map(({ label }) => label);
  const events = labels.reduce((sum: number, label) => sum + label, 0);
  if (notAssessed(AUROC, events) !== null) return null;
  const rates = [0, 1].map((half) =>
    ratesByPlace(
      placed.filter((own) => own.half !== half),
      events / placed.length,
    ),
  );
  const area = auroc(
    labels,
    placed.map(({ place, half }) => rates[half]?.get(place) ?? events / placed.length),
  );
  return isDefined(area) ? area.value : null;
}

function ratesByPlace(placed: readonly Placed[], overall: number): Map<string, number> {
  const byPlace = Map.groupBy(placed, ({ place }) => place);
  return new Map(
    [...byPlace].map(([place, own]) => [
      place,
      (own.filter(({ label }) => label === 1).length + PRIOR_STAYS * overall) / (own.length + PRIOR_STAYS),
    ]),
  );
}

function tellingPlaces(placed: readonly Placed[]): Finding[] {
  return [...Map.groupBy(placed, ({ place }) => place)]
    .map(([place, own]) => ({
      place,
      n: own.length,
      positives: own.filter(({ label }) => label === 1).length,
    }))
    .filter(({ n, positives }) => n >= FEWEST_STAYS && positives / n >= TELLING_RATE)
    .sort((a, b) => b.positives / b.n - a.positives / a.n)
    .slice(0, MOST_LISTED)
    .map(({ place, n, positives }) => ({
      severity: 'judge',
      feature: `${HOSPITAL} ${place}`,
      detail: sentence`training stays, ${positives} of them positive`,
      count: n,
    }));
}

export const PLACE_AS_PROXY: LintRule = {
  name: 'place-as-proxy',
  title: 'Places that stand for the outcome',
  meaning:
    'A hospital or a ward that receives the sickest, such as a palliative unit, tells the outcome by itself; what a model learns there does not hold anywhere else.',
  reads: 'records',
  start,
};
