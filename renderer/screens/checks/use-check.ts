import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CohortSpec } from '../../../main/api/common.ts';
import type { LintReport, MissingnessReport, TrainingRequest } from '../../../main/api/services.ts';
import { api } from '../../app/client.ts';
import { useCurrentDatabase } from '../../app/current-database.ts';
import type { QueryView } from '../../components/loaded.tsx';

/** Of a database with more stays a check that reads every record starts when it is asked for. */
const MOST_UNASKED = 10_000;

/** A check of a cohort: its query, and how to start it where it has to be asked for. */
export interface CohortCheck<Report> {
  readonly query: QueryView<Report> & { readonly isPending: boolean };
  /** `null` where it needs no asking. */
  readonly ask: (() => void) | null;
}

export function useLint(spec: CohortSpec): CohortCheck<LintReport> {
  const { enabled, ask } = useAsking(spec);
  return { query: useQuery(api.checks.lint.queryOptions(spec, { enabled })), ask };
}

export function useMissingness(spec: CohortSpec): CohortCheck<MissingnessReport> {
  const { enabled, ask } = useAsking(spec);
  return { query: useQuery(api.checks.missingness.queryOptions(spec, { enabled })), ask };
}

/** What there is to know before a training; only what decides its data and its size asks anew. */
export function useTrainingCheck({
  name: _name,
  search: _search,
  ...request
}: TrainingRequest): CohortCheck<string[]> {
  // It reads unlabelled stays too.
  const fusion = request.fusion === 'muse+' ? 'muse+' : 'gated';
  const asked: TrainingRequest = { ...request, encoders: 'ebr', fusion, seed: 1 };
  const { enabled, ask } = useAsking(asked);
  return { query: useQuery(api.training.check.queryOptions(asked, { enabled, retry: false })), ask };
}

function useAsking(spec: CohortSpec): { readonly enabled: boolean; readonly ask: (() => void) | null } {
  const stays = useCurrentDatabase().data?.encounters;
  const key = JSON.stringify(spec);
  const [asked, setAsked] = useState<string | null>(null);
  const isSmall = stays !== undefined && stays <= MOST_UNASKED;
  const enabled = isSmall || asked === key;
  return { enabled, ask: enabled || stays === undefined ? null : () => setAsked(key) };
}
