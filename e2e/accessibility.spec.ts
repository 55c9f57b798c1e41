import type { Locator, Page } from '@playwright/test';
import { violations } from './axe.ts';
import { expect, test } from './driver.ts';
import type { HostProcess } from './host-process.ts';
import type { LacunaWindow } from './pages/lacuna-window.ts';

test.use({ journey: { name: 'accessibility', data: 'small demo' } });
// Nothing is looked at while it still fades in: for who wants no motion there is none.
test.use({ contextOptions: { reducedMotion: 'reduce' } });
test.describe.configure({ mode: 'serial' });

/** Every screen with its address, the same with something open or switched included. */
async function everyScreen(
  host: HostProcess,
  lacuna: LacunaWindow,
): Promise<[name: string, address: string][]> {
  const { model, run } = await host.auditModel();
  // With the form of a server to look at; nothing is contacted by it.
  await (await host.connect()).settings.set.mutate({ postgresAllowed: true });
  await lacuna.open('/patients?present=labs&split=test');
  const encounter = await lacuna.patients.openFirst();
  return [
    ['Start', '/'],
    ['Import', '/import'],
    ['Import from a server', '/import?from=server'],
    ['Folder that cannot be imported', `/import?folder=${encodeURIComponent(`${host.home}/nowhere`)}`],
    ['Cohort', '/cohort'],
    [
      'Cohort, with everything chosen',
      '/cohort?ageFrom=40&dx=name:heart;code:Z999&px=code:0&has=labs&lookBack=72&observationStays=exclude&sides=time:2014',
    ],
    ['Cohort, ages the wrong way round', '/cohort?ageFrom=90&ageTo=20'],
    ['Cohort that is refused', '/cohort?task=mortality-hospital&dx=code:I50&dxIn=this-stay'],
    ['Patients', '/patients'],
    ['Patients, none found', '/patients?search=nobody'],
    ['Patient', `/patients/${encounter}?look=labs`],
    ['Patient, what if', `/patients/${encounter}?without=labs`],
    [
      'Patient, everything off',
      `/patients/${encounter}?without=demographics,notes,labs,diagnoses,procedures,medications`,
    ],
    ['Train', '/train'],
    ['Train, refused', '/train?task=mortality-hospital&timing=retrospective'],
    ['Train, custom and searched', '/train?set=dropout=0.2;epochs=20&trials=9'],
    ['Training run', `/train/runs/${run}`],
    ['Models', '/models'],
    ['Model', `/models/${model}`],
    ['Model, similarity', `/models/${model}?tab=similarity`],
    ['Model, diagnosis', `/models/${model}?tab=diagnosis`],
    ['Model, compare', `/models/${model}?tab=compare`],
    ['Model, card', `/models/${model}?tab=card`],
    ['Audit', `/audit?model=${model}`],
    ['Activity', '/activity'],
    ['Settings', '/settings'],
    ['Help', '/help#auroc'],
  ];
}

/** A model that was looked into and put beside another. */
async function screensOfFindings(host: HostProcess): Promise<[name: string, address: string][]> {
  const { model } = await host.auditModel();
  const other = await host.trainModel({ encoders: 'vanilla', name: 'To compare with' });
  await host.diagnoseModel(model);
  await host.compareModels(model, other);
  return [
    ['Models, two chosen', `/models?compare=${model};${other}`],
    ['Model, diagnosed', `/models/${model}?tab=diagnosis`],
    ['Model, compared', `/models/${model}?tab=compare&with=${other}`],
  ];
}

const THEMES = ['light', 'dark'] as const;

/** Of both themes: until somebody chooses one, the window takes that of the system. */
async function violationsInBoth(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const theme of THEMES) {
    await page.emulateMedia({ colorScheme: theme });
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', theme);
    found.push(...(await violations(page, theme)));
  }
  return found;
}

const WINDOW = { width: 1280, height: 800 };
/** What a window of 1280 x 800 has left when everything in it is twice as large. */
const AT_200_PERCENT = { width: 640, height: 400 };

/** What of a screen scrolls sideways or cannot be reached at 200 %. */
async function outOfReachAt200Percent(page: Page): Promise<string[]> {
  await page.setViewportSize(AT_200_PERCENT);
  const main = page.getByRole('main');
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  const inside = await main.evaluate((element) => element.scrollWidth - element.clientWidth);
  const controls = await unreachable(main);
  await page.setViewportSize(WINDOW);
  return [
    ...(beyond > 0 ? [`the page is ${beyond} points wider than the window`] : []),
    ...(inside > 0 ? [`what is in it is ${inside} points too wide`] : []),
    ...controls,
  ];
}

async function lookOver(lacuna: LacunaWindow, screens: [name: string, address: string][]): Promise<void> {
  for (const [name, address] of screens) {
    await test.step(name, async () => {
      await lacuna.open(address);
      await lacuna.settled();
      expect.soft(await violationsInBoth(lacuna.page), name).toEqual([]);
      expect.soft(await outOfReachAt200Percent(lacuna.page), `${name} at 200 %`).toEqual([]);
    });
  }
}

test('no screen has a serious finding of axe-core, in light and dark, and all is reached at 200 %', async ({
  lacuna,
  host,
}) => {
  await lookOver(lacuna, await everyScreen(host, lacuna));
});

test('nor have the findings about a model', async ({ lacuna, host }) => {
  await lookOver(lacuna, await screensOfFindings(host));
});

test('no dialog or list has a serious finding of axe-core, in light and dark', async ({ lacuna }) => {
  const { page } = lacuna;
  const asked = await lacuna.start.askToRemoveDemo();
  await expect(asked).toBeVisible();
  expect.soft(await violationsInBoth(page), 'dialog').toEqual([]);
  await page.keyboard.press('Escape');
  await expect(asked).toBeHidden();
  await lacuna.showRunningWork();
  expect.soft(await violationsInBoth(page), 'running work').toEqual([]);
  await page.keyboard.press('Escape');
  await expect((await lacuna.search('Audit')).first()).toBeVisible();
  expect.soft(await violationsInBoth(page), 'palette').toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  expect.soft(await violationsInBoth(page), 'shortcuts').toEqual([]);
});

/** Presses Tab until the control has the focus, and looks whether that can be seen. */
async function tabTo(control: Locator): Promise<void> {
  await expect(control).toBeVisible();
  const before = await outlines(control);
  for (let presses = 0; presses < 60; presses += 1) {
    await control.page().keyboard.press('Tab');
    if (await control.evaluate((element) => element === document.activeElement)) {
      expect(await outlines(control), 'the focus can be seen').not.toEqual(before);
      return;
    }
  }
  throw new Error(`Tab does not reach ${String(control)}`);
}

/** Outlines and rings of a control, of what is drawn in its place, and of what it lies in. */
function outlines(control: Locator): Promise<string[]> {
  return control.evaluate((element) => {
    const drawn = [element.nextElementSibling, element];
    for (
      let around = element.parentElement;
      around !== null && drawn.length < 5;
      around = around.parentElement
    )
      drawn.push(around);
    return drawn.map((each) => {
      if (each === null) return '';
      const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(each);
      return [outlineStyle, outlineWidth, outlineColor, boxShadow].join(' ');
    });
  });
}

test('the main job is done with the keyboard alone', async ({ lacuna }) => {
  const { page, patients, patient } = lacuna;
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await tabTo(page.getByRole('button', { name: 'Choose a patient' }));
  await page.keyboard.press('Enter');
  await tabTo(patients.rows.first().getByRole('link'));
  await page.keyboard.press('Enter');
  await expect(patient.riskPanel).toBeVisible();
  await tabTo(patient.switchOf('Demographics'));
  await page.keyboard.press('Space');
  await expect(patient.whatIf).toContainText('without demographics');
  await tabTo(patient.evidence.getByRole('tab', { selected: true }));
  const before = await patient.evidence.getByRole('tab', { selected: true }).textContent();
  await page.keyboard.press('ArrowRight');
  await expect(patient.evidence.getByRole('tab', { selected: true })).not.toHaveText(before ?? '');
  await page.keyboard.press('0');
  await expect(patient.whatIf).toHaveCount(0);
});

test('a first start shows a tour of four steps, and it can be called again', async ({ lacuna, host }) => {
  const { page, tour } = lacuna;
  await expect(tour).toHaveCount(0);
  await (await host.connect()).settings.set.mutate({ tourSeen: false });
  await page.reload();
  for (const heading of ['Records come first', 'Open a patient', 'Ask what the model relies on']) {
    await expect(tour.getByRole('heading')).toHaveText(heading);
    await tour.getByRole('button', { name: 'Next' }).click();
  }
  await tour.getByRole('button', { name: 'Done' }).click();
  await expect(tour).toHaveCount(0);
  await page.reload();
  await lacuna.settled();
  await expect(tour).toHaveCount(0);
  await (await lacuna.search('Show the tour')).click();
  await expect(tour).toBeFocused();
  await tour.getByRole('button', { name: 'Skip the tour' }).click();
  await expect(tour).toHaveCount(0);
});

test('keys lead to a page, to a stay by its id, and to what a figure means', async ({ lacuna }) => {
  const { page, patients } = lacuna;
  await page.keyboard.press('g');
  await page.keyboard.press('p');
  await expect(lacuna.heading).toHaveText('Patients');
  const encounter = (await patients.rows.first().getByRole('link').textContent()) ?? '';
  await page.keyboard.press('g');
  await page.keyboard.press('m');
  await expect(lacuna.heading).toHaveText('Models');
  await expect((await lacuna.search(encounter)).first()).toContainText('patient');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(lacuna.heading).toContainText(encounter);
  await expect(lacuna.trail).toHaveText(`PatientsStay ${encounter}`);
  await lacuna.trail.getByRole('link', { name: 'Patients' }).click();
  await expect(lacuna.heading).toHaveText('Patients');
  await expect((await lacuna.search('AUROC')).first()).toContainText('What is “AUROC”?');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/help#auroc$/);
});

test('who wants no motion sees none, in the palette, a menu and a switch of screens', async ({ lacuna }) => {
  const { page } = lacuna;
  const moving = (): Promise<string[]> =>
    page.evaluate(() =>
      document
        .getAnimations()
        .filter(({ effect }) => Number(effect?.getComputedTiming().duration) > 1)
        .map(({ effect }) => (effect as KeyframeEffect).target?.className ?? ''),
    );
  await lacuna.search('AUROC');
  expect(await moving()).toEqual([]);
  await page.keyboard.press('Escape');
  await lacuna.showRunningWork();
  expect(await moving()).toEqual([]);
  await lacuna.open('/train');
  expect(await moving()).toEqual([]);
});

/** Controls of the screen that cannot be brought into sight, or are covered when they are. */
function unreachable(main: Locator): Promise<string[]> {
  return main.evaluate((root) => {
    const controls = [
      ...root.querySelectorAll<HTMLElement>('button, a[href], input, select, summary, [tabindex="0"]'),
    ];
    return controls.flatMap((control) => {
      if (!control.checkVisibility() || control.matches(':disabled')) return [];
      control.scrollIntoView({ block: 'center', inline: 'center' });
      const { left, right, top, bottom, width, height } = control.getBoundingClientRect();
      const x = width > innerWidth ? innerWidth / 2 : (left + right) / 2;
      const y = height > innerHeight ? innerHeight / 2 : (top + bottom) / 2;
      const hit = document.elementFromPoint(x, y);
      const isThere =
        hit !== null &&
        (control.contains(hit) || hit.contains(control) || hit.closest('label, div')?.contains(control));
      return isThere
        ? []
        : [
            `${control.tagName} ${control.getAttribute('aria-label') ?? control.textContent.trim().slice(0, 40)}`,
          ];
    });
  });
}

test('a theme that was chosen stays, whatever the system has', async ({ lacuna }) => {
  const { page } = lacuna;
  await page.emulateMedia({ colorScheme: 'light' });
  await lacuna.useTheme('dark');
  await page.reload();
  await lacuna.settled();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await lacuna.useTheme('light');
});

test('at 200 % the menu holds every screen', async ({ lacuna }) => {
  const { page } = lacuna;
  await page.setViewportSize(AT_200_PERCENT);
  await page.getByRole('button', { name: 'Menu' }).click();
  await lacuna.go('Audit');
  await expect(lacuna.heading).toHaveText('Audit');
});
