import { randomBytes } from 'node:crypto';
import { securityHeaders } from '../api/security-headers.ts';
import { text } from './text.ts';

const PATH = '/stopped';

/** The page that the window shows after it stopped; it remembers the page that it was on. */
export function stoppedPath(origin: string, reason: string, lastUrl: string): string {
  const page = lastUrl.startsWith(`${origin}/`) ? lastUrl.slice(origin.length) : '/';
  return `${PATH}?${new URLSearchParams({ reason, page }).toString()}`;
}

export function isStoppedUrl(url: string): boolean {
  return new URL(url).pathname === PATH;
}

/** Says what happened, what was kept and how to go on, without a script; `null` for any other address. */
export function stoppedPage(url: string): Response | null {
  if (!isStoppedUrl(url)) return null;
  const asked = new URL(url).searchParams;
  const page = asked.get('page') ?? '/';
  const nonce = randomBytes(16).toString('base64');
  const { title, why, kept, reload } = text.stopped;
  const html = `<!doctype html>
<html lang="${text.language}">
<meta charset="utf-8">
<title>${title} – ${text.product}</title>
<style nonce="${nonce}">
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { max-width: 34rem; margin: 18vh auto; padding: 0 1.5rem; }
  a { display: inline-block; padding: .5rem 1rem; border: 1px solid; border-radius: 6px; }
</style>
<main>
  <h1>${title}</h1>
  <p>${escaped(why(asked.get('reason') ?? ''))}</p>
  <p>${kept}</p>
  <p><a href="${escaped(/^\/(?!\/)/.test(page) ? page : '/')}" autofocus>${reload}</a></p>
</main>
</html>
`;
  const headers = {
    ...securityHeaders(nonce),
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
  };
  return new Response(html, { headers });
}

function escaped(value: string): string {
  return value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
