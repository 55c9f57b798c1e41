import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LacunaError } from '../../main/errors.ts';
import { readAvMnist } from './read.ts';

const HEADER = 'row,split,label,k,wav,mfcc_frames';
const SAMPLES = [HEADER, '0,train,7,3,7_theo_15.wav,4', '1,test,2,0,2_theo_0.wav,5', ''].join('\n');
const IMAGES = Uint8Array.from({ length: 2 * 784 }, (_, i) => (i === 784 ? 255 : 0));

let folder = '';

function write(name: string, content: string | Uint8Array): void {
  writeFileSync(path.join(folder, name), content);
}

function mfcc(): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(2 * 400 * 4));
  bytes.setFloat32(4 * 401, -12.5, true);
  return new Uint8Array(bytes.buffer);
}

/** The error of reading the folder. */
function failure(): LacunaError {
  try {
    readAvMnist(folder);
  } catch (error) {
    return error as LacunaError;
  }
  throw new Error('expected it to fail');
}

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'avmnist-'));
  write('samples.csv', SAMPLES);
  write('images.u8.gz', gzipSync(IMAGES));
  write('mfcc.f32.gz', gzipSync(mfcc()));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('readAvMnist', () => {
  test('reads grey levels as 0 to 1, MFCC as they are, and who is in which split', () => {
    const data = readAvMnist(folder);
    expect([data.images.length, data.images[0], data.images[784]]).toEqual([2 * 784, 0, 1]);
    expect([data.audio.length, data.audio[401]]).toEqual([800, -12.5]);
    expect([[...data.labels], [...data.positions]]).toEqual([
      [7, 2],
      [3, 0],
    ]);
    expect([[...data.train], [...data.test]]).toEqual([[0], [1]]);
  });

  test('says where a missing file is to be got and put', () => {
    rmSync(path.join(folder, 'mfcc.f32.gz'));
    const { code, file, hint } = failure();
    expect([code, file]).toEqual(['missing_file', path.join(folder, 'mfcc.f32.gz')]);
    expect(hint).toMatch(/--data.*Free Spoken Digit Dataset/);
  });

  test('says that a file is damaged, or of other rows', () => {
    write('images.u8.gz', gzipSync(IMAGES).subarray(0, 30));
    expect(failure().code).toBe('corrupt_gzip');
    write('images.u8.gz', gzipSync(IMAGES.subarray(1)));
    expect(failure().code).toBe('wrong_source');
  });

  test.each([
    ['row,split,k,label', 1, 'label', 'missing_column'],
    [`${HEADER}\n0,train,7,0\n1,later,7,0`, 3, 'split', 'unknown_word'],
    [`${HEADER}\n0,train,10,0`, 2, 'label', 'bad_number'],
    [`${HEADER}\n0,train,1,-1`, 2, 'k', 'bad_number'],
  ])('names line and column of what cannot be read: %j', (text, line, column, code) => {
    write('samples.csv', text);
    expect(failure()).toMatchObject({ code, line, column });
  });
});
