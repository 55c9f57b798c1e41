import type { Audit } from '../../../../main/api/services.ts';
import type { ChartTable } from '../../../components/chart-table.ts';
import { formatCount } from '../../../format/numbers.ts';
import { MODALITY_ORDER } from '../../../modality/modalities.ts';
import type { Catalogue } from '../../../text/index.ts';

/** By the missing modality in the order of all screens, the most frequent stand-in first. */
export function substitutedRows({ substituted }: Pick<Audit, 'substituted'>): Audit['substituted'] {
  const place = ({ modality }: Audit['substituted'][number]) => MODALITY_ORDER.indexOf(modality);
  return substituted.toSorted((a, b) => place(a) - place(b) || b.n - a.n);
}

/** How often which modality stood in for which; counts below the smallest cell only as such. */
export function substitutedTable(audit: Audit, { audit: words, modality }: Catalogue): ChartTable {
  const smallest = audit.subgroups?.smallestCell ?? 1;
  const counted = (n: number): string => (n < smallest ? `<${formatCount(smallest)}` : formatCount(n));
  return {
    columns: [words.substituted.modality, words.substituted.by, words.substituted.n],
    rows: substitutedRows(audit).map((row) => [
      modality.name[row.modality],
      modality.name[row.by],
      counted(row.n),
    ]),
  };
}
