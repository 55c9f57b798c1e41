import { MODALITIES, type ModalityName } from '../../../models/modalities/modality.ts';
import type { CohortSpec } from '../../api/common.ts';
import { type CohortDefinition, defineCohort } from '../cohorts/cohort-definition.ts';
import { labelledEncounters, type LabelledEncounter } from '../cohorts/labelled-encounters.ts';
import { readHistories } from '../cohorts/read-histories.ts';
import type { Database } from '../database.ts';
import type { EvidenceEncounter } from '../evidence/evidence-context.ts';
import { presenceOf } from '../evidence/presence.ts';
import type { FoundStates } from '../evidence/states.ts';

/** An encounter of a table: of a cohort, with its label and split, or any admission of the database. */
export interface ListedEncounter extends EvidenceEncounter {
  /** `undefined` outside a cohort. */
  readonly label?: LabelledEncounter['label'];
  readonly split?: LabelledEncounter['split'];
}

/** The encounters that a table lists, by id, with what is dear to compute kept for the next page. */
export interface PatientListing {
  readonly encounters: readonly ListedEncounter[];
  /** The states of some of the encounters, in the order given. */
  readonly statesOf: (encounters: Iterable<ListedEncounter>) => FoundStates[];
  /** Row ids in `encounter` of the encounters in which a modality is present. */
  readonly withPresent: (modality: ModalityName) => ReadonlySet<number>;
}

/** Without a cohort an admission is shown as it was recorded to its end. */
const AS_RECORDED: CohortDefinition = defineCohort({ task: 'mortality-90d', preset: 'default' });
const END_OF_RECORD = Number.MAX_SAFE_INTEGER;
/** A reader answers page after page of the same table. */
const KEPT_LISTINGS = 4;

export const CONTENT_SQL = 'SELECT content_hash FROM source ORDER BY id';

const kept = new WeakMap<Database, Map<string, PatientListing>>();

/**
 * The listing of a cohort, or of all admissions; the same one as before while the records are the same.
 * @throws {LacunaError} `usage`, `labels_unsupported`.
 */
export function patientListing(db: Database, spec: CohortSpec | null): PatientListing {
  const listings = kept.get(db) ?? new Map<string, PatientListing>();
  kept.set(db, listings);
  const content = db.prepare<[], string>(CONTENT_SQL).pluck().all();
  const key = JSON.stringify([spec, content]);
  const listing = listings.get(key) ?? makeListing(db, spec);
  listings.delete(key);
  listings.set(key, listing);
  for (const oldest of [...listings.keys()].slice(0, -KEPT_LISTINGS)) listings.delete(oldest);
  return listing;
}

function makeListing(db: Database, spec: CohortSpec | null): PatientListing {
  const cohort = spec === null ? AS_RECORDED : defineCohort(spec);
  const encounters: ListedEncounter[] = spec === null ? allAdmissions(db) : [...labelledEncounters(db, spec)];
  const byId = encounters.toSorted((a, b) => compareIds(a.encounter, b.encounter));
  let present: Map<ModalityName, Set<number>> | null = null;
  return {
    encounters: byId,
    statesOf: (some) => Array.from(presenceOf(db, cohort, some), ({ states }) => states),
    withPresent: (modality) => {
      present ??= presentIn(db, cohort, encounters);
      return present.get(modality) ?? new Set();
    },
  };
}

/** Reads every record once, in the order in which they are stored. */
function presentIn(
  db: Database,
  cohort: CohortDefinition,
  encounters: readonly ListedEncounter[],
): Map<ModalityName, Set<number>> {
  const present = new Map(MODALITIES.map((modality) => [modality, new Set<number>()]));
  let i = 0;
  for (const { states } of presenceOf(db, cohort, encounters)) {
    const id = encounters[i]?.encounterId ?? -1;
    i += 1;
    for (const [modality, members] of present) if (states[modality] === 'present') members.add(id);
  }
  return present;
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
