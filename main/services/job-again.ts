import type { JobRef, Services, TrainingRequest } from '../api/services.ts';
import type { JobRequest, JournalEntry } from '../jobs/job-journal.ts';

/** What asks for a job again that another host left; `null` where it cannot be. */
export function againOf(
  services: Services,
  { request, database, run }: JournalEntry,
): (() => Promise<JobRef>) | null {
  if (request === null) return null;
  return async () => {
    // The demo brings its own database.
    if (request.kind !== 'demo') await select(services, database);
    return askAgain(services, request, run);
  };
}

/** Opens the database that the job worked on, unless it is the open one. */
async function select({ databases }: Services, path: string): Promise<void> {
  const current = (await databases.list()).find((database) => database.current);
  if (current?.path !== path) await databases.open({ path, create: false });
}

function askAgain(services: Services, request: JobRequest, run: string | null): Promise<JobRef> {
  switch (request.kind) {
    case 'import': {
      const { folder, source, mapping } = request;
      return services.imports.start({ folder, source, mapping });
    }
    case 'training':
      return trainOn(services, request.request, run);
    case 'resumed training':
      return services.training.resume({ run: request.run });
    case 'audit':
      return services.audits.start({ model: request.model });
    case 'diagnosis':
      return services.findings.diagnose({ model: request.model });
    case 'comparison':
      return services.findings.compare({ first: request.first, second: request.second });
    case 'scoring':
      return services.predictions.score({ model: request.model });
    case 'demo':
      return services.databases.prepareDemo({ admissions: request.admissions, seed: request.seed });
  }
}

/** From the last checkpoint of the run; from the beginning where it had none yet. */
async function trainOn(
  { training }: Services,
  request: TrainingRequest,
  run: string | null,
): Promise<JobRef> {
  const left = run === null ? undefined : (await training.runs()).find((known) => known.run === run);
  return left?.resumable === true ? training.resume({ run: left.run }) : training.start(request);
}
