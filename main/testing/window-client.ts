import { createTRPCClient, httpBatchStreamLink, splitLink, type TRPCClient } from '@trpc/client';
import type { Handler } from '../api/handler.ts';
import type { AppRouter } from '../api/router.ts';

/** The window's own client, over a handler instead of a network. */
export function windowClient(handler: Handler): TRPCClient<AppRouter> {
  const options = {
    url: 'app://lacuna/api/trpc',
    fetch: (input: RequestInfo | URL | string, init?: RequestInit) => handler(new Request(input, init)),
  };
  const streams = httpBatchStreamLink<AppRouter>({ ...options, maxItems: 1 });
  const calls = httpBatchStreamLink<AppRouter>(options);
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({ condition: ({ path }) => /progress|watch/i.test(path), true: streams, false: calls }),
    ],
  });
}
