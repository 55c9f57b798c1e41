import type { Audit } from '../../../../main/api/services.ts';
import type { ChartTable } from '../../../components/chart-table.ts';
import { formatCount } from '../../../format/numbers.ts';
import type { Catalogue } from '../../../text/index.ts';

/** Why rows were rejected when the records were imported; a code that this window does not know yet stands for itself. */
export function rejectedTable({ rejected }: Audit, { audit: words, errors }: Catalogue): ChartTable {
  const byCode: Readonly<Record<string, { readonly title: string }>> = errors.byCode;
  return {
    columns: [words.rejected.file, words.rejected.reason, words.rejected.rows],
    rows: rejected.map(({ file, code, count }) => [file, byCode[code]?.title ?? code, formatCount(count)]),
  };
}
