import { initTRPC, TRPCError } from '@trpc/server';
import { type ErrorReport, LacunaError, toErrorReport } from '../errors.ts';
import type { Lock } from './lock.ts';
import type { Services } from './services.ts';

/** What each call receives: the use cases behind the router. */
export interface ApiContext {
  readonly services: Services;
  readonly lock?: Lock | undefined;
}

/** HTTP-level code of tRPC for a named error: what the caller did wrong is a bad request, the rest is ours. */
function transportCode(report: ErrorReport): TRPCError['code'] {
  switch (report.code) {
    case 'internal':
      return 'INTERNAL_SERVER_ERROR';
    case 'unauthorized':
    case 'locked':
      return 'UNAUTHORIZED';
    case 'not_found':
      return 'NOT_FOUND';
    default:
      return 'BAD_REQUEST';
  }
}

/** What tRPC itself refuses before any use case is asked. */
const MALFORMED_CALLS: Partial<Record<TRPCError['code'], ErrorReport>> = {
  BAD_REQUEST: { code: 'usage', message: 'the call does not have the expected form' },
  PARSE_ERROR: { code: 'usage', message: 'the call is not JSON' },
  METHOD_NOT_SUPPORTED: { code: 'usage', message: 'the call needs another HTTP method' },
  NOT_FOUND: { code: 'not_found', message: 'there is no such call' },
};

const t = initTRPC.context<ApiContext>().create({
  errorFormatter({ shape, error }) {
    const report: ErrorReport =
      error.cause instanceof LacunaError
        ? error.cause.report()
        : (MALFORMED_CALLS[error.code] ?? toErrorReport(error.cause));
    // Only the named report crosses: no stack, no path of the program, no value of a patient.
    return { ...shape, message: report.message, data: { code: shape.data.code, report } };
  },
});

/** Gives every failure of a use case its named report. */
const named = t.middleware(async ({ next }) => {
  const result = await next();
  if (
    !result.ok &&
    !(result.error.cause instanceof LacunaError) &&
    result.error.code === 'INTERNAL_SERVER_ERROR'
  ) {
    throw new TRPCError({
      code: 'INTERNAL_SERVER_ERROR',
      message: 'unexpected failure',
      cause: result.error.cause,
    });
  }
  if (!result.ok && result.error.cause instanceof LacunaError) {
    throw new TRPCError({ code: transportCode(result.error.cause.report()), cause: result.error.cause });
  }
  return result;
});

/** A locked host answers nothing that could show a record. */
const guarded = t.middleware(({ ctx, next }) => {
  if (ctx.lock?.refuses() === true) {
    throw new LacunaError('locked', 'Lacuna is locked', { hint: 'unlock it with your passphrase' });
  }
  return next();
});

export const router = t.router;
/** Calls that a locked host answers too. */
export const unguarded = t.procedure.use(named);
export const procedure = unguarded.use(guarded);
