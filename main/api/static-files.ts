import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';
import { securityHeaders } from './security-headers.ts';

/** The built page holds this word wherever the nonce of its styles belongs; each response puts a fresh one there. */
export const NONCE_PLACEHOLDER = 'LACUNA_STYLE_NONCE';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
};

/**
 * Answers with a file of the built window. A path without extension is a deep link into the window and gets its page.
 * @param folder the built window (`dist/renderer`).
 */
export async function serveStatic(folder: string, request: Request): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return plain(405, 'method not allowed', { allow: 'GET, HEAD' });
  }
  const path = safePath(new URL(request.url).pathname);
  if (path === null) return plain(400, 'bad path');
  const extension = extname(path);
  if (extension === '' || extension === '.html') return servePage(folder, request.method);
  const file = resolve(join(folder, path));
  const type = CONTENT_TYPES[extension];
  if (type === undefined || !file.startsWith(resolve(folder) + sep)) return plain(404, 'not found');
  const content = await readIfPresent(file);
  if (content === null) return plain(404, 'not found');
  // Vite puts a hash of the content into the name of everything under assets/.
  const caching = path.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-cache';
  const headers = { ...securityHeaders(), 'content-type': type, 'cache-control': caching };
  return new Response(request.method === 'HEAD' ? null : content, { headers });
}

async function servePage(folder: string, method: string): Promise<Response> {
  const page = await readIfPresent(join(folder, 'index.html'));
  if (page === null) return plain(503, 'the window is not built yet: run npm run build');
  const nonce = randomBytes(16).toString('base64');
  const html = page.toString('utf8').replaceAll(NONCE_PLACEHOLDER, nonce);
  const headers = {
    ...securityHeaders(nonce),
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
  };
  return new Response(method === 'HEAD' ? null : html, { headers });
}

/** The decoded path, or `null` for one that tries to leave the folder or cannot be a file of ours. */
function safePath(pathname: string): string | null {
  try {
    const decoded = decodeURIComponent(pathname);
    const isSafe = decoded
      .split('/')
      .every((segment) => segment !== '..' && !segment.includes('\\') && !segment.includes('\0'));
    return isSafe ? decoded : null;
  } catch {
    return null; // not valid percent-encoding
  }
}

async function readIfPresent(file: string): Promise<Buffer<ArrayBuffer> | null> {
  try {
    return await readFile(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR') return null;
    throw error;
  }
}

function plain(status: number, text: string, headers: Record<string, string> = {}): Response {
  return new Response(text, {
    status,
    headers: { ...securityHeaders(), ...headers, 'content-type': 'text/plain; charset=utf-8' },
  });
}
