/** A process of Chromium that ended, as Electron describes it. */
interface EndedHelper {
  readonly type: string;
  readonly reason: string;
}

/**
 * Chromium starts a process that ended again by itself: the window goes on, but may show less than it should. Each end
 * is logged; a kind of process that ends again and again is told of once.
 */
export function reportEndedHelper(tell: (type: string) => void) {
  const told = new Set<string>();
  return (_event: unknown, { type, reason }: EndedHelper): void => {
    if (reason === 'clean-exit') return;
    process.stderr.write(`lacuna: ${type} of Chromium ended (${reason})\n`);
    if (!told.has(type)) tell(type);
    told.add(type);
  };
}
