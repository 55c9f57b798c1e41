import { METHODS, type MethodName } from '../../accuracy/methods.ts';
import { type Published, publishedCells } from '../published.ts';
import type { Cell, ReportRow } from '../report.ts';

/** Methods beside the paper's own rows, by what the paper calls them where it does. */
const OURS: readonly { readonly name: string; readonly method: MethodName }[] = [
  { name: 'CM-AE', method: 'CM-AE' },
  { name: 'SMIL', method: 'SMIL' },
  { name: 'MT', method: 'MT' },
  { name: 'GRAPE', method: 'GRAPE' },
  { name: 'M3Care', method: 'M3Care' },
  { name: 'ShaSpec', method: 'ShaSpec' },
  { name: 'MUSE', method: 'MUSE' },
  { name: 'EBR', method: 'ebr' },
  { name: 'MUSE + EBR encoders', method: 'ebr, muse fusion' },
  { name: 'vanilla', method: 'vanilla' },
  { name: 'kd', method: 'kd' },
  { name: 'logistic experts', method: 'logistic experts' },
];

export const EBR_ROW = 'EBR';

/** Methods that are compared, ours by name. */
export const comparedMethods = (): readonly { readonly name: string; readonly method: MethodName }[] => OURS;

export const methodOf = (name: MethodName) => METHODS[name];

/** Rows of the paper and ours, a row that both have once. */
export function joinRows(
  published: Published,
  ours: ReadonlyMap<string, Readonly<Record<string, Cell>>>,
  absent: string,
): ReportRow[] {
  const names = new Set([...published.rows.map(({ name }) => name), ...ours.keys()]);
  return [...names].map((name) => {
    const cells = ours.get(name);
    const paper = publishedCells(published, name);
    return cells === undefined ? { name, paper, ours: {}, absent } : { name, paper, ours: cells };
  });
}
