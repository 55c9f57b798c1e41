import { PassThrough } from 'node:stream';
import type { ReadStream } from 'node:tty';
import { expect, it, vi } from 'vitest';
import { printLinkOnEnter } from './link-on-enter.ts';

function terminal(isTTY: boolean): ReadStream {
  return Object.assign(new PassThrough(), { isTTY, unref: () => undefined }) as unknown as ReadStream;
}

it('prints a fresh link for each Enter, until it is stopped', async () => {
  let made = 0;
  const print = vi.fn();
  const input = terminal(true);
  const stop = printLinkOnEnter({ freshLink: () => `link ${++made}` }, print, input);
  input.push('\n\n');
  await vi.waitFor(() => expect(print.mock.calls).toEqual([['link 1'], ['link 2']]));
  stop();
  input.push('\n');
  expect(made).toBe(2);
});

it('reads nothing where there is no terminal', () => {
  const input = terminal(false);
  const on = vi.spyOn(input, 'on');
  printLinkOnEnter({ freshLink: () => 'link' }, vi.fn(), input)();
  expect(on).not.toHaveBeenCalled();
});
