// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core';
import { fireEvent, render, screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { ModalityName, ModalityState } from '../../../models/modalities/modality.ts';
import '../../testing/browser-stubs.ts';
import { coalitionsOf } from '../../testing/fixture-predictions.ts';
import { Switchboard } from './switchboard.tsx';
import { indexAnswers, sceneOf } from './what-if.ts';

const states: Record<ModalityName, ModalityState> = {
  demographics: 'present',
  notes: 'unavailable',
  labs: 'present',
  diagnoses: 'present',
  procedures: 'noneRecorded',
  medications: 'present',
};
const coalitions = coalitionsOf('20000001', 'demo', states);
const index = indexAnswers(coalitions.coalitions);

function show(off: readonly ModalityName[] = []) {
  const onSwitch = vi.fn();
  render(
    <MantineProvider>
      <Switchboard coalitions={coalitions} scene={sceneOf(coalitions, index, off)} onSwitch={onSwitch} />
    </MantineProvider>,
  );
  const row = (name: string) => {
    const item = screen.getByRole('switch', { name: `Use ${name}` }).closest('li');
    return within(item!);
  };
  return { onSwitch, row };
}

describe('Switchboard', () => {
  it('writes the state of each modality, and tells a gap from an observed zero', () => {
    const { row } = show();
    expect(row('labs').getByText('present')).toBeDefined();
    expect(row('notes').getByText('absent, in its place:')).toBeDefined();
    expect(row('procedures').getByText('none recorded')).toBeDefined();
  });

  it('counts what was known at the prediction, and says so: the record below has more rows', () => {
    const { row } = show();
    expect(screen.getByRole('list', { name: /^Known at prediction/ })).toBeDefined();
    const { items } = coalitions.inputs.labs!;
    expect(row('labs').getByText(new RegExp(`^${items} items known · newest `))).toBeDefined();
  });

  it('says what stands in for a gap and how similar it is, and never for an observed zero', () => {
    const { row } = show();
    expect(row('notes').getByText('Diagnoses, fairly similar')).toBeDefined();
    expect(row('procedures').queryByText(/in its place|similar/)).toBeNull();
  });

  it('switches off what is on, and cannot switch what is not there', () => {
    const { onSwitch } = show();
    fireEvent.click(screen.getByRole('switch', { name: 'Use labs' }));
    expect(onSwitch).toHaveBeenCalledWith(['labs']);
    expect(screen.getByRole('switch', { name: 'Use notes' })).toHaveProperty('disabled', true);
  });

  it('keeps only one, switches all off, and resets', () => {
    const { onSwitch } = show(['labs']);
    fireEvent.click(screen.getByRole('button', { name: 'Only diagnoses' }));
    expect(onSwitch).toHaveBeenLastCalledWith(['demographics', 'labs', 'procedures', 'medications']);
    fireEvent.click(screen.getByRole('button', { name: 'All off' }));
    expect(onSwitch).toHaveBeenLastCalledWith([
      'demographics',
      'labs',
      'diagnoses',
      'procedures',
      'medications',
    ]);
    fireEvent.click(screen.getByRole('button', { name: 'Reset' }));
    expect(onSwitch).toHaveBeenLastCalledWith([]);
  });
});
