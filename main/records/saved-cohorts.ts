import { cohortCounts } from '../api/cohorts.ts';
import { cohortSpec, type CohortSpec, type SavedName } from '../api/common.ts';
import type { SavedCohort } from '../api/services.ts';
import { LacunaError } from '../errors.ts';
import { appendAuditLog } from './audit-log.ts';
import { countCohort } from './cohorts/count-cohort.ts';
import { type Database, writeTransaction } from './database.ts';
import { worded } from '../../models/wording.ts';

const COLUMNS = 'name, version, spec, counts, created_at AS createdAt';
const LIST_SQL = `SELECT ${COLUMNS} FROM cohort ORDER BY name, version DESC`;
const OF_NAME_SQL = `SELECT ${COLUMNS} FROM cohort WHERE name = ? ORDER BY version DESC`;

const INSERT_SQL = `
  INSERT INTO cohort (name, version, spec, counts, data_fingerprint, created_at) VALUES (?, ?, ?, ?, ?, ?)`;

/** What was made with a version of a cohort: models, and runs that have none. */
const USES_SQL = `
  SELECT 'model' AS kind, id, name FROM model
  WHERE json_extract(details, '$.cohort.saved.name') = @name
    AND json_extract(details, '$.cohort.saved.version') = @version
  UNION ALL
  SELECT 'run', id, NULL FROM training_run
  WHERE json_extract(request, '$.saved.name') = @name AND json_extract(request, '$.saved.version') = @version
    AND model_id IS NULL`;

interface Row {
  readonly name: string;
  readonly version: number;
  readonly spec: string;
  readonly counts: string;
  readonly createdAt: string;
}

/** Saved cohorts by name, the newest version of each first. */
export function listSavedCohorts(db: Database): SavedCohort[] {
  return db
    .prepare<[], Row>(LIST_SQL)
    .all()
    .map((row) => savedOf(db, row));
}

/**
 * A saved cohort, in its newest version unless another one is asked for.
 * @throws {LacunaError} `not_found`, with the names that there are.
 */
export function savedCohort(db: Database, name: string, version?: number): SavedCohort {
  const [found] = versionsOf(db, name, version);
  if (found === undefined) throw new RangeError('a name that is found has a version');
  return savedOf(db, found);
}

/** A saved cohort as it is used: what it was, and which one it is. */
export function specOfSaved({ name, version, spec }: SavedCohort): CohortSpec {
  return { ...spec, saved: { name, version } };
}

/**
 * Holds a cohort that says where it is saved against what was saved there.
 * @throws {LacunaError} `not_found`; `usage` where it is another cohort.
 */
export function requireSaved(db: Database, { saved, ...spec }: CohortSpec): void {
  if (saved === undefined) return;
  const { name, version } = saved;
  if (textOf(spec) === textOf(savedCohort(db, name, version).spec)) return;
  throw new LacunaError('usage', worded`this is not the cohort that was saved as ${name}@${version}`, {
    hint: 'save it under a name, or leave the name out',
  });
}

/** A cohort as text, the same whatever the order in which it was written. */
function textOf(spec: CohortSpec): string {
  return JSON.stringify(cohortSpec.parse(spec));
}

/**
 * Saves a cohort by name. The same cohort of the same records is saved once; another one under the same name is a new
 * version.
 * @throws {LacunaError} those of `countCohort`, `database_in_use`.
 */
export function saveCohort(db: Database, name: string, { saved: _, ...asked }: CohortSpec): SavedCohort {
  const spec = textOf(asked);
  const { fingerprint, ...counts } = countCohort(db, asked);
  return writeTransaction(db, () => {
    const [latest] = db.prepare<[string], Row>(OF_NAME_SQL).all(name);
    if (latest?.spec === spec && cohortCounts.parse(JSON.parse(latest.counts)).fingerprint === fingerprint)
      return savedOf(db, latest);
    const version = (latest?.version ?? 0) + 1;
    const row: Row = {
      name: latest?.name ?? name,
      version,
      spec,
      counts: JSON.stringify({ ...counts, fingerprint }),
      createdAt: new Date().toISOString(),
    };
    db.prepare(INSERT_SQL).run(row.name, version, spec, row.counts, fingerprint, row.createdAt);
    appendAuditLog(db, { action: 'cohort.save', subject: `${row.name}@${version}` });
    return savedOf(db, row);
  });
}

/**
 * Deletes a version of a cohort, or all of them. None is deleted if one is in use.
 * @throws {LacunaError} `not_found`, `cohort_in_use` with what uses it.
 */
export function deleteCohort(db: Database, name: string, version?: number): { deleted: SavedName[] } {
  return writeTransaction(db, () => {
    const versions = versionsOf(db, name, version);
    for (const row of versions) requireUnused(savedOf(db, row));
    const remove = db.prepare('DELETE FROM cohort WHERE name = ? AND version = ?');
    for (const row of versions) {
      remove.run(row.name, row.version);
      appendAuditLog(db, { action: 'cohort.delete', subject: `${row.name}@${row.version}` });
    }
    return { deleted: versions.map((row) => ({ name: row.name, version: row.version })) };
  });
}

function requireUnused({ name, version, uses: [use] }: SavedCohort): void {
  if (use === undefined) return;
  const message =
    use.kind === 'model'
      ? worded`the model "${use.name ?? use.id}" was made with ${name}@${version}`
      : worded`the run ${use.id} was made with ${name}@${version}`;
  throw new LacunaError('cohort_in_use', message, {
    hint: 'delete the model first, or keep the cohort',
  });
}

/** @throws {LacunaError} `not_found` */
function versionsOf(db: Database, name: string, version: number | undefined): Row[] {
  const versions = db.prepare<[string], Row>(OF_NAME_SQL).all(name);
  const found = versions.filter((row) => version === undefined || row.version === version);
  if (found.length > 0) return found;
  const names = [...new Set(listSavedCohorts(db).map((saved) => saved.name))];
  throw new LacunaError('not_found', 'there is no saved cohort of this name and version', {
    hint:
      versions.length > 0
        ? worded`it has the versions ${versions.map((row) => row.version).join(', ')}`
        : names.length > 0
          ? worded`there are ${names.join(', ')}`
          : 'lacuna cohort --save <name> saves one',
  });
}

function savedOf(db: Database, { name, version, spec, counts, createdAt }: Row): SavedCohort {
  const uses = db
    .prepare<{ name: string; version: number }, SavedCohort['uses'][number]>(USES_SQL)
    .all({ name, version });
  return {
    name,
    version,
    spec: cohortSpec.parse(JSON.parse(spec)),
    counts: cohortCounts.parse(JSON.parse(counts)),
    createdAt,
    uses,
  };
}
