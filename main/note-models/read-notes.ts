import type { EncounterEvidence } from '../../models/features/evidence.ts';
import type { NoteModel } from '../../models/features/note-reading.ts';
import type { Vectorizers } from '../../models/features/vectorizers.ts';
import { noteTexts } from './note-texts.ts';
import { readTexts } from './note-thread.ts';

/** An encounter with its notes read by a text model. @throws {LacunaError} those of `readTexts`. */
export function withNotesRead(model: NoteModel, evidence: EncounterEvidence): EncounterEvidence {
  if (evidence.notes.length === 0) return evidence;
  return { ...evidence, noteReading: readTexts(model, noteTexts(evidence.notes)) };
}

/** The text model that vectorizers need; `null` where they need none. */
export function noteModelOf({ notes }: Pick<Vectorizers, 'notes'>): NoteModel | null {
  return 'kind' in notes ? notes.model : null;
}

/** Encounters as vectorizers read them, with notes read where they need it. */
export function* readableBy(
  vectorizers: Pick<Vectorizers, 'notes'>,
  evidence: Iterable<EncounterEvidence>,
): Generator<EncounterEvidence> {
  const model = noteModelOf(vectorizers);
  for (const own of evidence) yield model === null ? own : withNotesRead(model, own);
}
