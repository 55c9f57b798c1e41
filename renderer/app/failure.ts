import { TRPCClientError } from '@trpc/client';
import type { AppRouter } from '../../main/api/router.ts';
import type { Job } from '../../main/api/services.ts';

type NamedError = NonNullable<Job['error']>;
/** Every code that the API can name, and the one case that it cannot: nobody answers. */
export type FailureCode = NamedError['code'] | 'unreachable';

/** A failure as the window shows it. */
export type Failure = Omit<NamedError, 'code'> & { readonly code: FailureCode };

/** Any thrown value as a failure with a code. */
export function toFailure(error: unknown): Failure {
  if (!(error instanceof TRPCClientError)) return { code: 'internal', message: '' };
  // `data` came from outside of the type checker's sight: it is the report, or missing.
  const { data } = error as TRPCClientError<AppRouter>;
  return data?.report ?? { code: 'unreachable', message: '' };
}
