import { LacunaError } from '../../errors.ts';
import type { Database } from '../database.ts';
import type { CohortDefinition } from './cohort-definition.ts';
import type { CohortSource } from './cohort-source.ts';
import { worded } from '../../../models/wording.ts';

/** A unit that stays of a source start in. */
export interface Unit {
  readonly name: string;
  readonly stays: number;
}

const UNITS_SQL = `
  SELECT first_unit AS name, count(*) AS stays FROM encounter
  WHERE source_id = ? AND kind = ? AND first_unit IS NOT NULL GROUP BY first_unit ORDER BY stays DESC, name`;

/** The units of the stays that a cohort is about, the most frequent first. */
export function unitsOf(db: Database, { id, kind }: CohortSource, cohort: CohortDefinition): Unit[] {
  const inIcu = cohort.task === 'mortality-hospital' && cohort.variant === 'icu' && kind !== 'eicu';
  return db.prepare<[number, string], Unit>(UNITS_SQL).all(id, inIcu ? 'icu_stay' : 'admission');
}

/** @throws {LacunaError} `usage` where no stay of the source starts in a unit of this name. */
export function requireUnits(
  db: Database,
  source: CohortSource,
  cohort: CohortDefinition,
  names: readonly string[],
): void {
  if (names.length === 0) return;
  const units = unitsOf(db, source, cohort).map(({ name }) => name);
  const known = new Set(units.map((name) => name.toLowerCase()));
  const unknown = names.find((name) => !known.has(name.toLowerCase()));
  if (unknown === undefined) return;
  throw new LacunaError('usage', worded`no stay of this source starts in a unit named "${unknown}"`, {
    hint: units.length === 0 ? 'the source names no units' : worded`it has ${units.join(', ')}`,
  });
}
