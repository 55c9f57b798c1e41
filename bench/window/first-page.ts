import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { HostProcess } from '../../e2e/host-process.ts';

/**
 * Starts a host of its own with nothing in it and opens the window.
 * @returns milliseconds from the start of its process, and from its word that it listens, until the start screen is
 * painted with nothing on it still loading.
 */
export async function startWindow(page: Page): Promise<{ fromProcess: number; fromListening: number }> {
  const started = performance.now();
  const host = await HostProcess.start({ demo: false });
  try {
    const listening = performance.now();
    await page.goto(await host.link(), { waitUntil: 'commit' });
    await page.waitForFunction(
      () =>
        document.querySelector('h1') !== null &&
        document.querySelector('[role="status"][aria-label="Loading"]') === null,
    );
    const usable = performance.now();
    return { fromProcess: usable - started, fromListening: usable - listening };
  } finally {
    await page.goto('about:blank');
    await host.stop();
  }
}

/** Kilobytes of the JavaScript that the open page has loaded, each file compressed as a server would. */
export async function scriptKilobytes(page: Page): Promise<number> {
  const files = await page.evaluate(async () => {
    const addresses = performance
      .getEntriesByType('resource')
      .map(({ name }) => name)
      .filter((name) => new URL(name).pathname.endsWith('.js'));
    return Promise.all([...new Set(addresses)].map(async (address) => (await fetch(address)).text()));
  });
  return files.reduce((sum, text) => sum + gzipSync(text).length, 0) / 1024;
}
