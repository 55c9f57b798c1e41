import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BlockRow, LabBlockWriter, readLabBlock } from './lab-block.ts';

function pack(rows: readonly BlockRow[]): Uint8Array {
  const writer = new LabBlockWriter();
  for (const row of rows) writer.add(row);
  return writer.take();
}

const minute = fc.integer({ min: -50_000_000, max: 200_000_000 });
const ordinal = fc.integer({ min: 0, max: 5_000_000 });
const value = fc.oneof(
  fc.double({ noNaN: true }),
  fc.integer({ min: -1_000_000, max: 1_000_000 }).map((digits) => digits / 1000),
  fc.constantFrom(0, -0, 0.1, 0.3, 1e300, 5e-324, 2 ** 28, 2 ** 31, 67108863.999, Infinity),
);
const row: fc.Arbitrary<BlockRow> = fc.record(
  {
    item: ordinal,
    chartMinute: minute,
    storeMinute: fc.option(minute),
    value: fc.option(value),
    text: fc.option(ordinal),
    range: fc.option(ordinal),
    abnormal: fc.boolean(),
    line: fc.integer({ min: 2, max: 500_000_000 }),
  },
  { noNullPrototype: true },
);

describe('laboratory block', () => {
  it('gives every row back exactly, whatever its order and values', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 60 }), (rows) => {
        expect([...readLabBlock(pack(rows))]).toStrictEqual(rows);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps the sign of zero', () => {
    const base: BlockRow = {
      item: 1,
      chartMinute: 0,
      storeMinute: null,
      value: -0,
      text: null,
      range: null,
      abnormal: false,
      line: 2,
    };
    const [read] = readLabBlock(pack([base]));
    expect(Object.is(read?.value, -0)).toBe(true);
  });

  it('starts each block afresh when the writer is used again', () => {
    const first: BlockRow = {
      item: 9,
      chartMinute: 100,
      storeMinute: 130,
      value: 7.4,
      text: null,
      range: 3,
      abnormal: true,
      line: 40,
    };
    const writer = new LabBlockWriter();
    writer.add(first);
    writer.take();
    writer.add(first);
    expect(writer.rows).toBe(1);
    expect([...readLabBlock(writer.take())]).toStrictEqual([first]);
  });

  it('takes about nine bytes for a usual row, line and both times included', () => {
    const rows = Array.from({ length: 1000 }, (_, index): BlockRow => ({
      item: 50800 + Math.floor(index / 20),
      chartMinute: 95_000_000 + (index % 20) * 480,
      storeMinute: 95_000_000 + (index % 20) * 480 + 95,
      value: 100 + (index % 37) / 10,
      text: null,
      range: Math.floor(index / 20),
      abnormal: index % 3 === 0,
      line: 2 + ((index * 389) % 1000),
    }));
    expect(pack(rows).length / rows.length).toBeLessThan(10);
  });

  it('refuses a block of another format or one that is cut off', () => {
    const bytes = pack([
      {
        item: 5,
        chartMinute: 10,
        storeMinute: null,
        value: 0.123456789,
        text: null,
        range: null,
        abnormal: false,
        line: 7,
      },
    ]);
    expect(() => [...readLabBlock(Uint8Array.of(9, 0))]).toThrow('format 1, got 9');
    expect(() => [...readLabBlock(bytes.subarray(0, -1))]).toThrow(RangeError);
  });
});
