import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { test as base } from '@playwright/test';

const STUB_HOST = path.resolve(import.meta.dirname, '../renderer/testing/stub-host.ts');
/** Some days after everything that is invented. */
const NOW = new Date('2026-07-10T09:00:00Z');

interface WorkerFixtures {
  /** Address of a host with invented data: the same numbers on every machine, and nothing to wait for. */
  readonly invented: string;
}

/** Opens the window over invented data, at a time that stands still. */
export const test = base.extend<object, WorkerFixtures>({
  invented: [
    async ({}, use) => {
      const host = spawn(process.execPath, [STUB_HOST, '--port', '0'], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const [line] = (await once(createInterface({ input: host.stdout }), 'line')) as [string];
      await use(line.replace('stub host: ', ''));
      host.kill();
      await once(host, 'exit');
    },
    { scope: 'worker' },
  ],

  page: async ({ page }, use) => {
    await page.clock.setFixedTime(NOW);
    await use(page);
  },
});
