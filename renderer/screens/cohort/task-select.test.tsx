// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { LabelCard } from '../../../main/api/services.ts';
import '../../testing/browser-stubs.ts';
import { FIXTURE_TASKS } from '../../testing/fixture-cohort.ts';
import { showAt } from '../../testing/in-router.tsx';
import { TaskSelect } from './task-select.tsx';

const REASON = 'the source ends with the hospital stay.';

function show(value: LabelCard['task'], unanswered: readonly string[]): void {
  const cards = FIXTURE_TASKS.map((card) => ({
    ...card,
    unsupported: unanswered.includes(card.task) ? REASON : null,
  }));
  showAt('/cohort', <TaskSelect label="Task" value={value} cards={cards} onChoose={() => undefined} />);
}

const greyedOut = (): (string | null)[] =>
  screen
    .getAllByRole<HTMLOptionElement>('option')
    .flatMap((option) => (option.disabled ? [option.textContent] : []));

it('greys out what the database cannot answer, with the reason once', () => {
  show('mortality-hospital', ['mortality-90d', 'readmission-15d']);
  expect(greyedOut()).toEqual(['Death within 90 days', 'Readmission within 15 days']);
  expect(screen.getByRole('combobox', { name: 'Task' }).getAttribute('aria-describedby')).toBe(
    screen.getByText(`Death within 90 days, Readmission within 15 days: ${REASON}`).id,
  );
});

it('leaves the one that is chosen in its place, so that it can be seen what the address means', () => {
  show('mortality-90d', ['mortality-90d', 'readmission-15d']);
  expect(greyedOut()).toEqual(['Readmission within 15 days']);
});

it('says nothing where everything can be answered', () => {
  show('mortality-90d', []);
  expect(greyedOut()).toEqual([]);
  expect(screen.queryByText(/:/)).toBeNull();
});
