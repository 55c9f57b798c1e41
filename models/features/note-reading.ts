/** A text model that notes are read by, and how much of a record it reads. Plain data, saved with a model. */
export interface NoteModel {
  /** Where it lies on this machine. */
  readonly folder: string;
  /** SHA-256 over its files: another model in the same place is refused. */
  readonly digest: string;
  /** Of its vectors. */
  readonly width: number;
  /** Tokens that it reads at once, those that begin and end a text among them. */
  readonly window: number;
  /** Windows of one note that are read, the first ones. */
  readonly windowsOfNote: number;
  /** Notes of one record that are read, the newest; choices from forms count as one note. */
  readonly notesOfRecord: number;
}

/** What a text model makes of the notes of one record. */
export interface NoteReading {
  /** Mean over all windows that were read, `[width]`; `null` where there was no word. */
  readonly vector: Float32Array | null;
  /** Windows of all notes, and those of them that were left out. */
  readonly windows: number;
  readonly cutWindows: number;
}
