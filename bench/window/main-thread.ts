import type { CDPSession, Page } from '@playwright/test';

/** What Chromium counts of a page: seconds that its main thread was busy, and bytes of its heap. */
export class PageCounters {
  readonly #session: CDPSession;

  private constructor(session: CDPSession) {
    this.#session = session;
  }

  static async of(page: Page): Promise<PageCounters> {
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    return new PageCounters(session);
  }

  async busySeconds(): Promise<number> {
    return this.#read('TaskDuration');
  }

  /** After everything that nothing holds is gone. */
  async heapMegabytes(): Promise<number> {
    await this.#session.send('HeapProfiler.collectGarbage');
    return (await this.#read('JSHeapUsedSize')) / 2 ** 20;
  }

  async #read(name: string): Promise<number> {
    const { metrics } = await this.#session.send('Performance.getMetrics');
    const found = metrics.find((metric) => metric.name === name);
    if (found === undefined) throw new Error(`Chromium counts no ${name}`);
    return found.value;
  }
}
