// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import '../../testing/browser-stubs.ts';
import { showAt } from '../../testing/in-router.tsx';
import { SettingTable } from './setting-table.tsx';

it('names settings in words, and beside it as the command line does', () => {
  showAt('/models/x', <SettingTable settings={{ learningRate: 0.003, maskedTraining: true }} />);
  const rows = within(screen.getByRole('table')).getAllByRole('row');
  const cells = rows.map((row) => [...row.children].map(({ textContent }) => textContent));
  expect(cells).toEqual([
    ['Setting', 'Value', 'Name with --set'],
    ['Learning rate', '0.003', 'learningRate'],
    ['Masked training', 'true', 'maskedTraining'],
  ]);
});
