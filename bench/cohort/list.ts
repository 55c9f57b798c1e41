import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createHandler } from '../../main/api/handler.ts';
import type { PatientQuery } from '../../main/api/services.ts';
import { createServices } from '../../main/services/create-services.ts';
import { madeUpModel } from '../../main/testing/made-up-model.ts';
import { windowClient } from '../../main/testing/window-client.ts';
import { median } from '../results.ts';
import { COHORT } from './spec.ts';

const PAGE = 100;
const REPEATS = 20;

/** What the Patients screen can ask for: each order, each filter, and some together. */
const QUERIES: Readonly<Record<string, Partial<PatientQuery>>> = {
  'by id': {},
  'by id, descending': { descending: true },
  'by risk': { sort: 'risk', descending: true },
  'by age': { sort: 'age' },
  'by age, descending': { sort: 'age', descending: true },
  'by length of stay': { sort: 'lengthOfStay' },
  'by length of stay, descending': { sort: 'lengthOfStay', descending: true },
  'positive, by risk': { label: 'positive', sort: 'risk', descending: true },
  'test split, by age': { split: 'test', sort: 'age' },
  'ids with 12': { search: '12' },
  'an id of nobody': { search: 'x' },
  'with labs, without notes': { present: ['labs'], absent: ['notes'] },
  'positive test with labs, by risk': {
    label: 'positive',
    split: 'test',
    present: ['labs'],
    sort: 'risk',
    descending: true,
  },
};

/** Milliseconds at the client, through handler and reader thread. */
export interface QueryFigures {
  readonly name: string;
  /** Of the first page, the first time. */
  readonly first: number;
  readonly median: number;
  readonly p95: number;
}

export interface ListFigures {
  /** Milliseconds of the first page of all, for which the cohort is chosen. */
  readonly opening: number;
  readonly queries: readonly QueryFigures[];
}

/** Pages of a cohort's list, over the handler that the window talks to, in the host's own threads. */
export async function measureList(database: string): Promise<ListFigures> {
  const home = await mkdtemp(path.join(tmpdir(), 'lacuna-list-'));
  process.env['LACUNA_HOME'] = home;
  const running = createServices({ home, window: 'browser' });
  const client = windowClient(createHandler({ services: running.services, assets: home }));
  const ask = async (query: Partial<PatientQuery>): Promise<{ total: number; milliseconds: number }> => {
    const started = performance.now();
    const { total } = await client.patients.list.query({
      cohort: COHORT,
      model: madeUpModel(COHORT).id,
      limit: PAGE,
      ...query,
    });
    return { total, milliseconds: performance.now() - started };
  };
  try {
    await client.databases.open.mutate({ path: database });
    const { milliseconds: opening } = await ask({ sort: 'risk', descending: true });
    const queries: QueryFigures[] = [];
    for (const [name, query] of Object.entries(QUERIES))
      queries.push({ name, ...(await measureQuery(ask, query)) });
    return { opening, queries };
  } finally {
    await running.close();
    await rm(home, { recursive: true, force: true });
  }
}

async function measureQuery(
  ask: (query: Partial<PatientQuery>) => Promise<{ total: number; milliseconds: number }>,
  query: Partial<PatientQuery>,
): Promise<Omit<QueryFigures, 'name'>> {
  const { total, milliseconds: first } = await ask(query);
  const last = Math.max(0, Math.floor((total - 1) / PAGE)) * PAGE;
  const middle = Math.floor(last / 2 / PAGE) * PAGE;
  const laps: number[] = [];
  for (let turn = 0; turn < REPEATS; turn += 1) {
    for (const offset of [0, middle, last]) laps.push((await ask({ ...query, offset })).milliseconds);
  }
  laps.sort((a, b) => a - b);
  return { first, median: median(laps), p95: laps[Math.ceil(0.95 * laps.length) - 1] ?? Number.NaN };
}
