// @vitest-environment jsdom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import '../../testing/browser-stubs.ts';
import { showAt } from '../../testing/in-router.tsx';
import { ChooseBeside } from './choose-beside.tsx';

it('puts a stay beside this one by its id, and never this one itself', async () => {
  const history = showAt('/patients/200?without=labs', <ChooseBeside encounter="200" />);
  const compare = screen.getByRole<HTMLButtonElement>('button', { name: 'Compare' });
  const type = (value: string) =>
    fireEvent.change(screen.getByLabelText('Another stay, by its id'), { target: { value } });
  expect(compare.disabled).toBe(true);
  type('200 ');
  expect(compare.disabled).toBe(true);
  type(' 201');
  fireEvent.click(compare);
  await waitFor(() => expect(history.location.href).toBe('/patients/200?without=labs&besideStay=201'));
});
