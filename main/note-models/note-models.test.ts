import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { evidence, note } from '../../models/testing/evidence.ts';
import type { NoteModel } from '../../models/features/note-reading.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { noteTexts } from './note-texts.ts';
import { OpenNoteModel } from './open-note-model.ts';
import { withNotesRead } from './read-notes.ts';
import { wordPieceTokenizer } from './text-windows.ts';

const SAMPLE = path.resolve(import.meta.dirname, '../testing/samples/onnx-notes');
const NUMBERS = new Map(
  readFileSync(path.join(SAMPLE, 'vocab.txt'), 'utf8')
    .split('\n')
    .map((token, id) => [token, id]),
);

const copies = temporaryFolder();
let numCopies = 0;

/** A copy of the sample that may be changed. */
function copied(change: (folder: string) => void = () => undefined): string {
  const folder = path.join(copies, String((numCopies += 1)));
  cpSync(SAMPLE, folder, { recursive: true });
  change(folder);
  return folder;
}

/** State of a token, as the script that made the model says. */
const state = (token: string, k: number): number =>
  Math.tanh((((7 * NUMBERS.get(token)! + 3 * k) % 11) - 5) / 10);
/** Mean state of a window with what begins and ends it. */
const windowVector = (tokens: readonly string[]): number[] => {
  const all = ['[CLS]', ...tokens, '[SEP]'];
  return [0, 1, 2].map((k) => all.reduce((sum, token) => sum + state(token, k), 0) / all.length);
};
const meanOf = (windows: readonly (readonly string[])[]): number[] =>
  [0, 1, 2].map((k) => windows.reduce((sum, own) => sum + windowVector(own)[k]!, 0) / windows.length);

function expectVector(actual: Float32Array | null, expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  expected.forEach((value, k) => expect(actual?.[k], `component ${k}`).toBeCloseTo(value, 5));
}

const codeOf = async (work: () => unknown): Promise<unknown> => {
  try {
    await work();
    return 'no error';
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
};

describe('a text model in a folder', () => {
  let opened: OpenNoteModel;
  let model: NoteModel;
  beforeAll(async () => {
    opened = await OpenNoteModel.open(SAMPLE);
    ({ model } = opened);
  });

  it('says what it is', () => {
    expect(model).toMatchObject({ folder: SAMPLE, width: 3, window: 6 });
    expect(model.digest).toMatch(/^[0-9a-f]{64}$/);
  });

  it('makes the mean state of the tokens of a text, lower-case and in pieces', async () => {
    const { vector, windows, cutWindows } = await opened.read(['Chest PAINs.'], model);
    expectVector(vector, windowVector(['chest', 'pain', '##s', '.']));
    expect([windows, cutWindows]).toEqual([1, 0]);
  });

  it('takes an unknown word for one, and the mean over windows and texts', async () => {
    // Four tokens a window beside the two that begin and end it; texts of two windows and of one.
    const { vector, windows } = await opened.read(['no fever no pain heart', 'xyz'], model);
    expectVector(vector, meanOf([['no', 'fever', 'no', 'pain'], ['heart'], ['[UNK]']]));
    expect(windows).toBe(3);
  });

  it('reads the same alone and beside longer windows: padding does not count', async () => {
    const alone = await opened.read(['heart failure'], model);
    const [first, second] = [await opened.read(['no fever no pain'], model), alone];
    const both = await opened.read(['no fever no pain', 'heart failure'], model);
    expectVector(
      both.vector,
      [0, 1, 2].map((k) => (first.vector![k]! + second.vector![k]!) / 2),
    );
  });

  it('cuts by its rule, and counts what it cut', async () => {
    const rule = { window: 6, windowsOfNote: 1, notesOfRecord: 2 };
    const read = await opened.read(['no no no no pain', 'fever', 'heart heart'], rule);
    expectVector(read.vector, meanOf([['no', 'no', 'no', 'no'], ['fever']]));
    expect([read.windows, read.cutWindows]).toEqual([4, 2]);
  });

  it('makes nothing of texts without a word', async () => {
    expect(await opened.read(['', '  '], model)).toEqual({ vector: null, windows: 0, cutWindows: 0 });
  });

  it('reads a tokenizer.json as it reads a vocab.txt', async () => {
    const config = JSON.parse(readFileSync(path.join(SAMPLE, 'tokenizer_config.json'), 'utf8')) as object;
    const folder = copied((own) => {
      const vocabulary = readFileSync(path.join(SAMPLE, 'vocab.txt'), 'utf8');
      const tokenizer = wordPieceTokenizer(vocabulary, { ...config });
      writeFileSync(path.join(own, 'tokenizer.json'), JSON.stringify(tokenizer));
      rmSync(path.join(own, 'vocab.txt'));
    });
    const other = await OpenNoteModel.open(folder);
    expect(await other.read(['Chest pains'], model)).toEqual(await opened.read(['Chest pains'], model));
    expect(other.model.digest).not.toBe(model.digest);
  });

  it('is read in another thread for a caller that waits, twice', () => {
    const own = evidence('e1', { notes: [note('Chest pain.'), note('no fever', { minutesBefore: 5 })] });
    for (let i = 0; i < 2; i += 1) {
      const { noteReading } = withNotesRead(model, own);
      expectVector(
        noteReading?.vector ?? null,
        meanOf([
          ['chest', 'pain', '.'],
          ['no', 'fever'],
        ]),
      );
    }
    expect(withNotesRead(model, evidence('e2'))).not.toHaveProperty('noteReading');
  });
});

describe('a folder that cannot be used is refused by name', () => {
  const own = evidence('e1', { notes: [note('pain')] });

  it('gone, or changed since the training', async () => {
    const folder = copied();
    const { model } = await OpenNoteModel.open(folder);
    // The thread opens it for the first time after the change.
    writeFileSync(path.join(folder, 'vocab.txt'), '[PAD]\n[UNK]\n[CLS]\n[SEP]\npain\n');
    expect(await codeOf(() => withNotesRead(model, own))).toBe('note_model_differs');
    // The thread keeps none but the one that is asked for.
    const { model: changed } = await OpenNoteModel.open(folder);
    expect(await codeOf(() => withNotesRead(changed, own))).toBe('no error');
    rmSync(folder, { recursive: true });
    const gone = { ...model, folder: `${folder}-gone` };
    expect(await codeOf(() => withNotesRead(gone, own))).toBe('note_model_missing');
    expect(await codeOf(() => OpenNoteModel.open(folder))).toBe('note_model_missing');
  });

  it.each([
    ['no tokenizer', (folder: string) => rmSync(path.join(folder, 'vocab.txt'))],
    ['a damaged tokenizer', (folder: string) => writeFileSync(path.join(folder, 'tokenizer.json'), '{')],
    ['a damaged model', (folder: string) => writeFileSync(path.join(folder, 'model.onnx'), 'onnx')],
    [
      'tokens that the model does not know',
      (folder: string) => {
        const more = Array.from({ length: 20 }, (_, i) => `t${i}\n`).join('');
        writeFileSync(path.join(folder, 'vocab.txt'), `${more}[UNK]\n[CLS]\n[SEP]\na\n`);
      },
    ],
  ])('with %s', async (_, change) => {
    expect(await codeOf(() => OpenNoteModel.open(copied(change)))).toBe('note_model_unfit');
  });
});

it('texts are the newest first, what was chosen from forms being one', () => {
  const entry = (heading: string, value: string, minutesBefore: number) =>
    note(value, { kind: 'entry', entry: { heading, value }, minutesBefore });
  expect(
    noteTexts([
      note('old', { minutesBefore: 90 }),
      entry('Cough', 'none', 60),
      note('new', { minutesBefore: 10 }),
      entry('Pain', 'chest', 5),
    ]),
  ).toEqual(['Pain: chest. Cough: none.', 'new', 'old']);
});
