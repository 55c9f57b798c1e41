import { LacunaError } from '../../../errors.ts';
import type { Database } from '../../database.ts';
import type { CohortDefinition } from '../cohort-definition.ts';
import type { CohortSource } from '../cohort-source.ts';
import { requireUnits } from '../units.ts';
import { parseYearGroup } from './period.ts';
import { sentence, worded } from '../../../../models/wording.ts';

const YEAR_GROUPS_SQL = `
  SELECT DISTINCT anchor_year_group FROM patient
  WHERE source_id = ? AND anchor_year_group IS NOT NULL ORDER BY anchor_year_group`;
const HOSPITALS_SQL = 'SELECT source_key FROM hospital WHERE source_id = ? ORDER BY id';

/** The years with which a test period may begin: the first of each group of years, but for the earliest. */
export function testYears(db: Database, { id }: CohortSource): number[] {
  const groups = db.prepare<[number], string>(YEAR_GROUPS_SQL).pluck().all(id);
  return groups.flatMap((group) => parseYearGroup(group)?.from ?? []).slice(1);
}

/** The source's ids of its hospitals; empty where it knows of none. */
export function hospitalsOf(db: Database, { id }: CohortSource): string[] {
  return db.prepare<[number], string>(HOSPITALS_SQL).pluck().all(id);
}

/** @throws {LacunaError} `usage` where a source does not hold what its people are to be split by. */
export function requireSplit(db: Database, source: CohortSource, cohort: CohortDefinition): void {
  const { split } = cohort;
  switch (split.by) {
    case 'patient':
      return;
    case 'time':
      requireYear(testYears(db, source), split.testFrom);
      return;
    case 'hospital':
      requireHospitals(hospitalsOf(db, source), split.test ?? []);
      return;
    case 'unit':
      requireUnits(db, source, cohort, split.test);
      return;
  }
}

function requireYear(years: readonly number[], testFrom: number): void {
  if (years.includes(testFrom)) return;
  if (years.length === 0) {
    throw new LacunaError(
      'usage',
      'this source does not tell two periods of years apart, so it cannot be split by time',
      {
        hint: 'MIMIC-IV tells them by its anchor_year_group; split by patient otherwise',
      },
    );
  }
  throw new LacunaError(
    'usage',
    worded`a test period cannot begin with ${testFrom}: years are known in groups of three`,
    {
      hint: worded`it can begin with ${years.join(', ')}`,
    },
  );
}

/** The first of them, for a message that a person reads. */
const LISTED = 20;

function requireHospitals(hospitals: readonly string[], test: readonly string[]): void {
  if (hospitals.length === 0) {
    throw new LacunaError('usage', 'this source is of one hospital, or does not say of which', {
      hint: 'split by unit, by time or by patient',
    });
  }
  const unknown = test.find((hospital) => !hospitals.includes(hospital));
  if (unknown === undefined) return;
  const more = hospitals.length > LISTED ? sentence` and ${hospitals.length - LISTED} more` : '';
  throw new LacunaError('usage', worded`this source has no hospital ${unknown}`, {
    hint: worded`it has ${hospitals.slice(0, LISTED).join(', ')}${more}`,
  });
}
