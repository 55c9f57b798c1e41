import type { RejectedReasons } from '../../main/api/rejected.ts';
import { formatCount } from '../format/numbers.ts';
import type { Catalogue } from '../text/index.ts';
import type { ChartTable } from './chart-table.ts';

/** Why rows were rejected when the records were imported; a code that this window does not know yet stands for itself. */
export function rejectedTable(reasons: RejectedReasons, { common, errors }: Catalogue): ChartTable {
  const { file, reason, rows } = common.rejected;
  const byCode: Readonly<Record<string, { readonly title: string }>> = errors.byCode;
  return {
    columns: [file, reason, rows],
    rows: reasons.map((own) => [own.file, byCode[own.code]?.title ?? own.code, formatCount(own.count)]),
  };
}
