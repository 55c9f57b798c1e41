import type { ModalityName } from '../../../models/modalities/modality.ts';
import type { CohortSpec } from '../../api/common.ts';
import type { PatientQuery } from '../../api/services.ts';
import { type CohortDefinition, defineCohort } from '../cohorts/cohort-definition.ts';
import { labelledEncounters, type LabelledEncounter } from '../cohorts/labelled-encounters.ts';
import { readHistories } from '../cohorts/read-histories.ts';
import type { Database } from '../database.ts';
import type { EvidenceEncounter } from '../evidence/evidence-context.ts';
import { presenceOf } from '../evidence/presence.ts';
import type { FoundStates } from '../evidence/states.ts';
import { listFilters } from './list-filter.ts';
import { listOrders } from './list-order.ts';
import { listRisks, type Risks } from './list-risks.ts';
import { Recent } from './recent.ts';
import { stableOrder } from './stable-order.ts';

/** An encounter of a table: of a cohort, with its label and split, or any admission of the database. */
export interface ListedEncounter extends EvidenceEncounter {
  /** `undefined` outside a cohort. */
  readonly label?: LabelledEncounter['label'];
  readonly split?: LabelledEncounter['split'];
}

/** The encounters that a table lists, by id, with what is dear to compute kept for the next page. */
export interface PatientListing {
  readonly encounters: readonly ListedEncounter[];
  /** Positions in `encounters`, in the order of a query. */
  readonly inOrder: (query: PatientQuery) => Uint32Array;
  /** The states of some of the encounters, in the order given. */
  readonly statesOf: (encounters: Iterable<ListedEncounter>) => FoundStates[];
  /** The as-found scores of a model, by position. */
  readonly risksOf: (model: string) => Risks;
  /** 1 at the positions of the encounters that a query asks for; `null`: all of them. */
  readonly matching: (query: PatientQuery) => Uint8Array | null;
}

/** Without a cohort an admission is shown as it was recorded to its end. */
const AS_RECORDED: CohortDefinition = defineCohort({ task: 'mortality-90d', preset: 'default' });
const END_OF_RECORD = Number.MAX_SAFE_INTEGER;
/** A reader answers page after page of the same tables: of as many as together have so many encounters. */
const KEPT_ENCOUNTERS = 1_000_000;

export const CONTENT_SQL = 'SELECT content_hash FROM source ORDER BY id';

const kept = new WeakMap<Database, Recent<PatientListing>>();

/**
 * The listing of a cohort, or of all admissions; the same one as before while the records are the same.
 * @throws {LacunaError} `usage`, `labels_unsupported`.
 */
export function patientListing(db: Database, spec: CohortSpec | null): PatientListing {
  const listings =
    kept.get(db) ?? new Recent<PatientListing>(KEPT_ENCOUNTERS, ({ encounters }) => encounters.length);
  kept.set(db, listings);
  const content = db.prepare<[], string>(CONTENT_SQL).pluck().all();
  return listings.get(JSON.stringify([spec, content]), () => makeListing(db, spec));
}

function makeListing(db: Database, spec: CohortSpec | null): PatientListing {
  const cohort = spec === null ? AS_RECORDED : defineCohort(spec);
  const found: readonly ListedEncounter[] = spec === null ? allAdmissions(db) : labelledEncounters(db, spec);
  const encounters = found.toSorted((a, b) => compareIds(a.encounter, b.encounter));
  const ids = encounters.map(({ encounterId }) => encounterId);
  const risksOf = listRisks(db, ids);
  return {
    encounters,
    inOrder: listOrders(db, ids, risksOf),
    risksOf,
    statesOf: (some) => Array.from(presenceOf(db, cohort, some), ({ states }) => states),
    matching: listFilters(encounters, presenceIn(db, cohort, encounters), risksOf),
  };
}

/** Finds where a modality is present, reading what it is made of once, in the order in which records are stored. */
function presenceIn(
  db: Database,
  cohort: CohortDefinition,
  encounters: readonly ListedEncounter[],
): (modality: ModalityName) => Uint8Array {
  const known = new Map<ModalityName, Uint8Array>();
  return (modality) => {
    const found = known.get(modality) ?? new Uint8Array(encounters.length);
    if (known.has(modality)) return found;
    const people = Float64Array.from(encounters, ({ patientId }) => patientId);
    const positions = stableOrder(people, { descending: false });
    const asStored = Array.from(positions).flatMap((position) => encounters[position] ?? []);
    let i = 0;
    for (const { states } of presenceOf(db, cohort, asStored, { modalities: [modality] })) {
      found[positions[i] ?? 0] = states[modality] === 'present' ? 1 : 0;
      i += 1;
    }
    known.set(modality, found);
    return found;
  };
}

function allAdmissions(db: Database): ListedEncounter[] {
  const encounters: ListedEncounter[] = [];
  for (const { id: patientId, key: patient, admissions } of readHistories(db)) {
    for (const { id, key, startMinute } of admissions) {
      encounters.push({
        encounterId: id,
        encounter: key,
        admissionIds: [id],
        patientId,
        patient,
        startMinute,
        predictionMinute: END_OF_RECORD,
      });
    }
  }
  return encounters;
}

/** Numeric ids by number, which for texts of digits means shorter first. */
function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : Number(a > b));
}
