import type { CohortSpec } from '../../api/common.ts';
import type { CohortChoices } from '../../api/services.ts';
import type { Database } from '../database.ts';
import { admitsLateCodes } from './code-steps.ts';
import { defineCohort, isAtDischarge } from './cohort-definition.ts';
import { type CohortSource, listSources, unansweredReason } from './cohort-source.ts';
import { PRESETS } from './presets.ts';
import { candidateReader } from './select-cohort.ts';
import { hospitalsOf, testYears } from './splits/require-split.ts';
import { taskOf } from './tasks.ts';
import { unitsOf } from './units.ts';

/** What can be chosen of a cohort, as far as it is chosen: what its source holds, and what its task has there. */
export function cohortChoices(db: Database, spec: CohortSpec): CohortChoices {
  const able = listSources(db).filter((source) => unansweredReason(source, spec.task) === null);
  const sources = able.map(({ name }) => name);
  const source = able.find(({ name }) => name === spec.source) ?? (able.length === 1 ? able[0] : undefined);
  return source === undefined
    ? { ...NOTHING, sources }
    : { ...choicesOf(db, spec, source), sources, source: source.name };
}

const NOTHING: Omit<CohortChoices, 'sources'> = {
  source: null,
  presets: [],
  switches: [],
  units: [],
  hospitals: 0,
  testYears: [],
  variants: [],
  firstIsKnown: false,
  ownDiagnosesAreKnown: false,
};

function choicesOf(
  db: Database,
  spec: CohortSpec,
  source: CohortSource,
): Omit<CohortChoices, 'sources' | 'source'> {
  const { task, timing, variant } = spec;
  // What was chosen for another task, and this one does not have, is no reason to offer nothing.
  const cohort = defineCohort({
    task,
    preset: 'default',
    ...(timing === undefined ? {} : { timing }),
    ...(variant === undefined || isAtDischarge(task) ? {} : { variant }),
  });
  const reader = candidateReader(source.kind);
  const presets = Object.entries(PRESETS).filter(
    ([, { sources, tasks }]) => (sources?.includes(source.kind) ?? true) && (tasks?.includes(task) ?? true),
  );
  return {
    presets: presets.map(([name]) => name as CohortSpec['preset']),
    switches: [...taskOf(task, source.kind).switches],
    units: unitsOf(db, source, cohort),
    hospitals: hospitalsOf(db, source).length,
    testYears: testYears(db, source),
    // Where the stays themselves are those in a unit there is nothing else to count from.
    variants: isAtDischarge(task) || source.kind === 'eicu' ? [] : ['icu', 'admission'],
    firstIsKnown: reader.isInOrder,
    ownDiagnosesAreKnown: reader.codesAreKnown === 'when entered' || admitsLateCodes(cohort),
  };
}
