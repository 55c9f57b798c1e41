import type { IncomingMessage } from 'node:http';
import type { Handler } from '../api/handler.ts';
import { refuseCall } from '../api/refusal.ts';
import { securityHeaders } from '../api/security-headers.ts';
import type { ErrorReport } from '../errors.ts';
import { LINK_PATH } from './control-file.ts';
import { sessionCookie, sessionSecret } from './cookie.ts';
import { refuseForm, refuseOrigin } from './guard.ts';
import { digestOf, matches } from './secret.ts';
import type { Sessions } from './sessions.ts';

export interface FrontDoorOptions {
  readonly handler: Handler;
  readonly port: number;
  readonly sessions: Sessions;
  /** Secret of the control file, which lets another process of this user ask for a link. */
  readonly secret: string;
  readonly freshLink: () => string;
}

const SIGN_IN: ErrorReport = {
  code: 'unauthorized',
  message: 'this window is not signed in to Lacuna, or its link was used or has expired',
  hint: 'press Enter in the terminal where Lacuna runs, or run "lacuna open", and use the new link',
};

/**
 * Decides about each request before the application sees it: its form, then the two ways to sign in, then the
 * session, then, for calls, the origin.
 */
export function createFrontDoor(options: FrontDoorOptions) {
  const controlDigest = digestOf(options.secret);
  return async (incoming: IncomingMessage, toRequest: () => Request): Promise<Response> => {
    const malformed = refuseForm(incoming, options.port);
    if (malformed !== null) return text(malformed.status, malformed.report);
    const [path = '', query = ''] = (incoming.url ?? '').split('?', 2);
    if (path === '/open') return signIn(options, incoming, query);
    if (path === LINK_PATH) return makeLink(options, incoming, controlDigest);
    const isCall = path === '/api' || path.startsWith('/api/');
    if (!options.sessions.isSignedIn(sessionSecret(options.port, incoming.headers.cookie))) {
      return isCall ? refuseCall(SIGN_IN, 401) : text(401, SIGN_IN);
    }
    const foreign = isCall ? refuseOrigin(incoming) : null;
    if (foreign !== null) return refuseCall(foreign.report, foreign.status);
    return options.handler(toRequest());
  };
}

function signIn({ sessions, port }: FrontDoorOptions, { method }: IncomingMessage, query: string): Response {
  const token = new URLSearchParams(query).get('token');
  // Only a page load uses the link up; a preview's HEAD does not.
  const secret = method === 'GET' && token !== null ? sessions.exchange(token) : null;
  if (secret === null) return text(401, SIGN_IN);
  const headers = { ...securityHeaders(), location: '/', 'cache-control': 'no-store' };
  return new Response(null, {
    status: 303,
    headers: { ...headers, 'set-cookie': sessionCookie(port, secret) },
  });
}

/** Answers `lacuna open`: a browser could not know the secret, and one that tries gives itself away by its origin. */
function makeLink(options: FrontDoorOptions, incoming: IncomingMessage, controlDigest: Buffer): Response {
  const { authorization = '', origin } = incoming.headers;
  const given = authorization.replace(/^Bearer /, '');
  if (incoming.method !== 'POST' || origin !== undefined || !matches(given, controlDigest))
    return text(401, SIGN_IN);
  return Response.json({ link: options.freshLink() }, { headers: { 'cache-control': 'no-store' } });
}

function text(status: number, { message, hint }: ErrorReport): Response {
  const body = hint === undefined ? `${message}\n` : `${message}\n${hint}\n`;
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' };
  return new Response(body, { status, headers: { ...securityHeaders(), ...headers } });
}
