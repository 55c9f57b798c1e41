import { FIRST_YEAR, LAST_YEAR } from './column-types.ts';

export const COMMA = 0x2c;
export const QUOTE = 0x22;
export const NEWLINE = 0x0a;
export const RETURN = 0x0d;
export const SPACE = 0x20;
export const MINUS = 0x2d;
export const POINT = 0x2e;
const COLON = 0x3a;
/** A digit's byte XOR this is its value; any other byte gives more than nine. */
export const ZERO = 0x30;

/** What is returned for a field in another form than the plain one. */
export const NOT_PLAIN = -1;

export const DAY_BYTES = '2150-03-01'.length;
export const MINUTE_BYTES = '2150-03-01 10:30:00'.length;
/** Stands for two bytes that are not two digits: more than any hour, minute, month or day. */
const NO_PAIR = 9999;
const MINUTES_PER_DAY = 1440;
const MS_PER_DAY = 86_400_000;

/** The days since 1970-01-01 on which the months start, from the first year's January to the month behind the last. */
const MONTH_STARTS = Int32Array.from(
  { length: (LAST_YEAR - FIRST_YEAR + 1) * 12 + 1 },
  (_, month) => Date.UTC(FIRST_YEAR, month) / MS_PER_DAY,
);

// Each function looks at the field that starts at `from`, and at no byte behind the next newline.

/** Whether a byte may stand in a text without quotes. Letters and digits pass by one comparison. */
export function isPlainText(byte: number): boolean {
  return byte > COMMA || (byte >= SPACE && byte !== COMMA && byte !== QUOTE);
}

/** End of a field of any content: without quotes within, or in quotes, and without control characters. */
export function fieldEnd(bytes: Uint8Array, from: number): number {
  let at = from;
  if (bytes[at] === QUOTE) return quotedEnd(bytes, from);
  while (isPlainText(bytes[at] as number)) at += 1;
  return bytes[at] === QUOTE ? NOT_PLAIN : at;
}

function quotedEnd(bytes: Uint8Array, from: number): number {
  for (let at = from + 1; ; at += 1) {
    const byte = bytes[at] as number;
    if (byte < SPACE) return NOT_PLAIN;
    if (byte !== QUOTE) continue;
    at += 1;
    if (bytes[at] !== QUOTE) return at;
  }
}

/** Days from 1970-01-01 to a date of `DAY_BYTES`. */
export function dayAt(bytes: Uint8Array, from: number): number {
  const century = pairAt(bytes, from);
  if (century === NO_PAIR) return NOT_PLAIN;
  const year = century * 100 + pairAt(bytes, from + 2);
  if (year < FIRST_YEAR || year > LAST_YEAR || bytes[from + 4] !== MINUS) return NOT_PLAIN;
  const month = pairAt(bytes, from + 5);
  if (month < 1 || month > 12 || bytes[from + 7] !== MINUS) return NOT_PLAIN;
  const index = (year - FIRST_YEAR) * 12 + month - 1;
  const start = MONTH_STARTS[index] as number;
  const end = MONTH_STARTS[index + 1] as number;
  const day = pairAt(bytes, from + 8);
  return day < 1 || start + day > end ? NOT_PLAIN : start + day - 1;
}

/** Whole minutes from 1970-01-01 00:00 to a time of `MINUTE_BYTES`. */
export function minuteAt(bytes: Uint8Array, from: number): number {
  const day = dayAt(bytes, from);
  if (day === NOT_PLAIN || bytes[from + 10] !== SPACE) return NOT_PLAIN;
  const hour = pairAt(bytes, from + 11);
  if (hour > 23 || bytes[from + 13] !== COLON) return NOT_PLAIN;
  const minute = pairAt(bytes, from + 14);
  if (minute > 59 || bytes[from + 16] !== COLON || pairAt(bytes, from + 17) > 59) return NOT_PLAIN;
  return day * MINUTES_PER_DAY + hour * 60 + minute;
}

/** The number that two digits make. */
function pairAt(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] as number) ^ ZERO;
  if (tens > 9) return NO_PAIR;
  const units = (bytes[at + 1] as number) ^ ZERO;
  return units > 9 ? NO_PAIR : tens * 10 + units;
}
