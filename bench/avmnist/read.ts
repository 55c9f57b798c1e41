import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { LacunaError } from '../../main/errors.ts';
import { AUDIO_SIDE, type AvMnist, CLASSES, IMAGE_SIDE } from '../../models/experiments/avmnist/dataset.ts';

/** Beside the repository. */
export const AVMNIST_FOLDER = path.resolve(import.meta.dirname, '../../../shared/data/avmnist');
/** What a row of `samples.csv` must begin with. */
const COLUMNS = ['row', 'split', 'label', 'k'] as const;
const BRIGHTEST = 255;
const WHERE =
  'put images.u8.gz, mfcc.f32.gz and samples.csv of avMNIST into one folder and name it with --data; they are made ' +
  'from MNIST and the Free Spoken Digit Dataset v1.0.8 as PROVENANCE.md beside them says';

/**
 * Reads the folder of avMNIST.
 * @throws {LacunaError} `missing_file`, `file_unreadable`, `corrupt_gzip`, `missing_column`, `bad_number`,
 * `unknown_word`, and `wrong_source` where the files do not belong together.
 */
export function readAvMnist(folder: string): AvMnist {
  const samples = readSamples(path.join(folder, 'samples.csv'));
  const rows = samples.length;
  const images = readGzip(path.join(folder, 'images.u8.gz'), rows * IMAGE_SIDE * IMAGE_SIDE);
  const audio = readGzip(path.join(folder, 'mfcc.f32.gz'), rows * AUDIO_SIDE * AUDIO_SIDE * 4);
  const numbers = new DataView(audio.buffer, audio.byteOffset, audio.byteLength);
  const rowsOf = (split: Sample['split']): Int32Array =>
    Int32Array.from(samples.keys()).filter((row) => samples[row]?.split === split);
  return {
    images: Float32Array.from(images, (level) => level / BRIGHTEST),
    audio: Float32Array.from({ length: audio.byteLength / 4 }, (_, i) => numbers.getFloat32(4 * i, true)),
    labels: Uint8Array.from(samples, ({ label }) => label),
    positions: Int32Array.from(samples, ({ position }) => position),
    train: rowsOf('train'),
    test: rowsOf('test'),
  };
}

interface Sample {
  readonly split: 'train' | 'test';
  readonly label: number;
  readonly position: number;
}

function readSamples(file: string): Sample[] {
  const [header = '', ...lines] = read(file).toString('utf8').trimEnd().split('\n');
  const names = header.split(',');
  const column = COLUMNS.find((name, i) => names[i] !== name);
  if (column !== undefined) {
    throw new LacunaError('missing_column', `the columns are not ${COLUMNS.join(', ')}, ...`, {
      file,
      line: 1,
      column,
    });
  }
  return lines.map((text, i) => readSample(text.split(','), { file, line: i + 2 }));
}

function readSample(
  [, split, label, position]: readonly string[],
  place: { readonly file: string; readonly line: number },
): Sample {
  if (split !== 'train' && split !== 'test') {
    throw new LacunaError('unknown_word', 'the split is neither train nor test', {
      ...place,
      column: 'split',
    });
  }
  return {
    split,
    label: wholeNumber(label, CLASSES, { ...place, column: 'label' }),
    position: wholeNumber(position, Number.MAX_SAFE_INTEGER, { ...place, column: 'k' }),
  };
}

function wholeNumber(
  text: string | undefined,
  bound: number,
  place: { readonly file: string; readonly line: number; readonly column: string },
): number {
  const value = Number(text);
  if (/^\d+$/.test(text ?? '') && value < bound) return value;
  throw new LacunaError('bad_number', `expected a whole number below ${bound}`, place);
}

/** @param bytes that it must hold once it is unpacked. */
function readGzip(file: string, bytes: number): Buffer {
  const packed = read(file);
  let content: Buffer;
  try {
    content = gunzipSync(packed);
  } catch (error) {
    throw new LacunaError('corrupt_gzip', 'the file is damaged', { file, cause: error });
  }
  if (content.byteLength === bytes) return content;
  throw new LacunaError(
    'wrong_source',
    `expected ${bytes} bytes for the rows of samples.csv, got ${content.byteLength}`,
    { file, hint: 'take all files of avMNIST from one place' },
  );
}

function read(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (isMissing)
      throw new LacunaError('missing_file', 'avMNIST is not there', { file, hint: WHERE, cause: error });
    throw new LacunaError('file_unreadable', 'a file of avMNIST cannot be read', { file, cause: error });
  }
}
