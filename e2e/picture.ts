import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page, type TestInfo } from '@playwright/test';

/** Points of a picture that are taken together, in each direction. */
const BLOCK = 8;
/** Of 255. Letters that are smoothed in another way change a block by 14 at most, a part that moved 12 pixels by 44. */
export const TOLERANCE = 15;
const SETTLE_MS = 20_000;

/**
 * Compares what is shown with the picture of it that was looked at and found good, or takes that picture where there is
 * none or those that differ are to be taken anew (`--update-snapshots`).
 * @param blank computes, since a page can read pictures; what it shows does not matter.
 */
export async function expectPicture(
  page: Page,
  blank: Page,
  name: string,
  testInfo: TestInfo,
): Promise<void> {
  const file = testInfo.snapshotPath(`${name}.png`);
  const mode = testInfo.config.updateSnapshots;
  if (mode === 'all' || (mode !== 'none' && !existsSync(file))) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, await pictureOf(page));
    return;
  }
  const before = readFileSync(file);
  if (mode === 'changed') {
    const taken = await pictureOf(page);
    if ((await difference(blank, before, taken)) > TOLERANCE) writeFileSync(file, taken);
    return;
  }
  let now: Buffer = before;
  let distance = Infinity;
  const differs = async (): Promise<number> => {
    now = await pictureOf(page);
    distance = await difference(blank, before, now);
    return distance;
  };
  await expect
    .configure({ soft: true })
    .poll(differs, { message: `${name}: how far a part is from its picture`, timeout: SETTLE_MS })
    .toBeLessThanOrEqual(TOLERANCE);
  if (distance <= TOLERANCE) return;
  await testInfo.attach(`${name}, before`, { body: before, contentType: 'image/png' });
  await testInfo.attach(`${name}, now`, { body: now, contentType: 'image/png' });
}

export async function pictureOf(page: Page): Promise<Buffer> {
  await page.evaluate(async () => {
    await document.fonts.ready;
  });
  return page.screenshot({ scale: 'device', animations: 'disabled' });
}

/** How far two pictures differ where they differ most: of a block's mean colour, 0 to 255; pictures of two sizes all the way. */
export function difference(blank: Page, one: Buffer, other: Buffer): Promise<number> {
  return blank.evaluate(
    async ({ pictures, block }) => {
      const [first, second] = await Promise.all(
        pictures.map(async (base64) => {
          const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
          const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
          const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
          context?.drawImage(bitmap, 0, 0);
          return context?.getImageData(0, 0, bitmap.width, bitmap.height);
        }),
      );
      if (first?.width !== second?.width || first?.height !== second?.height || !first || !second) return 255;
      const sums = new Map<number, number>();
      for (let at = 0; at < first.data.length; at += 1) {
        const point = at >> 2;
        const row = Math.floor(point / first.width / block);
        const column = Math.floor((point % first.width) / block);
        const key = ((row << 12) | column) * 4 + (at & 3);
        sums.set(key, (sums.get(key) ?? 0) + (first.data[at] ?? 0) - (second.data[at] ?? 0));
      }
      return Math.max(...[...sums.values()].map((sum) => Math.abs(sum) / block ** 2));
    },
    { pictures: [one.toString('base64'), other.toString('base64')], block: BLOCK },
  );
}
