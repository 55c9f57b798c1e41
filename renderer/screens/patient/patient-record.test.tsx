// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import '../../testing/browser-stubs.ts';
import { recordOf } from '../../testing/fixture-patients.ts';
import { showAt } from '../../testing/in-router.tsx';
import { PatientRecord } from './patient-record.tsx';

const STAY = '20002389';

vi.mock('../../app/client.ts', () => ({
  api: {
    predictions: { coalitions: { queryOptions: () => ({ queryKey: ['coalitions'], queryFn: vi.fn() }) } },
    patients: {
      record: {
        queryOptions: (input: Parameters<typeof recordOf>[0]) => ({
          queryKey: ['record', input.limit],
          queryFn: () => Promise.resolve(recordOf(input)),
        }),
      },
    },
  },
}));
vi.mock('./modality-tabs.tsx', () => ({
  ModalityTabs: ({ children }: { children: (modality: string) => unknown }) => children('labs'),
}));

it('says that its rows are of the whole stay, more than were known at the prediction', async () => {
  const { total } = recordOf({ encounter: STAY, modality: 'labs', offset: 0, limit: 1 });
  showAt(`/patients/${STAY}`, <PatientRecord encounter={STAY} model={undefined} />);
  expect(await screen.findByText(`12 of ${total} rows of the whole stay`)).toBeDefined();
  expect(screen.getByText(/What was known at the prediction is counted above/)).toBeDefined();
});
