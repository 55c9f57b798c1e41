import { expect, type Page } from '@playwright/test';
import { test } from './invented.ts';
import { difference, expectPicture, pictureOf, TOLERANCE } from './picture.ts';

// At a quarter of its size a screen is small to keep, and still good to look at.
test.use({
  viewport: { width: 1280, height: 1200 },
  deviceScaleFactor: 0.25,
  contextOptions: { reducedMotion: 'reduce' },
});

const STAY = '20002389';
const MODEL = 'demo-mortality-ebr';
const OTHER_MODEL = 'demo-mortality-vanilla';

const SCREENS = {
  start: '/',
  import: '/import',
  cohort: '/cohort',
  patients: '/patients',
  patient: `/patients/${STAY}?look=labs`,
  'what-if': `/patients/${STAY}?without=labs`,
  train: '/train',
  'training-run': '/train/runs/run-done',
  models: '/models',
  model: `/models/${MODEL}`,
  diagnosis: `/models/${MODEL}?tab=diagnosis`,
  compare: `/models/${MODEL}?tab=compare&with=${OTHER_MODEL}`,
  audit: `/audit?model=${MODEL}`,
  activity: '/activity',
  settings: '/settings',
  help: '/help',
};

async function show(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0);
}

test('every screen looks as it did, light and dark', async ({ page, context, invented }, testInfo) => {
  const blank = await context.newPage();
  // What lies behind another page is drawn once a second.
  await page.bringToFront();
  for (const [name, address] of Object.entries(SCREENS)) {
    await test.step(name, async () => {
      await show(page, invented + address);
      for (const theme of ['light', 'dark'] as const) {
        await page.evaluate((chosen) => {
          document.documentElement.dataset['mantineColorScheme'] = chosen;
        }, theme);
        await expectPicture(page, blank, `${name}-${theme}`, testInfo);
      }
    });
  }
});

/** A window of a small laptop, and what it has left when everything in it is twice as large. */
const WINDOWS = [
  { width: 1280, height: 800 },
  { width: 640, height: 400 },
];

test('a training can be started wherever its screen is scrolled to', async ({ page, invented }) => {
  await show(page, `${invented}/train`);
  const start = page.getByRole('button', { name: 'Start training' });
  const name = page.getByLabel('Name', { exact: true });
  for (const size of WINDOWS) {
    await page.setViewportSize(size);
    for (const end of [0, 1e6]) {
      await page.getByRole('main').evaluate((main, top) => main.scrollTo(0, top), end);
      await expect.soft(start, `${size.width} points wide, at ${end}`).toBeInViewport({ ratio: 1 });
    }
    // What the keyboard comes to does not lie behind the bar.
    await name.focus();
    const [field, bar] = await Promise.all([name.boundingBox(), start.boundingBox()]);
    expect.soft((field?.y ?? 0) + (field?.height ?? 0)).toBeLessThanOrEqual(bar?.y ?? 0);
  }
});

test('what moved, went or changed its colour is seen', async ({ page, context, invented }) => {
  const blank = await context.newPage();
  // What lies behind another page is drawn once a second.
  await page.bringToFront();
  await show(page, `${invented}/patients`);
  const before = await pictureOf(page);
  // Two pictures of the same are the same but for the smoothing of a letter.
  expect(await difference(blank, before, await pictureOf(page))).toBeLessThan(TOLERANCE / 5);
  for (const rule of [
    'table, [role=table] { translate: 12px }',
    'main svg { visibility: hidden }',
    ':root { --accent: #b00 !important }',
  ]) {
    await page.evaluate((css) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      document.adoptedStyleSheets = [sheet];
    }, rule);
    expect(await difference(blank, before, await pictureOf(page)), rule).toBeGreaterThan(TOLERANCE);
  }
});

/** What the help explains on a screen, by the names of its buttons. */
const EXPLAINED = {
  cohort: ['Attrition', 'Missingness pattern', 'Prevalence'],
  patients: ['Risk'],
  patient: [
    'Risk',
    'Risk band',
    'Base rate',
    'Contribution',
    'Similarity of a stand-in',
    'Missingness pattern',
  ],
  'training-run': ['AUROC', 'Semantic loss', 'Contribution', 'Effective rank', 'Discriminator accuracy'],
  models: ['AUROC', 'AUPRC', 'Prevalence'],
  model: ['AUROC', 'AUPRC', 'Base rate', 'AUROC alone', 'Calibration slope'],
  audit: [
    'Prevalence',
    'Brier score',
    'Expected calibration error',
    'Contribution',
    'AUROC lost',
    'AUROC alone',
    'Missingness pattern',
    'AUROC',
    'AUPRC',
    'Calibration',
    'Calibration in the large',
    'Net benefit',
    'Stand-in',
  ],
} as const;

test('figures are explained where they stand', async ({ page, invented }) => {
  for (const [screen, figures] of Object.entries(EXPLAINED)) {
    await show(page, invented + SCREENS[screen as keyof typeof EXPLAINED]);
    for (const figure of figures) {
      const button = page.getByRole('button', { name: `What ${figure} means`, exact: true }).first();
      await expect.soft(button, `${figure} on ${screen}`).toBeVisible();
    }
  }
  await page.getByRole('button', { name: 'What Net benefit means' }).click();
  const help = page.getByRole('dialog', { name: 'Net benefit' });
  await expect(help).toContainText('Vickers and Elkin 2006');
  await help.getByRole('link').click();
  await expect(page).toHaveURL(/\/help#netBenefit$/);
});
