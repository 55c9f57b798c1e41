import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { NoteModel, NoteReading } from '../../models/features/note-reading.ts';
import { type ErrorReport, LacunaError } from '../errors.ts';
import { differs } from './require-note-model.ts';

/** Texts of one record, newest first, for the model of a folder. */
export interface NoteQuestion {
  readonly folder: string;
  readonly digest: string;
  readonly texts: readonly string[];
  readonly rule: Pick<NoteModel, 'window' | 'windowsOfNote' | 'notesOfRecord'>;
}

export type NoteAnswer =
  { readonly digest: string; readonly reading: NoteReading } | { readonly error: ErrorReport };

/** A record takes seconds at most; after so long the thread must have ended. */
const PATIENCE_MS = 600_000;

type Ask = (question: NoteQuestion) => NoteAnswer;

let asking: Ask | null = null;

/**
 * Has a text model read, in a thread of its own, and waits for it: reading records is synchronous. It must not be called
 * where an event loop serves others. The thread is started once and does not keep the process alive.
 * @throws {LacunaError} `note_model_missing`, `note_model_unfit`; `note_model_differs` when the folder holds another
 * model than the one named; `worker_crashed`.
 */
export function readTexts(model: NoteModel, texts: readonly string[]): NoteReading {
  asking ??= startThread();
  const answer = asking({ folder: model.folder, digest: model.digest, texts, rule: model });
  if ('error' in answer) throw LacunaError.from(answer.error);
  if (answer.digest === model.digest) return answer.reading;
  throw differs(model.folder);
}

function startThread(): Ask {
  const { port1: own, port2: port } = new MessageChannel();
  const answered = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const worker = new Worker(new URL('../workers/notes.worker.ts', import.meta.url), {
    name: 'notes',
    workerData: { port, answered },
    transferList: [port],
  });
  worker.unref();
  own.unref();
  return (question) => {
    Atomics.store(answered, 0, 0);
    own.postMessage(question);
    const received =
      Atomics.wait(answered, 0, 0, PATIENCE_MS) === 'timed-out' ? undefined : receiveMessageOnPort(own);
    if (received !== undefined) return received.message as NoteAnswer;
    asking = null;
    throw new LacunaError('worker_crashed', 'the thread that reads notes does not answer');
  };
}
