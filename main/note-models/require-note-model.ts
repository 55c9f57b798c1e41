import type { NoteModel } from '../../models/features/note-reading.ts';
import { LacunaError } from '../errors.ts';
import { modelFile, noteModelDigest } from './note-model-files.ts';

/**
 * Makes sure that a folder still holds the text model that was trained with: its vectors would mean something else.
 * @throws {LacunaError} `note_model_missing`, `note_model_differs`.
 */
export async function requireNoteModel({
  folder,
  digest,
}: Pick<NoteModel, 'folder' | 'digest'>): Promise<void> {
  modelFile(folder);
  if ((await noteModelDigest(folder)) !== digest) throw differs(folder);
}

/** The failure of a folder that holds another model. */
export function differs(folder: string): LacunaError {
  return new LacunaError(
    'note_model_differs',
    'the folder of the text model holds another model than the one this was trained with',
    { file: folder },
  );
}
