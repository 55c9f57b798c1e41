import type { FoundStates } from '../evidence/states.ts';
import type { LabelledEncounter } from '../cohorts/select-cohort.ts';
import type { DuckDbSession } from '../importers/duckdb-session.ts';
import type { ExportedEvent } from './exported-events.ts';

/** A stay as it is handed on. */
export interface ExportedStay extends Pick<LabelledEncounter, 'label' | 'split'> {
  readonly subjectId: string;
  readonly stayId: string;
  /** Minutes since 1970, shifted as those of all that is exported. */
  readonly startMinute: number;
  readonly predictionMinute: number;
  readonly states: FoundStates;
}

/** The files of an export: takes stays one by one, those of a person together, and writes them at the end. */
export interface Layout {
  readonly add: (stay: ExportedStay, events: Iterable<ExportedEvent>) => void;
  /** @param folder where the files go. @returns their paths inside it, with the number of rows. */
  readonly write: (session: DuckDbSession, folder: string) => Promise<Record<string, number>>;
}
