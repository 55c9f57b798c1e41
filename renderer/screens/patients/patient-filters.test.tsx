// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import '../../testing/browser-stubs.ts';
import { FIXTURE_MODELS } from '../../testing/fixture-models.ts';
import { FIXTURE_SETTINGS } from '../../testing/fixture-system.ts';
import { showAt } from '../../testing/in-router.tsx';
import { PatientFilters } from './patient-filters.tsx';

const settings = vi.hoisted(() => vi.fn());
vi.mock('../../app/client.ts', () => ({
  api: { settings: { get: { queryOptions: () => ({ queryKey: ['settings'], queryFn: settings }) } } },
}));

it('writes the names of bands as the list below does', async () => {
  const bands = [
    { name: 'low', below: 0.1 },
    { name: 'medium', below: 0.3 },
  ];
  settings.mockResolvedValue({ ...FIXTURE_SETTINGS, bands });
  const model = FIXTURE_MODELS[0]!;
  showAt('/patients', <PatientFilters search={{}} models={FIXTURE_MODELS} model={model} task={model.task} />);
  const risk = within(screen.getByLabelText('Risk'));
  await risk.findByText(/^Low \(/);
  const names = risk.getAllByRole('option').map((option) => option.textContent.split(' (')[0]);
  expect(names.slice(1)).toEqual(['Low', 'Medium', 'High']);
});
