import type { CDPSession, Page } from '@playwright/test';

/** How long the main thread was at work. */
export interface BusySeconds {
  /** By the clock: on a machine that has other work too, waiting for a processor counts as well. */
  readonly clock: number;
  /** Of a processor. */
  readonly processor: number;
}

/** What Chromium counts of a page: seconds that its main thread was busy, and bytes of its heap. */
export class PageCounters {
  readonly #session: CDPSession;
  readonly #inProcessorTime: CDPSession;

  private constructor(session: CDPSession, inProcessorTime: CDPSession) {
    this.#session = session;
    this.#inProcessorTime = inProcessorTime;
  }

  static async of(page: Page): Promise<PageCounters> {
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    const inProcessorTime = await page.context().newCDPSession(page);
    await inProcessorTime.send('Performance.enable', { timeDomain: 'threadTicks' });
    return new PageCounters(session, inProcessorTime);
  }

  async busySeconds(): Promise<BusySeconds> {
    return {
      clock: await read(this.#session, 'TaskDuration'),
      processor: await read(this.#inProcessorTime, 'TaskDuration'),
    };
  }

  /** After everything that nothing holds is gone. */
  async heapMegabytes(): Promise<number> {
    await this.#session.send('HeapProfiler.collectGarbage');
    return (await read(this.#session, 'JSHeapUsedSize')) / 2 ** 20;
  }
}

async function read(session: CDPSession, name: string): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  const found = metrics.find((metric) => metric.name === name);
  if (found === undefined) throw new Error(`Chromium counts no ${name}`);
  return found.value;
}
