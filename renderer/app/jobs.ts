import { notifications } from '@mantine/notifications';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Job } from '../../main/api/services.ts';
import { useText } from '../text/index.ts';
import { api, client } from './client.ts';
import { tellOfEnd } from './job-notices.ts';

const RETRY_MS = 1_500;

const ENDED: ReadonlySet<Job['state']> = new Set(['done', 'failed', 'cancelled', 'interrupted']);

export function isEnded(job: Job): boolean {
  return ENDED.has(job.state);
}

/** Jobs that ended between two looks at the list. */
export function justEnded(before: readonly Job[], now: readonly Job[]): Job[] {
  const open = new Set(before.filter((job) => !isEnded(job)).map(({ id }) => id));
  return now.filter((job) => isEnded(job) && open.has(job.id));
}

/** Every job of the host, kept current by the one stream that the shell holds open. */
export function useJobs(): readonly Job[] {
  return useQuery(api.jobs.list.queryOptions(undefined, { staleTime: Infinity })).data ?? [];
}

export function useJob(id: string | undefined): Job | undefined {
  return useJobs().find((job) => job.id === id);
}

/** The running or waiting job of a kind, if there is one. */
export function useOpenJob(kind: Job['kind']): Job | undefined {
  return useJobs().find((job) => job.kind === kind && !isEnded(job));
}

/** What went wrong the last time a job of a kind ran; `null` when it went well, or has not run. */
export function useLastFailure(kind: Job['kind']): Job['error'] {
  return (
    useJobs()
      .filter((job) => job.kind === kind)
      .at(-1)?.error ?? null
  );
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/**
 * Follows all jobs of the host for as long as the window is open and writes them where `useJobs` reads them.
 * When one ends, it says so, and everything on screen is asked for again, since any of it may have changed.
 * @returns whether the host answers.
 */
export function useJobStream(): boolean {
  const queries = useQueryClient();
  const { said, shell } = useText();
  const [connected, setConnected] = useState(true);
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const key = api.jobs.list.queryKey();
    const receive = (jobs: Job[]): void => {
      const ended = justEnded(queries.getQueryData(key) ?? [], jobs);
      queries.setQueryData(key, jobs);
      setConnected(true);
      if (ended.length === 0) return;
      void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey !== key });
      for (const { id, state, ...job } of ended) {
        const title = said(job.title);
        tellOfEnd({ id, title }, shell.jobs.jobState[state]);
        const message = shell.jobs.ended[state === 'done' || state === 'failed' ? state : 'cancelled'](title);
        const color = state === 'failed' ? 'red.8' : 'ink';
        notifications.show({ id, message, color, autoClose: state === 'failed' ? false : 6_000 });
      }
    };
    const follow = async (): Promise<void> => {
      while (!signal.aborted) {
        try {
          for await (const jobs of await client.jobs.watchAll.query(undefined, { signal })) receive(jobs);
        } catch {
          // Whatever broke the stream, the remedy is the same: say so and connect again.
          if (!signal.aborted) setConnected(false);
        }
        await wait(RETRY_MS, signal);
      }
    };
    void follow();
    return () => controller.abort();
  }, [queries, said, shell]);
  return connected;
}
