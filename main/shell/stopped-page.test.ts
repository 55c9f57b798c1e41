import { expect, it } from 'vitest';
import { isStoppedUrl, stoppedPage, stoppedPath } from './stopped-page.ts';

const ORIGIN = 'app://lacuna';
const stoppedUrl = (reason: string, lastUrl: string): string => ORIGIN + stoppedPath(ORIGIN, reason, lastUrl);
const htmlOf = async (url: string): Promise<string> => (await stoppedPage(url)?.text()) ?? '';

it('says what happened and what was kept, and leads back to where one was', async () => {
  const url = stoppedUrl('oom', `${ORIGIN}/patients/7?without=labs&model=a`);
  expect(isStoppedUrl(url)).toBe(true);
  const html = await htmlOf(url);
  expect(html).toContain('ended unexpectedly (oom)');
  expect(html).toContain('Records, models and settings are as they were.');
  expect(html).toContain('<a href="/patients/7?without=labs&#38;model=a"');
});

it('runs nothing and lets nothing run', async () => {
  const url = stoppedUrl('<script>alert(1)</script>', `${ORIGIN}/"><script>`);
  const response = stoppedPage(url);
  expect(response?.headers.get('content-security-policy')).toMatch(
    /default-src 'none'.*style-src 'self' 'nonce-/,
  );
  expect(await response?.text()).not.toMatch(/<script|onclick|javascript:/);
});

it.each(['https://evil.example/', 'app://lacuna.evil/', 'about:blank', ''])(
  'leads from %j to the first page only',
  async (lastUrl) => {
    expect(await htmlOf(stoppedUrl('crashed', lastUrl))).toContain('<a href="/"');
  },
);

it.each(['//evil.example', 'javascript:alert(1)', 'https://evil.example'])(
  'takes no address from outside: %s',
  async (page) => {
    expect(await htmlOf(`${ORIGIN}/stopped?reason=x&page=${encodeURIComponent(page)}`)).toContain(
      '<a href="/"',
    );
  },
);

it('is at no other address', () => {
  expect([`${ORIGIN}/`, `${ORIGIN}/models`, `${ORIGIN}/stopped/x`].map(stoppedPage)).toEqual([
    null,
    null,
    null,
  ]);
});
