import { type MessagePort, workerData } from 'node:worker_threads';
import { toErrorReport } from '../errors.ts';
import type { NoteAnswer, NoteQuestion } from '../note-models/note-thread.ts';
import { OpenNoteModel } from '../note-models/open-note-model.ts';
import { expose } from './expose.ts';

/** Runs a text model for a thread that waits for each answer: its caller reads records within a transaction. */

interface Connection {
  readonly port: MessagePort;
  /** 1 when an answer lies in the port. */
  readonly answered: Int32Array;
}

const opened = new Map<string, OpenNoteModel>();

/** The model of a folder; opened anew where it is not the one asked for, as it may have changed since. */
async function modelOf({ folder, digest }: NoteQuestion): Promise<OpenNoteModel> {
  const before = opened.get(folder);
  if (before?.model.digest === digest) return before;
  opened.delete(folder);
  await before?.dispose();
  const model = await OpenNoteModel.open(folder);
  opened.set(folder, model);
  return model;
}

async function answer(question: NoteQuestion): Promise<NoteAnswer> {
  try {
    const model = await modelOf(question);
    return { digest: model.model.digest, reading: await model.read(question.texts, question.rule) };
  } catch (error) {
    return { error: toErrorReport(error) };
  }
}

function listen({ port, answered }: Connection): void {
  port.on('message', (question: NoteQuestion) => {
    void answer(question).then((result) => {
      port.postMessage(result);
      Atomics.store(answered, 0, 1);
      Atomics.notify(answered, 0);
    });
  });
}

// Without one it was only loaded, to see whether that can be done.
const connection = workerData as Connection | undefined;
if (connection !== undefined) listen(connection);
expose({ functions: {} });
