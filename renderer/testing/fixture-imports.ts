import type { ImportRun, ImportSummary, Inspection, RejectedRow } from '../../main/api/services.ts';

const FILES = [
  ['hosp/patients.csv.gz', 'patient', 'required', 38_000, 3_514],
  ['hosp/admissions.csv.gz', 'encounter', 'required', 310_000, 5_312],
  ['hosp/diagnoses_icd.csv.gz', 'diagnosis', 'used', 420_000, 61_200],
  ['hosp/procedures_icd.csv.gz', 'procedure', 'used', 92_000, 9_180],
  ['hosp/prescriptions.csv.gz', 'medication', 'used', 4_900_000, 180_870],
  ['hosp/pharmacy.csv.gz', 'medication', 'used', 3_800_000, 153_060],
  ['hosp/labevents.csv.gz', 'lab', 'used', 21_400_000, 1_077_270],
  ['hosp/d_labitems.csv.gz', 'concept', 'names', 13_000, 1_622],
  ['hosp/emar.csv.gz', null, 'unused', 7_200_000, null],
] as const;

/** What a server counts when only the old of one unit are chosen. */
export const FIXTURE_ATTRITION: NonNullable<Inspection['server']>['attrition'] = [
  { rule: 'all', value: null, patients: 3_514, admissions: 5_312 },
  { rule: 'minimumAge', value: '65', patients: 1_702, admissions: 2_640 },
  { rule: 'careUnits', value: 'MICU', patients: 411, admissions: 430 },
  { rule: 'whole', value: null, patients: 411, admissions: 902 },
];

export function inspect(
  folder: string,
  attrition?: NonNullable<Inspection['server']>['attrition'],
): Inspection {
  return {
    source: 'mimic-iv',
    folder,
    server: attrition === undefined ? null : { address: folder, at: '2026-07-02T08:00:00.000Z', attrition },
    release: '2.2 demo',
    files: FILES.map(([file, table, use, sizeBytes, estimatedRows]) => ({
      file,
      table,
      use,
      unusedReason: use === 'unused' ? 'what was given is not mixed with what was ordered' : null,
      sizeBytes,
      estimatedRows,
      publishedRows: file === 'hosp/labevents.csv.gz' ? 1_300_000 : null,
      problems: [],
    })),
    missing: [
      { file: 'note/discharge.csv.gz', required: false, consequence: 'notes will be absent' },
      { file: 'icu/chartevents.csv.gz', required: false, consequence: 'no vital signs beside the labs' },
    ],
    shortfalls: [{ file: 'hosp/labevents.csv.gz', published: 1_300_000, found: 1_077_270, estimated: true }],
    absentModalities: [{ modality: 'notes', reason: 'there is no note folder' }],
    neededBytes: 62_000_000,
    freeBytes: 212_000_000_000,
    ready: true,
  };
}

const REJECTED: readonly RejectedRow[] = Array.from({ length: 240 }, (_, index) => {
  const kinds = [
    ['hosp/labevents.csv.gz', 'valuenum', 'bad_number', 'not a number'],
    ['hosp/prescriptions.csv.gz', 'starttime', 'bad_date', 'not a date'],
    ['hosp/diagnoses_icd.csv.gz', 'hadm_id', 'unknown_encounter', 'no such encounter'],
    ['hosp/procedures_icd.csv.gz', null, 'duplicate_key', 'occurs before, on line 3,410'],
  ] as const;
  const [file, column, code, reason] = kinds[[0, 0, 0, 1, 1, 2, 3][index % 7] ?? 0] ?? kinds[0];
  return { file, line: 812 + index * 431, column, code, reason };
});

export function rejectedRows(input: {
  code?: string | undefined;
  file?: string | undefined;
  offset: number;
  limit: number;
}) {
  const groups = new Map<string, { code: string; file: string; count: number }>();
  for (const { code, file } of REJECTED) {
    const key = `${code} ${file}`;
    groups.set(key, { code, file, count: (groups.get(key)?.count ?? 0) + 1 });
  }
  const kept = REJECTED.filter(
    (row) =>
      (input.code === undefined || row.code === input.code) &&
      (input.file === undefined || row.file === input.file),
  );
  return {
    total: kept.length,
    byReason: [...groups.values()],
    rows: kept.slice(input.offset, input.offset + input.limit),
  };
}

export function rejectedCsv(): string {
  const lines = REJECTED.map(({ file, line, column, code, reason }) =>
    [file, line, column ?? '', code, reason].join(','),
  );
  return ['file,line,column,code,reason', ...lines].join('\n');
}

export const FIXTURE_IMPORT_RUNS: readonly ImportRun[] = [
  {
    run: 'import-1',
    source: 'mimic-iv',
    release: '2.2 demo',
    folder: '/data/mimic-iv-demo',
    state: 'done',
    startedAt: '2026-07-01T09:20:00Z',
    rejected: REJECTED.length,
  },
];

export function importSummary(run: string): ImportSummary {
  return {
    run,
    source: 'mimic-iv',
    release: '2.2 demo',
    server: null,
    imported: {
      patient: 3_514,
      encounter: 5_312,
      diagnosis: 61_166,
      procedure: 9_146,
      medication: 180_802,
      lab: 1_077_167,
    },
    rejected: REJECTED.length,
    errors: REJECTED.slice(0, 100).map((row) => ({ ...row, message: row.reason })),
    warnings: [
      {
        code: 'stop_before_start',
        file: 'hosp/prescriptions.csv.gz',
        count: 753,
        message: 'the order stops before it starts; kept',
      },
      {
        code: 'outside_stay',
        file: 'hosp/labevents.csv.gz',
        count: 12_410,
        message: 'measured outside the stay; assigned by window',
      },
    ],
    files: FILES.map(([file, , use, , rows]) => ({
      file,
      read: rows ?? 40_000,
      imported: use === 'unused' ? 0 : (rows ?? 0) - 30,
      rejected: use === 'unused' ? 0 : 30,
      duplicate: 0,
      unused: use === 'unused' ? 40_000 : 0,
    })),
    seconds: 7.4,
  };
}
