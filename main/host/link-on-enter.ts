import { createInterface } from 'node:readline';
import type { Host } from './serve.ts';

/**
 * Prints a fresh link whenever the user presses Enter; does nothing where there is no terminal.
 * @returns a function that stops listening.
 */
export function printLinkOnEnter(
  host: Pick<Host, 'freshLink'>,
  print: (link: string) => void,
  input: NodeJS.ReadStream = process.stdin,
): () => void {
  if (!input.isTTY) return () => undefined;
  const lines = createInterface({ input });
  lines.on('line', () => print(host.freshLink()));
  return () => {
    lines.close();
    input.unref();
  };
}
