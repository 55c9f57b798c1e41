import { MODALITIES, perModality } from '../../../models/modalities/modality.ts';
import type { CohortSpec } from '../../api/common.ts';
import type { CohortDescription } from '../../api/services.ts';
import type { Database } from '../database.ts';
import { presenceOf } from '../evidence/presence.ts';
import { quickErrors } from '../lint/lint-cohort.ts';
import { rejectedBefore } from '../rejected-before.ts';
import { careLimitationCounts } from './eicu/care-limitations.ts';
import type { CohortDefinition } from './cohort-definition.ts';
import type { CohortSource } from './cohort-source.ts';
import { countsOf } from './count-cohort.ts';
import { cohortWarnings, type TrainingSplit } from './cohort-warnings.ts';
import { selectFrom } from './labelled-encounters.ts';
import type { LabelledEncounter } from './select-cohort.ts';
import { Tally } from './tally.ts';

type PresenceCounts = CohortDescription['presence'];

/**
 * A cohort in numbers: who is left after each rule, labels, splits, which modalities are there at the prediction time,
 * and what the availability check finds.
 * @throws {LacunaError} `usage`, `labels_unsupported`.
 */
export function describeCohort(db: Database, spec: CohortSpec): CohortDescription {
  const selected = selectFrom(db, spec);
  const { cohort, source, encounters } = selected;
  const labelled = encounters.filter(({ label }) => label !== null);
  const { presence, patterns, train, leftOut } = describePresence(db, cohort, encounters);
  const counted = countsOf(selected);
  const description = {
    ...counted,
    counts: {
      ...counted.counts,
      ...repeatedDeaths(cohort, labelled, source),
      ...(source?.kind === 'eicu' ? careLimitationCounts(db, labelled) : {}),
      ...leftOut,
    },
    presence,
    patterns,
    rejected: rejectedBefore(db, spec),
    leakage: quickErrors(db, selected).map(({ rule, detail, count }) => ({ rule, detail, count })),
  };
  return { ...description, warnings: cohortWarnings(description, train) };
}

interface DescribedPresence {
  readonly presence: PresenceCounts;
  readonly patterns: CohortDescription['patterns'];
  readonly train: TrainingSplit;
  /** Events not yet available at the prediction time, `notYetAvailable.<modality>`. */
  readonly leftOut: Record<string, number>;
}

function describePresence(
  db: Database,
  cohort: CohortDefinition,
  encounters: readonly LabelledEncounter[],
): DescribedPresence {
  const presence = perModality(() => ({ present: 0, noneRecorded: 0, unavailable: 0 }));
  const train = { present: perModality(() => 0) };
  const patterns = new Tally();
  const leftOut = new Tally();
  let i = 0;
  for (const { states } of presenceOf(db, cohort, encounters, { leftOut })) {
    const encounter = encounters[i];
    i += 1;
    const present = MODALITIES.filter((modality) => states[modality] === 'present');
    patterns.add(present.join('|'));
    for (const modality of MODALITIES) presence[modality][states[modality]] += 1;
    if (encounter?.split !== 'train' || encounter.label === null) continue;
    for (const modality of present) train.present[modality] += 1;
  }
  return {
    presence,
    patterns: patternsOf(patterns),
    train,
    leftOut: prefixed(leftOut),
  };
}

function patternsOf(patterns: Tally): CohortDescription['patterns'] {
  return Object.entries(patterns.toRecord())
    .map(([names, n]) => ({
      present: MODALITIES.filter((modality) => names.split('|').includes(modality)),
      n,
    }))
    .sort((a, b) => b.n - a.n);
}

function prefixed(leftOut: Tally): Record<string, number> {
  return Object.fromEntries(
    Object.entries(leftOut.toRecord()).map(([modality, count]) => [`notYetAvailable.${modality}`, count]),
  );
}

/** Positive encounters whose death is already the outcome of an earlier one: they are not independent. */
function repeatedDeaths(
  { task }: CohortDefinition,
  labelled: readonly LabelledEncounter[],
  source: CohortSource | null,
): Record<string, number> {
  // A hospital stay of MIMIC-IV is one encounter; of eICU it may be several.
  if (task !== 'mortality-90d' && !(task === 'mortality-hospital' && source?.kind === 'eicu')) return {};
  const positives = labelled.filter(({ label }) => label === 1);
  return { repeatedDeaths: positives.length - new Set(positives.map(({ patientId }) => patientId)).size };
}
