// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import '../../../testing/browser-stubs.ts';
import { showAt } from '../../../testing/in-router.tsx';
import { PeoplePart } from './people-part.tsx';

function show(ageFrom: number, ageTo: number): void {
  showAt(
    '/cohort',
    <PeoplePart
      search={{ task: 'mortality-90d', ageFrom, ageTo }}
      card={undefined}
      options={undefined}
      counts={undefined}
      change={() => undefined}
    />,
  );
}

const invalid = () =>
  screen
    .getAllByRole('textbox')
    .flatMap((field) =>
      field.getAttribute('aria-invalid') === 'true' ? [field.getAttribute('aria-label')] : [],
    );

it('calls an age from above the age to an error, at both fields and in the summary', () => {
  show(90, 20);
  const told = screen.getByRole('alert');
  expect(told.textContent).toContain('From 90 to 20 is nobody');
  expect(told.closest('fieldset')?.getAttribute('aria-describedby')).toBe(told.id);
  expect(invalid()).toEqual([expect.stringMatching(/^Age.*, from$/), expect.stringMatching(/^Age.*, to$/)]);
  expect(screen.getByText('limits the wrong way round')).toBeDefined();
});

it('has nothing against an age from below the age to', () => {
  show(20, 89);
  expect(screen.queryByRole('alert')).toBeNull();
  expect(invalid()).toEqual([]);
  expect(screen.getByText('20–89 years')).toBeDefined();
});
