import path from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { NoteModel, NoteReading } from '../../models/features/note-reading.ts';
import { engineThreads } from '../engine/environment.ts';
import { LacunaError } from '../errors.ts';
import { folderTokenizer, modelFile, noteModelDigest } from './note-model-files.ts';
import type { TextWindows } from './text-windows.ts';
import { type Said, worded } from '../../models/wording.ts';

/** Longer windows cost more than they tell of notes. */
const LONGEST_WINDOW = 256;
const WINDOWS_OF_NOTE = 8;
const NOTES_OF_RECORD = 32;
/** Windows that go through the model at once. */
const BATCH = 16;

/** What goes wrong is thrown, and nothing of a text may stand in a log. */
const FATAL_ONLY = 4;

/** What a text model may ask for beside the tokens. */
const INPUTS: ReadonlySet<string> = new Set(['input_ids', 'attention_mask', 'token_type_ids']);

/** A text model in memory. It is read from its folder, and nothing ever from the network. */
export class OpenNoteModel {
  readonly model: NoteModel;
  readonly #session: InferenceSession;
  readonly #texts: TextWindows;

  private constructor(model: NoteModel, session: InferenceSession, texts: TextWindows) {
    this.model = model;
    this.#session = session;
    this.#texts = texts;
  }

  /**
   * Opens the model of a folder: `model.onnx` with `tokenizer.json` or `vocab.txt`.
   * @throws {LacunaError} `note_model_missing`; `note_model_unfit` when it does not turn tokens into vectors.
   */
  static async open(folder: string): Promise<OpenNoteModel> {
    const place = path.resolve(folder);
    const file = modelFile(place);
    const { texts, longest } = await folderTokenizer(place);
    const session = await openSession(file);
    const model: NoteModel = {
      folder: place,
      digest: await noteModelDigest(place),
      width: 0,
      window: Math.min(longest ?? LONGEST_WINDOW, LONGEST_WINDOW),
      windowsOfNote: WINDOWS_OF_NOTE,
      notesOfRecord: NOTES_OF_RECORD,
    };
    const { vector } = await new OpenNoteModel(model, session, texts).read(['a'], model);
    return new OpenNoteModel({ ...model, width: vector?.length ?? 0 }, session, texts);
  }

  /**
   * The mean vector of the texts of a record, newest first.
   * @param rule how much of them is read.
   * @throws {LacunaError} `note_model_unfit` when the model fails.
   */
  async read(
    texts: readonly string[],
    { window, windowsOfNote, notesOfRecord }: Pick<NoteModel, 'window' | 'windowsOfNote' | 'notesOfRecord'>,
  ): Promise<NoteReading> {
    const all = texts.map((text) => this.#texts.windows(text, window));
    const kept = all.slice(0, notesOfRecord).flatMap((own) => own.slice(0, windowsOfNote));
    const windows = all.reduce((sum, { length }) => sum + length, 0);
    const vectors: Float64Array[] = [];
    for (let start = 0; start < kept.length; start += BATCH) {
      vectors.push(...(await this.#vectors(kept.slice(start, start + BATCH))));
    }
    return { vector: meanOf(vectors), windows, cutWindows: windows - kept.length };
  }

  async dispose(): Promise<void> {
    await this.#session.release();
  }

  async #vectors(windows: readonly (readonly number[])[]): Promise<Float64Array[]> {
    const length = Math.max(...windows.map((own) => own.length));
    const table = (value: (own: readonly number[], i: number) => number): Tensor =>
      new Tensor(
        'int64',
        BigInt64Array.from(windows.flatMap((own) => Array.from({ length }, (_, i) => BigInt(value(own, i))))),
        [windows.length, length],
      );
    const feeds: Record<string, Tensor> = {
      input_ids: table((own, i) => own[i] ?? this.#texts.padding),
      attention_mask: table((own, i) => Number(i < own.length)),
      token_type_ids: table(() => 0),
    };
    const asked = this.#session.inputNames.map((name) => [name, feeds[name]] as const);
    try {
      const results = await this.#session.run(Object.fromEntries(asked) as Record<string, Tensor>, {
        logSeverityLevel: FATAL_ONLY,
      });
      const [name = ''] = this.#session.outputNames;
      return pooled(results[name] as Tensor, windows);
    } catch (cause) {
      throw unfit('the text model does not turn tokens into vectors', cause);
    }
  }
}

async function openSession(file: string): Promise<InferenceSession> {
  let session: InferenceSession;
  try {
    session = await InferenceSession.create(file, {
      intraOpNumThreads: engineThreads(),
      logSeverityLevel: FATAL_ONLY,
    });
  } catch (cause) {
    throw unfit('the model.onnx of the text model cannot be opened', cause);
  }
  const unknown = session.inputNames.find((name) => !INPUTS.has(name));
  if (unknown === undefined) return session;
  await session.release();
  throw unfit(
    worded`the text model asks for ${unknown}; input_ids, attention_mask and token_type_ids are known`,
  );
}

/** The mean state of the tokens of each window; an output that is a vector already is taken as it is. */
function pooled({ dims, data }: Tensor, windows: readonly (readonly number[])[]): Float64Array[] {
  const values = data as Float32Array;
  const width = dims.at(-1) ?? 0;
  const length = dims.length === 3 ? (dims[1] ?? 1) : 1;
  if (dims.length < 2 || dims.length > 3 || !(values instanceof Float32Array)) {
    throw new RangeError(`expected states as float32 in 2 or 3 dimensions, got ${dims.length}`);
  }
  return windows.map((own, row) => {
    const sum = new Float64Array(width);
    const tokens = Math.min(own.length, length);
    for (let token = 0; token < tokens; token += 1) {
      for (let k = 0; k < width; k += 1) {
        sum[k] = (sum[k] ?? 0) + (values[(row * length + token) * width + k] ?? 0);
      }
    }
    return sum.map((value) => value / tokens);
  });
}

function meanOf(vectors: readonly Float64Array[]): Float32Array | null {
  const [first] = vectors;
  if (first === undefined) return null;
  return Float32Array.from(first, (_, k) => {
    const sum = vectors.reduce((total, vector) => total + (vector[k] ?? 0), 0);
    return sum / vectors.length;
  });
}

function unfit(why: Said, cause?: unknown): LacunaError {
  return new LacunaError('note_model_unfit', why, { cause });
}
