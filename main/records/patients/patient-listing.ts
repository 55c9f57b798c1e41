import type { CohortSpec } from '../../api/common.ts';
import type { PatientQuery } from '../../api/services.ts';
import { atOneMoment, type Database } from '../database.ts';
import type { FoundStates } from '../evidence/states.ts';
import type { ListColumns } from './list-columns.ts';
import { listFilters } from './list-filter.ts';
import { listOrders } from './list-order.ts';
import { keptPresence, type ListPresence, recordedPresence } from './list-presence.ts';
import { listRisks, type Risks } from './list-risks.ts';
import { basisOf, preparedListId, readPreparedList } from './prepared-lists.ts';
import { Recent } from './recent.ts';
import { selectList } from './selected-list.ts';

/** The encounters that a table lists, by id, with what is dear to compute kept for the next page. */
export interface PatientListing {
  readonly columns: ListColumns;
  /** Positions in the columns, in the order of a query. */
  readonly inOrder: (query: PatientQuery) => Uint32Array;
  /** The states at some positions, in the order given. */
  readonly statesAt: (positions: readonly number[]) => FoundStates[];
  /** The as-found scores of a model, by position. */
  readonly risksOf: (model: string) => Risks;
  /** 1 at the positions of the encounters that a query asks for; `null`: all of them. */
  readonly matching: (query: PatientQuery) => Uint8Array | null;
}

/** A reader answers page after page of the same tables: of as many as together have so many encounters. */
const KEPT_ENCOUNTERS = 1_000_000;

const kept = new WeakMap<Database, Recent<PatientListing>>();

/**
 * The listing of a cohort, or of all admissions; the same one as before while the records are the same. One that was
 * prepared is read, another put together from the records.
 * @throws {LacunaError} `usage`, `labels_unsupported`.
 */
export function patientListing(db: Database, spec: CohortSpec | null): PatientListing {
  const listings =
    kept.get(db) ?? new Recent<PatientListing>(KEPT_ENCOUNTERS, ({ columns }) => columns.ids.length);
  kept.set(db, listings);
  return atOneMoment(db, () => {
    const basis = basisOf(db);
    const prepared = preparedListId(db, spec, basis);
    return listings.get(JSON.stringify([spec, basis, prepared]), () =>
      prepared === undefined ? listingOfRecords(db, spec) : listingAsPrepared(db, prepared),
    );
  });
}

function listingOfRecords(db: Database, spec: CohortSpec | null): PatientListing {
  const { cohort, encounters, columns } = selectList(db, spec);
  return listingOf(db, { columns, presence: recordedPresence(db, cohort, encounters), list: null });
}

function listingAsPrepared(db: Database, list: string): PatientListing {
  const { columns, bits } = readPreparedList(db, list);
  return listingOf(db, { columns, presence: keptPresence(bits), list });
}

interface Parts {
  readonly columns: ListColumns;
  readonly presence: ListPresence;
  /** Id of the prepared list; `null` where there is none. */
  readonly list: string | null;
}

function listingOf(db: Database, { columns, presence, list }: Parts): PatientListing {
  const risksOf = listRisks(db, columns.ids, list);
  return {
    columns,
    risksOf,
    inOrder: listOrders(columns, risksOf),
    statesAt: presence.statesAt,
    matching: listFilters(columns, presence, risksOf),
  };
}
