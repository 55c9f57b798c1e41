import { expect, test } from './driver.ts';

test.use({ journey: { name: 'lock', data: 'none' } });

const PASSPHRASE = 'correct horse battery staple';

test('a locked window shows nothing, and opens by its passphrase alone', async ({ lacuna, host }) => {
  const { lock, page } = lacuna;
  await test.step('a passphrase is set', async () => {
    await lacuna.go('Settings');
    await lock.setPassphrase(PASSPHRASE);
  });
  await test.step('locked, it shows no screen, whatever the address', async () => {
    await lock.now();
    await expect(lacuna.heading).toHaveText('Lacuna is locked');
    await page.goto(`${host.address}/settings`);
    await expect(lacuna.heading).toHaveText('Lacuna is locked');
    await expect(page.getByRole('navigation')).toHaveCount(0);
  });
  await test.step('another passphrase is refused, by name', async () => {
    await lock.unlock('wrong horse');
    await expect(lock.refusal).toContainText(/passphrase/);
    await expect(lacuna.heading).toHaveText('Lacuna is locked');
  });
  await test.step('the right one leads back to where one was, once the wait for a wrong one is over', async () => {
    await expect(async () => {
      await lock.unlock(PASSPHRASE);
      await expect(lacuna.heading).toHaveText('Settings', { timeout: 2_000 });
    }).toPass();
  });
});
