// @vitest-environment jsdom
import { fireEvent, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import '../../testing/browser-stubs.ts';
import { showAt } from '../../testing/in-router.tsx';
import { BandSettings } from './band-settings.tsx';

vi.mock('./threshold-figures.tsx', () => ({ BandFigures: () => null }));

it('writes the names of bands as all other screens do', () => {
  const save = vi.fn();
  const bands = [
    { name: 'low', below: 0.1 },
    { name: 'medium', below: 0.3 },
  ];
  showAt('/settings', <BandSettings bands={bands} save={save} />);
  const fields = screen.getAllByLabelText<HTMLInputElement>('Name');
  expect(fields.map(({ value }) => value)).toEqual(['Low', 'Medium']);
  expect(screen.getByText(/on: High$/)).toBeDefined();
  fireEvent.change(fields[1]!, { target: { value: 'so so' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save bands' }));
  expect(save).toHaveBeenCalledWith({ bands: [bands[0], { name: 'so so', below: 0.3 }] });
});
