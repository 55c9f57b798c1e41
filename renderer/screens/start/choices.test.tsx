// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import type { DatabaseSummary } from '../../../main/api/services.ts';
import '../../testing/browser-stubs.ts';
import { FIXTURE_MODELS } from '../../testing/fixture-models.ts';
import { showAt } from '../../testing/in-router.tsx';
import { en } from '../../text/en/index.ts';
import { Choices } from './choices.tsx';

vi.mock('../../app/jobs.ts', () => ({ useJobs: () => [], useOpenJob: () => undefined }));

const DATABASE: DatabaseSummary = {
  id: 'ward',
  name: 'ward',
  path: '/data/ward.sqlite',
  kind: 'user',
  current: true,
  patients: 5,
  encounters: 7,
  sizeBytes: 1,
  sources: [],
};

const offered = (): (string | null)[] => [
  screen.queryByText(en.start.next.trainAction) && 'train',
  screen.queryByText(en.start.demo.openPatients) && 'patients',
];

it.each([
  { models: undefined, offers: [null, null] },
  { models: [], offers: ['train', null] },
  { models: FIXTURE_MODELS, offers: [null, 'patients'] },
])('says nothing about models before they are known: $offers', ({ models, offers }) => {
  showAt('/', <Choices databases={[DATABASE]} models={models} />);
  expect(offered()).toEqual(offers);
});
