import { expect, test as base, type ConsoleMessage, type Page, type TestInfo } from '@playwright/test';
import { HostProcess } from './host-process.ts';
import { LacunaWindow } from './pages/lacuna-window.ts';

interface JourneyOptions {
  /** Name of the journey. Each has a host of its own, with an empty data folder. */
  readonly name: string;
  /** How the host starts: with the demo of a first start, with a small one made beforehand, or with nothing. */
  readonly data: 'first start' | 'small demo' | 'none';
}

interface WorkerFixtures {
  readonly journey: JourneyOptions;
  readonly host: HostProcess;
}

interface TestFixtures {
  /** A signed-in window of the host, on the start screen. */
  readonly lacuna: LacunaWindow;
}

const SMALL_DEMO = 400;
const PREPARE_MS = 600_000;

/** Opens the application for a journey; tests of one file share its host, each with a fresh window. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  journey: [
    { name: 'none', data: 'none' },
    { option: true, scope: 'worker' },
  ],

  host: [
    async ({ journey }, use) => {
      const host = await HostProcess.start({ demo: journey.data === 'first start' });
      try {
        // The tour of a first start has a journey of its own.
        await (await host.connect()).settings.set.mutate({ tourSeen: true });
        if (journey.data === 'small demo') await host.prepareDemo(SMALL_DEMO);
        await use(host);
      } finally {
        expect(await host.stop(), `the host ends well\n${host.log}`).toBe(0);
      }
    },
    { scope: 'worker', timeout: PREPARE_MS },
  ],

  lacuna: async ({ host, page }, use, testInfo) => {
    const complaints = listenFor(page);
    await page.goto(await host.link());
    const lacuna = new LacunaWindow(page, host);
    await expect(lacuna.heading).toBeVisible();
    await use(lacuna);
    if (testInfo.status !== testInfo.expectedStatus) await attachLog(host, testInfo);
    expect(complaints, 'what the page complained about').toEqual([]);
  },
});

export { expect };

/** Everything that goes wrong in the page without being seen; what the host refuses by name is no surprise. */
function listenFor(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.stack ?? error.message));
  page.on('console', (message) => {
    if (isComplaint(message)) complaints.push(message.text());
  });
  return complaints;
}

function isComplaint(message: ConsoleMessage): boolean {
  const refused = /Failed to load resource: the server responded with a status of \d+/;
  return message.type() === 'error' && !refused.test(message.text());
}

async function attachLog(host: HostProcess, testInfo: TestInfo): Promise<void> {
  await testInfo.attach('host.log', { body: host.log, contentType: 'text/plain' });
}
