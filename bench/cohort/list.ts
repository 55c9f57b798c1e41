import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createHandler } from '../../main/api/handler.ts';
import type { PatientQuery } from '../../main/api/services.ts';
import { openDatabase, writeTransaction } from '../../main/records/database.ts';
import { forgetLists } from '../../main/records/patients/prepared-lists.ts';
import { createServices } from '../../main/services/create-services.ts';
import { madeUpModel } from '../../main/testing/made-up-model.ts';
import { windowClient } from '../../main/testing/window-client.ts';
import { median, percentile } from '../results.ts';
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
  /** Milliseconds until a list that was never opened before is there: prepared by a job, while the window goes on. */
  readonly preparing: number;
  /** The longest that the host took to answer meanwhile, with the job to wait for. */
  readonly meanwhile: number;
  /** Milliseconds of the first page of all in a host that has just started, of a list that was prepared before. */
  readonly opening: number;
  readonly queries: readonly QueryFigures[];
}

type Ask = (query: Partial<PatientQuery>) => Promise<Asked>;
interface Asked {
  readonly total: number;
  readonly milliseconds: number;
  readonly preparing: string | null;
}

/** Pages of a cohort's list, over the handler that the window talks to, in the host's own threads. */
export async function measureList(database: string): Promise<ListFigures> {
  forgetAll(database);
  const { preparing, meanwhile } = await inHost(database, measurePreparing);
  return inHost(database, async (ask) => {
    const { milliseconds: opening } = await ask({ sort: 'risk', descending: true });
    const queries: QueryFigures[] = [];
    for (const [name, query] of Object.entries(QUERIES))
      queries.push({ name, ...(await measureQuery(ask, query)) });
    return { preparing, meanwhile, opening, queries };
  });
}

/** What an earlier run prepared. */
function forgetAll(database: string): void {
  const db = openDatabase(database);
  writeTransaction(db, () => forgetLists(db));
  db.close();
}

/** Does work with a host that has just started and knows the database. */
async function inHost<T>(database: string, work: (ask: Ask) => Promise<T>): Promise<T> {
  const home = await mkdtemp(path.join(tmpdir(), 'lacuna-list-'));
  process.env['LACUNA_HOME'] = home;
  const running = createServices({ home, window: 'browser' });
  const client = windowClient(createHandler({ services: running.services, assets: home }));
  try {
    await client.databases.open.mutate({ path: database });
    return await work(async (query) => {
      const started = performance.now();
      const { total, preparing } = await client.patients.list.query({
        cohort: COHORT,
        model: madeUpModel(COHORT).id,
        limit: PAGE,
        ...query,
      });
      return { total, preparing, milliseconds: performance.now() - started };
    });
  } finally {
    await running.close();
    await rm(home, { recursive: true, force: true });
  }
}

const LOOK_MS = 100;

async function measurePreparing(ask: Ask): Promise<Pick<ListFigures, 'preparing' | 'meanwhile'>> {
  const started = performance.now();
  let meanwhile = 0;
  for (;;) {
    const { preparing, milliseconds } = await ask({});
    if (preparing === null) return { preparing: performance.now() - started, meanwhile };
    meanwhile = Math.max(meanwhile, milliseconds);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

async function measureQuery(ask: Ask, query: Partial<PatientQuery>): Promise<Omit<QueryFigures, 'name'>> {
  const { total, milliseconds: first } = await ask(query);
  const last = Math.max(0, Math.floor((total - 1) / PAGE)) * PAGE;
  const middle = Math.floor(last / 2 / PAGE) * PAGE;
  const laps: number[] = [];
  for (let turn = 0; turn < REPEATS; turn += 1) {
    for (const offset of [0, middle, last]) laps.push((await ask({ ...query, offset })).milliseconds);
  }
  return { first, median: median(laps), p95: percentile(laps, 0.95) };
}
