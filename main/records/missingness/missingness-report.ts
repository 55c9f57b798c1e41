import { hashUniform } from '../../../models/hashing/uniform.ts';
import { MODALITIES, perModality } from '../../../models/modalities/modality.ts';
import type { CohortSpec } from '../../api/common.ts';
import type { MissingnessReport } from '../../api/services.ts';
import { selectFrom } from '../cohorts/labelled-encounters.ts';
import { Tally } from '../cohorts/tally.ts';
import type { Database } from '../database.ts';
import { rejectedBefore } from '../rejected-before.ts';
import { readContexts } from '../evidence/context-reader.ts';
import { demographicsOf } from '../evidence/demographics.ts';
import { openDictionary } from '../evidence/dictionary.ts';
import { hospitalReader } from '../evidence/hospital.ts';
import { openLabDictionary } from '../evidence/lab-dictionary.ts';
import { selectEvents } from '../evidence/select-events.ts';
import { foundStates } from '../evidence/states.ts';
import { FeatureTable } from './feature-table.ts';
import { GroupTable } from './group-table.ts';
import { predictability } from './presence-model.ts';
import { type Observed, presenceProblem } from './predictors.ts';
import { hideSmallParts, SMALLEST_CELL } from './small-cells.ts';
import { membershipsOf } from './subgroups.ts';
import { sentence } from '../../../models/wording.ts';

const CAVEAT = sentence`No test on these data can exclude that something is missing because of what it would have said, such as a test that nobody ordered because the patient looked well (missing not at random). An AUROC near 0.5 says only that what was recorded does not tell whether a modality is there.`;

/** Whether a modality is there is learned from no more stays than this, by person. */
const MOST_OBSERVED = 20_000;

/**
 * What is missing in a cohort, in whom, and how well the rest tells. Counts of fewer than eleven stays are not shown.
 * @throws {LacunaError} `usage`, `labels_unsupported`.
 */
export function missingnessReport(db: Database, spec: CohortSpec): MissingnessReport {
  const { cohort, encounters } = selectFrom(db, spec);
  const dictionary = openDictionary(db);
  const hospitalOf = hospitalReader(db);
  const groups = new GroupTable();
  const features = new FeatureTable(dictionary, openLabDictionary(db));
  const patterns = new Tally();
  const observed: Observed[] = [];
  const share = MOST_OBSERVED / Math.max(1, encounters.length);
  let row = 0;
  for (const context of readContexts(db, cohort, encounters, { notes: 'noteHeads', leftOut: new Tally() })) {
    const encounter = encounters[row];
    if (encounter === undefined) break;
    row += 1;
    const selected = selectEvents(context);
    const states = foundStates(selected, context);
    const demographics = demographicsOf(context, dictionary).values;
    const hospital = hospitalOf(encounter);
    const own = groups.add(membershipsOf({ encounter, context, demographics, hospital }), states);
    features.add(selected, demographics, own);
    patterns.add(MODALITIES.filter((modality) => states[modality] === 'present').join('|'));
    if (hashUniform(`observed:${encounter.patient}`) < share) {
      observed.push({ patient: encounter.patient, states, demographics });
    }
  }
  return {
    task: cohort.task,
    n: encounters.length,
    smallestCell: SMALLEST_CELL,
    modalities: MODALITIES.map((modality) => ({
      modality,
      states: groups.overall(modality),
      predictability: predictability(presenceProblem(modality, observed)),
    })),
    ...tablesOf(groups, features, encounters.length),
    ...patternsOf(patterns),
    rejected: rejectedBefore(db, spec),
    caveat: CAVEAT,
  };
}

function tablesOf(
  groups: GroupTable,
  features: FeatureTable,
  total: number,
): Pick<MissingnessReport, 'groups' | 'features' | 'featureCounts'> {
  const shown = groups.shown();
  return {
    groups: shown.map(({ variable, group, n, states }) => ({ variable, group, n, states })),
    features: features.listed(shown, total),
    featureCounts: perModality((modality) => features.count(modality)),
  };
}

/** Rare combinations are only counted: one of them is a few people. */
function patternsOf(patterns: Tally): Pick<MissingnessReport, 'patterns' | 'rarePatterns'> {
  const sorted = Object.entries(patterns.toRecord()).sort(([, a], [, b]) => b - a);
  const cells = hideSmallParts(sorted.map(([, n]) => n));
  const shown = sorted.flatMap(([names], i) => {
    const n = cells[i] ?? null;
    const present = MODALITIES.filter((modality) => names.split('|').includes(modality));
    return n === null ? [] : [{ present, n }];
  });
  return { patterns: shown, rarePatterns: sorted.length - shown.length };
}
