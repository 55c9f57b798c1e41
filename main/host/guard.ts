import type { IncomingMessage } from 'node:http';
import type { ErrorReport } from '../errors.ts';

export interface Refusal {
  readonly status: number;
  readonly report: ErrorReport;
}

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST']);
const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/**
 * Refuses what no window of ours would send: another host name (DNS rebinding), two of them, an absolute or foreign
 * target, an odd method. Runs before anything else looks at the request.
 */
export function refuseForm(request: IncomingMessage, port: number): Refusal | null {
  const hosts = valuesOf(request, 'host');
  const host = hosts[0] ?? '';
  if (hosts.length !== 1 || (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`)) {
    return forbidden(421, 'the request names another host');
  }
  if (!METHODS.has(request.method ?? '')) return usage(405, 'the method is not supported');
  if (!(request.url ?? '').startsWith('/')) return usage(400, 'the target must be a path');
  return null;
}

/**
 * Refuses a call that another site caused. Browsers name their origin in every request that can change something,
 * and say in `Sec-Fetch-Site` how sender and receiver relate.
 */
export function refuseOrigin(request: IncomingMessage): Refusal | null {
  const expected = `http://${request.headers.host}`;
  const origins = valuesOf(request, 'origin');
  const site = request.headers['sec-fetch-site'];
  if (origins.some((origin) => origin !== expected))
    return forbidden(403, 'the request comes from another origin');
  if (site !== undefined && site !== 'same-origin')
    return forbidden(403, 'the request comes from another site');
  if (origins.length !== 1 && !SAFE_METHODS.has(request.method ?? '')) {
    return forbidden(403, 'the request does not say where it comes from');
  }
  return null;
}

/** All values of a header as sent; Node's own table keeps only the first of some. */
function valuesOf({ rawHeaders }: IncomingMessage, name: string): string[] {
  return rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === name);
}

function forbidden(status: number, message: string): Refusal {
  return { status, report: { code: 'forbidden_origin', message } };
}

function usage(status: number, message: string): Refusal {
  return { status, report: { code: 'usage', message } };
}
