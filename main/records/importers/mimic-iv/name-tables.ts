import type { TableSpec } from '../table-spec.ts';
import { sentence } from '../../../../models/wording.ts';

/** Names of codes and items: only those of codes that occur in the records are kept. */
export interface NameTable extends TableSpec {
  /** SQL of the columns system, code, name and unit of a concept. */
  readonly concept: {
    readonly system: string;
    readonly code: string;
    readonly name: string;
    readonly unit: string;
  };
}

const WITHOUT_NAMES = sentence`codes are shown without their names`;

function icdNames(kind: 'diagnoses' | 'procedures', suffix: 'CM' | 'PCS'): NameTable {
  return {
    table: `hosp/d_icd_${kind}`,
    use: 'names',
    columns: {
      icd_code: { type: 'text', required: true },
      icd_version: { type: 'integer', required: true },
      long_title: { type: 'text' },
    },
    key: ['icd_version', 'icd_code'],
    concept: {
      system: `'ICD' || icd_version || '${suffix}'`,
      code: 'icd_code',
      name: 'long_title',
      unit: 'NULL',
    },
    without: WITHOUT_NAMES,
    rowBytes: 0,
  };
}

export const LAB_ITEMS: NameTable = {
  table: 'hosp/d_labitems',
  use: 'names',
  columns: { itemid: { type: 'integer', required: true }, label: { type: 'text' } },
  key: ['itemid'],
  concept: { system: `'MIMIC-LAB'`, code: 'itemid::VARCHAR', name: 'label', unit: 'NULL' },
  without: WITHOUT_NAMES,
  rowBytes: 0,
};

export const NAME_TABLES: readonly NameTable[] = [
  icdNames('diagnoses', 'CM'),
  icdNames('procedures', 'PCS'),
  {
    table: 'hosp/d_hcpcs',
    use: 'names',
    columns: {
      code: { type: 'text', required: true },
      long_description: { type: 'text' },
      short_description: { type: 'text' },
    },
    key: ['code'],
    concept: {
      system: `'HCPCS'`,
      code: 'code',
      name: 'coalesce(short_description, long_description)',
      unit: 'NULL',
    },
    without: WITHOUT_NAMES,
    rowBytes: 0,
  },
  LAB_ITEMS,
  {
    table: 'icu/d_items',
    use: 'names',
    columns: {
      itemid: { type: 'integer', required: true },
      label: { type: 'text' },
      unitname: { type: 'text', optional: true },
    },
    key: ['itemid'],
    concept: {
      system: `'MIMIC-ITEM'`,
      code: 'itemid::VARCHAR',
      name: 'label',
      unit: `nullif(unitname, 'None')`,
    },
    without: WITHOUT_NAMES,
    rowBytes: 0,
  },
];
