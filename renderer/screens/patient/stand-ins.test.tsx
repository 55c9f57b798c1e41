// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { ModalityState } from '../../../models/modalities/modality.ts';
import '../../testing/browser-stubs.ts';
import { coalitionsOf } from '../../testing/fixture-predictions.ts';
import { showAt } from '../../testing/in-router.tsx';
import { StandIns } from './stand-ins.tsx';
import { indexAnswers, sceneOf } from './what-if.ts';

const present: ModalityState = 'present';
const found = coalitionsOf('20000001', 'demo', {
  demographics: present,
  notes: 'unavailable',
  labs: present,
  diagnoses: present,
  procedures: present,
  medications: present,
});

/** Diagnoses stand in for the notes; how similar they are is given. */
function show(similarity: number | null): void {
  const coalitions = {
    ...found,
    coalitions: found.coalitions.map((coalition) => ({
      ...coalition,
      substituted: coalition.substituted.map((standIn) => ({ ...standIn, similarity })),
    })),
  };
  const scene = sceneOf(coalitions, indexAnswers(coalitions.coalitions), []);
  showAt('/', <StandIns coalitions={coalitions} scene={scene} />);
}

const WARNING = /hardly anything about what is missing/;

it('says in words how similar what stands in is, and where each word begins', () => {
  show(0.58);
  expect(screen.getByText('Diagnoses stand in, fairly similar (0.58)')).toBeDefined();
  expect(
    screen.getByText(/Hardly similar: below 0\.1; slightly: below 0\.3; fairly: below 0\.6/),
  ).toBeDefined();
  expect(screen.queryByText(WARNING)).toBeNull();
});

it('says plainly that a similarity of 0 is none, and how to read the risk then', () => {
  show(0);
  expect(screen.getByText('Diagnoses stand in, hardly similar (0.00)')).toBeDefined();
  expect(screen.getByText(WARNING)).toBeDefined();
});

it('does not take an unknown similarity for none', () => {
  show(null);
  expect(screen.getByText('Diagnoses stand in, similarity unknown')).toBeDefined();
  expect(screen.queryByText(WARNING)).toBeNull();
});
