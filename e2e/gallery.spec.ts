import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from './driver.ts';
import type { LacunaWindow } from './pages/lacuna-window.ts';

/**
 * Takes the pictures of `docs/screens/`: `LACUNA_GALLERY=1 npm run test:e2e gallery.spec`. They show the
 * synthetic cohort and nobody else.
 */
const FOLDER = path.resolve(import.meta.dirname, '../docs/screens');
const ADMISSIONS = 2_000;
const PREPARE_MS = 1_200_000;
const QUALITY = 0.9;

test.use({ journey: { name: 'gallery', data: 'none' } });
test.use({ contextOptions: { reducedMotion: 'reduce' } });

/** Writes what is shown as WebP, which the browser itself can make. */
async function take(lacuna: LacunaWindow, name: string, address?: string): Promise<void> {
  const { page } = lacuna;
  if (address !== undefined) await lacuna.open(address);
  await lacuna.settled();
  const shown = await page.screenshot({ animations: 'disabled' });
  const webp = await page.evaluate(
    async ({ base64, quality }) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
      const blob = await canvas.convertToBlob({ type: 'image/webp', quality });
      return [...new Uint8Array(await blob.arrayBuffer())];
    },
    { base64: shown.toString('base64'), quality: QUALITY },
  );
  writeFileSync(path.join(FOLDER, `${name}.webp`), Buffer.from(webp));
}

test('pictures of the window', async ({ lacuna, host }) => {
  test.setTimeout(PREPARE_MS);
  await host.prepareDemo(ADMISSIONS);
  const { model, run } = await host.auditModel();
  const other = await host.trainModel({ encoders: 'vanilla', name: 'Without reallocation' });
  await host.compareModels(model, other);
  await host.diagnoseModel(model);
  await take(lacuna, 'start', '/');
  await take(lacuna, 'import', '/import');
  await take(lacuna, 'cohort', '/cohort');
  await take(lacuna, 'patients', `/patients?model=${model}&present=labs&split=test`);
  await lacuna.open(`/patients?model=${model}&present=labs&absent=notes&split=test`);
  const stay = await lacuna.patients.openFirst();
  await take(lacuna, 'patient', `/patients/${stay}?model=${model}&look=labs`);
  await take(lacuna, 'what-if', `/patients/${stay}?model=${model}&without=labs`);
  await take(lacuna, 'train', '/train');
  await take(lacuna, 'training-run', `/train/runs/${run}`);
  await take(lacuna, 'model', `/models/${model}`);
  await take(lacuna, 'diagnosis', `/models/${model}?tab=diagnosis`);
  await take(lacuna, 'compare', `/models/${model}?tab=compare&with=${other}`);
  await take(lacuna, 'audit', `/audit?model=${model}`);
  await lacuna.page.getByRole('region', { name: /^Calibration/ }).scrollIntoViewIfNeeded();
  await take(lacuna, 'audit-figures');
  await lacuna.useTheme('dark');
  await take(lacuna, 'patient-dark', `/patients/${stay}?model=${model}&look=labs`);
  await expect(lacuna.failure).toHaveCount(0);
});
