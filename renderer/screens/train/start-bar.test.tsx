// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import type { TrainingRequest } from '../../../main/api/services.ts';
import '../../testing/browser-stubs.ts';
import { FIXTURE_PRESETS } from '../../testing/fixture-models.ts';
import { showAt } from '../../testing/in-router.tsx';
import { requestOf } from './search.ts';
import { StartBar } from './start-bar.tsx';
import type { TrainingPlan } from './use-training-plan.ts';

const start = vi.hoisted(() => vi.fn<(request: TrainingRequest) => Promise<{ job: string }>>());
vi.mock('../../app/client.ts', () => ({
  api: {
    training: {
      presets: {
        queryOptions: () => ({ queryKey: ['presets'], queryFn: () => Promise.resolve(FIXTURE_PRESETS) }),
      },
      start: { mutationOptions: (options: object) => ({ ...options, mutationFn: start }) },
    },
  },
}));
beforeEach(() => vi.clearAllMocks());

const none = { error: null, refetch: () => undefined };
const plan: TrainingPlan = {
  request: requestOf({ fusion: 'concat' }),
  estimate: { ...none, data: { seconds: 95, command: '', warnings: [], rounds: [] } },
  check: { query: { ...none, data: [], isPending: false }, ask: null },
  isPossible: true,
};
const bar = () => within(screen.getByRole('region', { name: 'What will run' }));
const button = () => bar().getByRole<HTMLButtonElement>('button', { name: 'Start training' });

it('says what will run and for how long, and starts just that', async () => {
  start.mockReturnValue(new Promise(() => undefined));
  showAt('/train', <StartBar plan={plan} isCustom={false} />);
  expect(await bar().findByText('Desktop')).toBeDefined();
  expect(bar().getByText(/Death within 90 days · EBR · concatenation · about 2 min/)).toBeDefined();
  fireEvent.click(button());
  await waitFor(() => expect(start.mock.calls[0]?.[0]).toEqual(plan.request));
});

it('names the preset whose settings were changed', async () => {
  showAt('/train', <StartBar plan={plan} isCustom />);
  expect(await bar().findByText('Desktop, changed')).toBeDefined();
});

it('starts nothing that is impossible, and says so', () => {
  showAt('/train', <StartBar plan={{ ...plan, isPossible: false }} isCustom={false} />);
  expect(button().disabled).toBe(true);
  expect(bar().getByText(/cannot be started/)).toBeDefined();
});
