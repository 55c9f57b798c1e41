import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import { toFailure } from '../app/failure.ts';
import { useText } from '../text/index.ts';
import { FailurePanel } from './failure-panel.tsx';

/** The part of a query's result that decides what is shown. */
export interface QueryView<T> {
  readonly data: T | undefined;
  readonly error: unknown;
  readonly refetch: () => unknown;
}

interface Props<T> {
  readonly query: QueryView<T>;
  /** Lines of the placeholder, about as tall as what comes. */
  readonly lines?: number;
  readonly children: (data: T) => ReactNode;
}

/** One of three states: still loading, failed by name, or the data. */
export function Loaded<T>({ query, lines = 4, children }: Props<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error !== null) {
    return <FailurePanel failure={toFailure(query.error)} onRetry={() => void query.refetch()} />;
  }
  return <Placeholder lines={lines} />;
}

export function Placeholder({ lines }: { readonly lines: number }) {
  const { common } = useText();
  return (
    <div role="status" aria-label={common.loading}>
      {Array.from({ length: lines }, (_, index) => (
        <Skeleton key={index} height={14} mt={index === 0 ? 0 : 12} width={`${96 - ((index * 17) % 40)}%`} />
      ))}
    </div>
  );
}
