export type Direction = 'high' | 'low' | 'abnormal';

const RANGE = /^(-?\d+(?:\.\d+)?) to (-?\d+(?:\.\d+)?)$/;

/** On which side of its reference range a flagged value lies; `abnormal` where the record does not tell. */
export function directionOf(value: string | null, reference: string | null): Direction {
  const [, low, high] = RANGE.exec(reference ?? '') ?? [];
  const measured = value === null || value.trim() === '' ? Number.NaN : Number(value);
  if (low !== undefined && measured < Number(low)) return 'low';
  if (high !== undefined && measured > Number(high)) return 'high';
  return 'abnormal';
}
