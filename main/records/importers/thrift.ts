/** What Parquet's metadata are made of, in Thrift's compact protocol. */
export type Thrift =
  | { readonly type: typeof I32 | typeof I64; readonly value: number }
  | { readonly type: typeof BINARY; readonly value: string }
  | { readonly type: typeof LIST; readonly value: readonly Thrift[] }
  | { readonly type: typeof STRUCT; readonly value: Readonly<Record<number, Thrift>> };

const I32 = 5;
const I64 = 6;
const BINARY = 8;
const LIST = 9;
const STRUCT = 12;
const LONG_LIST = 15;

/** @param value from 0 to 2^31 - 1. */
export const i32 = (value: number): Thrift => ({ type: I32, value });
/** @param value from 0 to 2^52. */
export const i64 = (value: number): Thrift => ({ type: I64, value });
export const text = (value: string): Thrift => ({ type: BINARY, value });
/** @param value all of one type; without any, of structs. */
export const list = (value: readonly Thrift[]): Thrift => ({ type: LIST, value });
/** @param value by the number of the field, less than sixteen apart. */
export const struct = (value: Readonly<Record<number, Thrift>>): Thrift => ({ type: STRUCT, value });

/** Bytes of a value without its type. */
export function encodeThrift(value: Thrift): Uint8Array {
  const out: number[] = [];
  append(out, value);
  return Uint8Array.from(out);
}

function append(out: number[], thrift: Thrift): void {
  switch (thrift.type) {
    case I32:
    case I64:
      return appendVarint(out, thrift.value * 2);
    case BINARY: {
      const bytes = Buffer.from(thrift.value);
      appendVarint(out, bytes.length);
      out.push(...bytes);
      return;
    }
    case LIST: {
      const { length } = thrift.value;
      const type = thrift.value[0]?.type ?? STRUCT;
      out.push((Math.min(length, LONG_LIST) << 4) | type);
      if (length >= LONG_LIST) appendVarint(out, length);
      for (const item of thrift.value) append(out, item);
      return;
    }
    case STRUCT: {
      let before = 0;
      for (const [key, field] of Object.entries(thrift.value)) {
        out.push(((Number(key) - before) << 4) | field.type);
        append(out, field);
        before = Number(key);
      }
      out.push(0);
    }
  }
}

/** Seven bits a byte, the lowest first. */
export function appendVarint(out: number[], value: number): void {
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) out.push((rest % 0x80) + 0x80);
  out.push(rest);
}
