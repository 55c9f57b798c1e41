// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core';
import { act, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import '../testing/browser-stubs.ts';
import { NumberField, TypedInput } from './typed-input.tsx';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const field = () => screen.getByLabelText<HTMLInputElement>('Age');
const type = (text: string) => fireEvent.change(field(), { target: { value: text } });
const pause = (): void =>
  act(() => {
    vi.advanceTimersByTime(400);
  });

describe('a field whose value lies elsewhere', () => {
  const onTyped = vi.fn();
  const withValue = (value: string) => (
    <MantineProvider>
      <TypedInput label="Age" value={value} onTyped={onTyped} />
    </MantineProvider>
  );

  it('tells what was typed once, after a pause', () => {
    render(withValue(''));
    type('4');
    type('40');
    expect(onTyped).not.toHaveBeenCalled();
    pause();
    expect(onTyped.mock.calls).toEqual([['40']]);
  });

  it('takes another value from elsewhere, but not from under the fingers', () => {
    const { rerender } = render(withValue('40'));
    rerender(withValue('50'));
    expect(field().value).toBe('50');
    fireEvent.focus(field());
    type('5');
    rerender(withValue(''));
    expect(field().value).toBe('5');
    fireEvent.blur(field());
    rerender(withValue('60'));
    expect(field().value).toBe('60');
  });
});

it('says the limits of a number where what is typed lies outside, and tells it all the same', () => {
  const told: string[] = [];
  function Age() {
    const [value, setValue] = useState<number | undefined>(40);
    return (
      <NumberField
        label="Age"
        value={value}
        least={18}
        most={89}
        onTyped={(text) => {
          told.push(text);
          setValue(Number(text) >= 18 ? Number(text) : undefined);
        }}
      />
    );
  }
  render(
    <MantineProvider>
      <Age />
    </MantineProvider>,
  );
  fireEvent.focus(field());
  type('5');
  pause();
  expect(field().value).toBe('5');
  expect(screen.getByText('18 to 89')).toBeTruthy();
  type('55');
  pause();
  expect(screen.queryByText('18 to 89')).toBeNull();
  expect(told).toEqual(['5', '55']);
});
