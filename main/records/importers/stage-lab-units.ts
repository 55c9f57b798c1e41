import { conversionBetween } from '../units/conversion.ts';
import type { ImportWork } from './import-work.ts';
import { RowInserter } from './staging.ts';
import { sentence } from '../../../models/wording.ts';

interface ItemUnit {
  readonly item: number;
  /** As written. */
  readonly unit: string;
  /** Results with a number. */
  readonly rows: number;
}

/** Units of each item, those of most results first. */
const ITEM_UNITS = `
  SELECT i.ordinal AS item, c.unit, sum(c.numeric_count)::INTEGER AS rows
  FROM lab_count c JOIN lab_item i ON i.system = c.system AND i.itemid = c.itemid
  WHERE c.unit IS NOT NULL GROUP BY i.ordinal, c.unit HAVING sum(c.numeric_count) > 0
  ORDER BY i.ordinal, rows DESC, c.unit`;

/**
 * Says for each item which unit is usual, and how a value in another becomes one in it: values are converted where they
 * are used and stay as they were written. The items must be staged.
 * @param file what the results were read from, for the warnings.
 */
export async function stageLabUnits({ session, staging, account }: ImportWork, file: string): Promise<void> {
  const rows = (await session.rows(ITEM_UNITS)) as unknown as ItemUnit[];
  const columns = ['source_id', 'item', 'unit', 'row_count', 'usual', 'scale', 'shift'];
  const inserter = new RowInserter(staging, 'lab_unit', columns);
  let converted = 0;
  let unused = 0;
  for (const units of Map.groupBy(rows, ({ item }) => item).values()) {
    const usual = units[0]?.unit ?? '';
    for (const { item, unit, rows: count } of units) {
      const isUsual = unit === usual;
      const { scale = null, shift = null } = conversionBetween(unit, usual) ?? {};
      inserter.add([1, item, unit, count, isUsual ? 1 : 0, scale, shift]);
      if (isUsual) continue;
      if (scale === null) unused += count;
      else converted += count;
    }
  }
  inserter.flush();
  account.warn({
    code: 'converted_unit',
    file,
    count: converted,
    message: sentence`the unit is not the one usual for the item: the value is converted to it where it is used`,
  });
  account.warn({
    code: 'unused_unit',
    file,
    count: unused,
    message: sentence`the unit is not the one usual for the item, and no way leads to it: the value is kept and not used`,
  });
}
