import type { CohortSpec } from '../../main/api/common.ts';

/** The cohort that is measured. */
export const COHORT: CohortSpec = { task: 'mortality-90d', preset: 'default' };
