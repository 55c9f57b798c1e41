import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { MAX_BODY_BYTES, withLimitedBody } from './body-limit.ts';
import type { Lock } from './lock.ts';
import { refuseCall } from './refusal.ts';
import { appRouter } from './router.ts';
import { securityHeaders } from './security-headers.ts';
import type { Services } from './services.ts';
import { serveStatic } from './static-files.ts';

/** Where the calls live; everything else is a file of the window. */
export const API_PATH = '/api/trpc';

/** Calls that one request may bundle; the window asks for a screenful at a time. */
const MAX_CALLS_PER_REQUEST = 50;

export interface HandlerOptions {
  readonly services: Services;
  /** Refuses calls while locked; without one there is nothing to lock. */
  readonly lock?: Lock;
  /** Folder of the built window. */
  readonly assets: string;
  /** Told of failures that have no name, for the log. */
  readonly onUnexpected?: (error: unknown, procedure: string | undefined) => void;
}

/** The whole application as one function; the Electron protocol and the loopback host both serve it. */
export type Handler = (request: Request) => Promise<Response>;

/**
 * Makes the application's handler: `/api/trpc/*` are calls of the router, everything else files of the window.
 * Streams reach the client as they are made, and cancelling the response's body aborts the call's signal.
 */
export function createHandler(options: HandlerOptions): Handler {
  return async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname !== '/api' && !pathname.startsWith('/api/')) return serveStatic(options.assets, request);
    return withHeaders(await answerCall(options, request, pathname));
  };
}

async function answerCall(options: HandlerOptions, request: Request, pathname: string): Promise<Response> {
  if (!pathname.startsWith(`${API_PATH}/`))
    return refuseCall({ code: 'not_found', message: 'no such call' }, 404);
  if (request.method === 'POST' && !isJson(request)) {
    // Forms and plain text are what other sites can make a browser post without asking.
    return refuseCall({ code: 'usage', message: 'a call must be JSON' }, 415);
  }
  const limited = await withLimitedBody(request, MAX_BODY_BYTES);
  if (limited === null) {
    return refuseCall({ code: 'too_large', message: 'the request is larger than 1 MB' }, 413);
  }
  return fetchRequestHandler({
    endpoint: API_PATH,
    req: limited,
    router: appRouter,
    maxBatchSize: MAX_CALLS_PER_REQUEST,
    createContext: () => ({ services: options.services, lock: options.lock }),
    onError: ({ error, path }) => {
      if (error.code === 'INTERNAL_SERVER_ERROR') options.onUnexpected?.(error.cause ?? error, path);
    },
  });
}

function isJson(request: Request): boolean {
  return /^application\/json\s*(;|$)/i.test(request.headers.get('content-type') ?? '');
}

function withHeaders(response: Response): Response {
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(securityHeaders())) headers.set(name, value);
  headers.set('cache-control', 'no-store');
  return new Response(response.body, { status: response.status, headers });
}
