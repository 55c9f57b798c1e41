import type { PatientQuery, Services } from '../api/services.ts';
import { type ErrorCode, type ErrorReport, LacunaError } from '../errors.ts';
import type { HostParts } from './host-parts.ts';
import { sentence } from '../../models/wording.ts';

type Page = Awaited<ReturnType<Services['patients']['list']>>;

/** Why a list that was put together could not be kept. */
const NOT_KEPT: ReadonlySet<ErrorCode> = new Set(['database_read_only', 'disk_full']);

/**
 * Pages of the lists of patients. A large one is first prepared, once, by a job; until it ends a page names the job. Where
 * a list cannot be kept, in a database that may not be written, it is put together while one waits.
 */
export class PatientLists {
  private readonly parts: Pick<HostParts, 'reader' | 'listing' | 'databaseJobs'>;
  /** The job that prepares a list, or prepared it last. */
  private readonly jobs = new Map<string, string>();
  private readonly notKept = new Set<string>();

  constructor(parts: Pick<HostParts, 'reader' | 'listing' | 'databaseJobs'>) {
    this.parts = parts;
  }

  /** @throws {LacunaError} why the list could not be prepared; asked once more, it is tried again. */
  async page(database: string, query: PatientQuery): Promise<Page> {
    const key = JSON.stringify([database, query.cohort, query.model]);
    const page = await this.read(database, query, this.notKept.has(key));
    if (page !== null) return page;
    const job = this.jobs.get(key);
    const before = job === undefined ? undefined : await this.parts.databaseJobs.find(job);
    switch (before?.state) {
      case 'queued':
      case 'running':
        return beingPreparedBy(before.id);
      case 'failed':
      case 'cancelled': {
        this.jobs.delete(key);
        const { code } = before.error ?? {};
        if (code === undefined || !NOT_KEPT.has(code)) throw failureOf(before.error);
        this.notKept.add(key);
        return this.page(database, query);
      }
      default: {
        const { cohort, model } = query;
        const started = this.start(database, { cohort, model });
        this.jobs.set(key, started);
        return beingPreparedBy(started);
      }
    }
  }

  private async read(database: string, query: PatientQuery, atOnce: boolean): Promise<Page | null> {
    const page = await this.parts.reader.call('listPatients', { database, input: { query, atOnce } });
    return page === null ? null : { ...page, preparing: null };
  }

  private start(database: string, request: Pick<PatientQuery, 'cohort' | 'model'>): string {
    const { databaseJobs, listing } = this.parts;
    const { job } = databaseJobs.start(
      { database, kind: 'list', title: sentence`Preparing the list of patients` },
      async (call) => {
        await listing.call('prepareList', { database, request }, call);
        return {};
      },
    );
    return job;
  }
}

function beingPreparedBy(job: string): Page {
  return { total: 0, scored: 0, rows: [], preparing: job };
}

function failureOf(report: ErrorReport | null): LacunaError {
  return report === null
    ? new LacunaError('cancelled', 'the list was not prepared')
    : LacunaError.from(report);
}
