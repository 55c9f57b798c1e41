import { ModelError } from '../errors.ts';
import type { EncounterEvidence, NoteEvent } from './evidence.ts';
import type { FeatureDescription, FeatureSource } from './feature.ts';
import type { NoteModel, NoteReading } from './note-reading.ts';
import type { SparseRow } from './sparse-rows.ts';

/** Windows of notes in the training encounters, and those of them that are not read. */
export interface CutWindows {
  readonly windows: number;
  readonly cutWindows: number;
  readonly encounters: number;
  readonly cutEncounters: number;
}

/** Notes as the vector that a text model makes of them, one column a component. Plain data. */
export interface NoteVectorVectorizer {
  readonly kind: 'vectors';
  readonly model: NoteModel;
  readonly cut: CutWindows;
}

/** Counts what is read of the notes of training encounters; the vectors are the text model's own. */
export class NoteVectorFitter {
  readonly #model: NoteModel;
  readonly #cut = { windows: 0, cutWindows: 0, encounters: 0, cutEncounters: 0 };

  constructor(model: NoteModel) {
    this.#model = model;
  }

  /** @throws {ModelError} `shape` when the notes were not read. */
  add({ notes, noteReading }: EncounterEvidence): void {
    this.#cut.encounters += 1;
    if (notes.length === 0) return;
    const { windows, cutWindows } = requireReading(noteReading);
    this.#cut.windows += windows;
    this.#cut.cutWindows += cutWindows;
    this.#cut.cutEncounters += Number(cutWindows > 0);
  }

  fit(): NoteVectorVectorizer {
    return { kind: 'vectors', model: this.#model, cut: { ...this.#cut } };
  }
}

/**
 * The vector of one encounter; `null` when its notes hold no word.
 * @throws {ModelError} `shape` when the notes were not read, or by a model of another width.
 */
export function noteVectorRow(
  { model }: NoteVectorVectorizer,
  { notes, noteReading }: EncounterEvidence,
): SparseRow | null {
  if (notes.length === 0) return null;
  const { vector } = requireReading(noteReading);
  if (vector === null) return null;
  if (vector.length !== model.width) {
    throw new ModelError('shape', `expected a vector of ${model.width}, got one of ${vector.length}`);
  }
  return { indices: Int32Array.from(vector.keys()), values: vector };
}

function requireReading(reading: NoteReading | undefined): NoteReading {
  if (reading === undefined) throw new ModelError('shape', 'expected notes that a text model has read');
  return reading;
}

/** `null` when there is no such column. All columns are about the notes as a whole. */
export function describeNoteVector(
  { model }: NoteVectorVectorizer,
  column: number,
): FeatureDescription | null {
  if (column >= model.width) return null;
  return {
    name: 'Text of the notes',
    code: null,
    system: null,
    unit: null,
    statistic: 'vector',
    group: 'notes',
  };
}

/** The newest note; `null` when there is none. */
export function findNoteVectorSource(notes: readonly NoteEvent[]): FeatureSource | null {
  const [first] = notes;
  if (first === undefined) return null;
  const newest = notes.reduce(
    (best, event) => (event.minutesBefore < best.minutesBefore ? event : best),
    first,
  );
  return { value: null, minutesBefore: newest.minutesBefore, file: newest.file, line: newest.line };
}
