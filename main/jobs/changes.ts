/**
 * Tells any number of waiters that something changed. A waiter names the version that it has seen, so that no change
 * between two waits is missed, and several changes at once wake it once.
 */
export class Changes {
  private current = 0;
  private waiters: (() => void)[] = [];

  get version(): number {
    return this.current;
  }

  announce(): void {
    this.current++;
    const woken = this.waiters;
    this.waiters = [];
    for (const wake of woken) wake();
  }

  /** Resolves when the version differs from `seen`, or when the signal trips. */
  async after(seen: number, signal: AbortSignal | undefined): Promise<void> {
    if (this.current !== seen || signal?.aborted === true) return;
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      const leave = (): void => {
        this.waiters = this.waiters.filter((waiter) => waiter !== wake);
        resolve();
      };
      this.waiters.push(wake);
      signal?.addEventListener('abort', leave, { once: true });
    });
  }
}
