import type { Services } from '../api/services.ts';
import type { HostParts } from './host-parts.ts';

/** Checks of a cohort that read every record of it, in a thread of their own. */
export function checkServices({ checking, current }: HostParts): Services['checks'] {
  return {
    missingness: (input) => checking.call('missingness', { database: current.require(), input }),
    lint: (input) => checking.call('lintCohort', { database: current.require(), input }),
  };
}
