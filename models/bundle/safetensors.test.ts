import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeSafetensors, encodeSafetensors } from './safetensors.ts';

const tensors = {
  b: { shape: [2, 3], values: Float32Array.of(1, -2, 3.5, 0, 1e-30, Number.NaN) },
  a: { shape: [], values: Float32Array.of(7) },
  empty: { shape: [0, 4], values: new Float32Array(0) },
};

describe('safetensors', () => {
  it('lays the file out as the format says', () => {
    const bytes = encodeSafetensors({ a: { shape: [2], values: Float32Array.of(1, 2) } });
    const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
    expect(length % 8).toBe(0);
    const header: unknown = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
    expect(header).toEqual({ __metadata__: {}, a: { dtype: 'F32', shape: [2], data_offsets: [0, 8] } });
    // 1 and 2 as little-endian IEEE 754 singles.
    expect([...bytes.subarray(8 + length)]).toEqual([0, 0, 0x80, 0x3f, 0, 0, 0, 0x40]);
  });

  it('reads back what it wrote, metadata included, whatever the offset of the bytes', () => {
    const written = encodeSafetensors(tensors, { epoch: '3' });
    const shifted = new Uint8Array(written.length + 3);
    shifted.set(written, 3);
    const file = decodeSafetensors(shifted.subarray(3));
    expect(file.metadata).toEqual({ epoch: '3' });
    expect(file.tensors).toEqual(tensors);
  });

  it('reads a Node Buffer like any other bytes', () => {
    const file = decodeSafetensors(Buffer.from(encodeSafetensors(tensors)));
    expect(file.tensors).toEqual(tensors);
  });

  it('gives equal bytes for equal content in any order', () => {
    const { a, b, empty } = tensors;
    expect(encodeSafetensors({ empty, b, a })).toEqual(encodeSafetensors(tensors));
  });

  it('refuses a shape that does not fit its values', () => {
    expect(() => encodeSafetensors({ a: { shape: [3], values: Float32Array.of(1) } })).toThrow(
      'expected 3 values for shape [3], got 1',
    );
  });

  it('names any damage and never returns part of a file', () => {
    const whole = encodeSafetensors(tensors, { epoch: '3' });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: whole.length - 1 }), (length) => {
        expect(() => decodeSafetensors(whole.slice(0, length))).toThrow(/tensor file/);
      }),
    );
    expect(() => decodeSafetensors(Uint8Array.of(...whole, 0))).toThrow('bytes that belong to no tensor');
  });
});
