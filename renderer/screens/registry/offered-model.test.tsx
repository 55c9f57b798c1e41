// @vitest-environment jsdom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import type { ModelSummary } from '../../../main/api/services.ts';
import '../../testing/browser-stubs.ts';
import { FIXTURE_MODELS } from '../../testing/fixture-models.ts';
import { showAt } from '../../testing/in-router.tsx';
import { OfferedModel } from './offered-model.tsx';

const calls = vi.hoisted(() => ({
  inspect: vi.fn<(path: string) => Promise<ModelSummary>>(),
  bring: vi.fn<(input: { path: string }) => Promise<ModelSummary>>(),
}));
vi.mock('../../app/client.ts', () => ({
  api: {
    models: {
      pathKey: () => ['models'],
      inspect: {
        queryOptions: ({ path }: { path: string }) => ({
          queryKey: ['inspect', path],
          queryFn: () => calls.inspect(path),
        }),
      },
      import: { mutationOptions: (options: object) => ({ ...options, mutationFn: calls.bring }) },
    },
  },
}));

const PATH = '/data/icu.lacuna';
const model = { ...FIXTURE_MODELS[0]!, path: PATH };
beforeEach(() => vi.clearAllMocks());

it('describes a model that was found whole, and takes it in only when asked to', async () => {
  calls.inspect.mockResolvedValue(model);
  calls.bring.mockResolvedValue(model);
  const history = showAt(`/models?bundle=${PATH}`, <OfferedModel path={PATH} />);
  expect(await screen.findByText(model.name)).toBeDefined();
  expect(screen.getByText('synthetic')).toBeDefined();
  expect([calls.inspect.mock.calls, calls.bring.mock.calls]).toEqual([[[PATH]], []]);
  fireEvent.click(screen.getByRole('button', { name: 'Add to Models' }));
  await waitFor(() => expect(history.location.pathname).toBe(`/models/${model.id}`));
  expect(calls.bring.mock.calls[0]?.[0]).toEqual({ path: PATH });
});

it('offers nothing of a file that is no model, and goes away', async () => {
  calls.inspect.mockRejectedValue(new Error('damaged'));
  const history = showAt(`/models?bundle=${PATH}`, <OfferedModel path={PATH} />);
  expect(await screen.findByRole('alert')).toBeDefined();
  expect(screen.queryByRole('button', { name: 'Add to Models' })).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Close' }));
  expect(history.location.href).toBe('/models');
});
