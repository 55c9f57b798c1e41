import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { JSONReport } from '@playwright/test/reporter';
import { prepareChromium } from '../chromium.ts';
import { preparePostgres } from '../postgres.ts';
import type { Gate, GateResult } from './gate.ts';
import { countJourneys } from './playwright-report.ts';
import { BUNDLED_CLI, ROOT, runProgram } from './run-program.ts';

const NAME = 'end to end in Chromium';
const REPORT = path.join(ROOT, '.cache', 'test', 'playwright.json');

/** The journeys in a real browser against the real host, each counted. */
export const endToEndGate: Gate = {
  name: NAME,
  async run(): Promise<GateResult> {
    const files = readdirSync(path.join(ROOT, 'e2e'), { recursive: true, encoding: 'utf8' });
    const journeys = files.filter((file) => file.endsWith('.spec.ts'));
    if (journeys.length === 0) return skippedGate('there are no journeys yet');
    const chromium = prepareChromium();
    if ('missing' in chromium) return skippedGate(chromium.missing);
    preparePostgres();
    rmSync(REPORT, { force: true });
    const args = ['test', '--config', 'e2e/playwright.config.ts', '--reporter=line,json'];
    const { ok, output } = await runProgram('node_modules/@playwright/test/cli.js', args, {
      env: { ...BUNDLED_CLI, LACUNA_CHROMIUM: chromium.path, PLAYWRIGHT_JSON_OUTPUT_NAME: REPORT, CI: '1' },
      minutes: 60,
    });
    if (!existsSync(REPORT)) return { passed: 0, failed: 1, skipped: [], output };
    const counts = countJourneys(JSON.parse(readFileSync(REPORT, 'utf8')) as JSONReport);
    return { ...counts, failed: ok ? counts.failed : Math.max(counts.failed, 1), output };
  },
};

function skippedGate(reason: string): GateResult {
  return { passed: 0, failed: 0, skipped: [{ name: NAME, reason }], output: '' };
}
