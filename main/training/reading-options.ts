import type { VectorizerOptions } from '../../models/features/vectorizers.ts';
import { vectorizerOptions } from '../../models/training/first-layers.ts';
import type { TrainingConfiguration } from '../../models/training/configuration.ts';
import { OpenNoteModel } from '../note-models/open-note-model.ts';

const ONNX = 'onnx:';

/**
 * How the records are read for a configuration; a text model is opened once, to see that it is there and can be used.
 * @throws {LacunaError} `note_model_missing`, `note_model_unfit`.
 */
export async function readingOptions(configuration: TrainingConfiguration): Promise<VectorizerOptions> {
  const { notes } = configuration;
  const options = vectorizerOptions(configuration);
  if (!notes.startsWith(ONNX)) return options;
  const opened = await OpenNoteModel.open(notes.slice(ONNX.length));
  await opened.dispose();
  return { ...options, noteModel: opened.model };
}
