import { LacunaError } from '../../main/errors.ts';
import type {
  DatabaseSummary,
  DoctorReport,
  ServerContact,
  Services,
  Settings,
  SystemInfo,
} from '../../main/api/services.ts';

export const FIXTURE_INFO: SystemInfo = {
  version: '0.1.0',
  window: 'browser',
  engine: { name: 'tensorflow', device: 'CPU, 2 threads', version: '2.15.1' },
  dataFolder: '/home/demo/.local/share/lacuna',
  degraded: [],
};

export const FIXTURE_DOCTOR: DoctorReport = {
  ...FIXTURE_INFO,
  gigaflops: 118.4,
  storage: { dataFolder: FIXTURE_INFO.dataFolder, freeBytes: 212e9, databases: 1, encrypted: false },
  versions: { node: '24.21.0', sqlite: '3.50.4', duckdb: '1.5.5', tensorflow: '2.15.1' },
};

export const FIXTURE_DATABASE: DatabaseSummary = {
  id: 'demo',
  path: '/home/demo/.local/share/lacuna/demo.sqlite',
  name: 'Synthetic demo cohort',
  kind: 'demo',
  current: true,
  sizeBytes: 61_200_000,
  sources: [{ kind: 'mimic-iv', name: 'synthetic', release: '2.2 demo' }],
  patients: 3_514,
  encounters: 5_312,
};

export const FIXTURE_SETTINGS: Settings = {
  theme: 'auto',
  language: 'auto',
  bands: [
    { name: 'Low', below: 0.05 },
    { name: 'Moderate', below: 0.15 },
  ],
  engine: 'auto',
  idleLockMinutes: 0,
  postgresAllowed: false,
  smallestCell: 11,
  textSize: 'normal',
  singleKeys: true,
  tourSeen: true,
};

export const FIXTURE_CONTACTS: readonly ServerContact[] = [
  {
    at: '2026-07-02T08:00:00.000Z',
    address: 'postgresql://reader@localhost:5432/mimic',
    purpose: 'inspection',
  },
];

const FOLDERS: Readonly<Record<string, readonly string[]>> = {
  '/': ['data', 'home'],
  '/home': ['demo'],
  '/home/demo': ['Documents', 'Downloads'],
  '/data': ['mimic-iv-demo', 'empty-folder'],
  '/data/mimic-iv-demo': ['hosp', 'icu'],
  '/data/empty-folder': [],
};

export function listFolder({
  path = '/data',
}: {
  path?: string | undefined;
}): ReturnType<Services['system']['listFolder']> {
  const folders = FOLDERS[path];
  if (folders === undefined) {
    const error = new LacunaError('folder_not_found', `there is no folder ${path}`, {
      hint: 'check the spelling',
    });
    return Promise.reject(error);
  }
  const parent = path === '/' ? null : path.slice(0, path.lastIndexOf('/')) || '/';
  return Promise.resolve({
    path,
    parent,
    entries: [
      ...folders.map((name) => ({ name, kind: 'folder' as const, sizeBytes: null })),
      { name: 'LICENSE.txt', kind: 'file' as const, sizeBytes: 2_100 },
    ],
  });
}

const ACTIONS = ['view', 'predict', 'train', 'import', 'audit'];

export function activityRows(offset: number, limit: number) {
  const total = 240;
  const rows = Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, index) => ({
    id: total - offset - index,
    at: new Date(Date.UTC(2026, 6, 1, 10, 0) - (offset + index) * 600_000).toISOString(),
    action: ACTIONS[(offset + index) % ACTIONS.length] ?? 'view',
    subject: (offset + index) % 5 < 2 ? String(20_000_001 + offset + index) : null,
    model: (offset + index) % 5 === 1 ? 'demo-mortality-ebr' : null,
  }));
  return { total, rows };
}
