import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRouter,
  RouterContextProvider,
  type RouterHistory,
} from '@tanstack/react-router';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { stringifySearch } from '../app/search.ts';

/** Shows a part of the window as on the screen of an address. @returns where it leads. */
export function showAt(address: string, part: ReactNode): RouterHistory {
  const history = createMemoryHistory({ initialEntries: [address] });
  const router = createRouter({ routeTree: createRootRoute(), history, stringifySearch });
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <MantineProvider>
      <QueryClientProvider client={queries}>
        <RouterContextProvider router={router as never}>{part}</RouterContextProvider>
      </QueryClientProvider>
    </MantineProvider>,
  );
  return history;
}
