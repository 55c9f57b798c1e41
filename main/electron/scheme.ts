import { protocol, type Session } from 'electron';
import type { Handler } from '../api/handler.ts';
import { stoppedPage } from '../shell/stopped-page.ts';

const SCHEME = 'app';
/** The one origin of the window. */
export const ORIGIN = `${SCHEME}://lacuna`;

/** Makes `app:` a scheme like https: own origin, fetch, streams. Must run before the app is ready. */
export function registerScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true };
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges }]);
}

/** Answers the window's requests in this process; nothing listens on a port. */
export function serveScheme(session: Session, handler: Handler): void {
  session.protocol.handle(SCHEME, (request) => {
    if (!isOurs(request.url)) return new Response(null, { status: 404 });
    return stoppedPage(request.url) ?? handler(request);
  });
}

export function isOurs(url: string): boolean {
  return url === ORIGIN || url.startsWith(`${ORIGIN}/`);
}
