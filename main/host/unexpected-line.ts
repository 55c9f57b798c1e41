/** A failure without a name for the log: its kind only, since its message may quote a record. */
export function unexpectedLine(error: unknown): string {
  return `lacuna: unexpected failure (${error instanceof Error ? error.name : typeof error})`;
}
