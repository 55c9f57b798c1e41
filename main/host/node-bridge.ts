import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** A Node request as the fetch standard's; its signal trips when the client leaves before the answer is complete. */
export function toRequest(incoming: IncomingMessage, outgoing: ServerResponse): Request {
  const controller = new AbortController();
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) controller.abort();
  });
  const url = `http://${incoming.headers.host}${incoming.url}`;
  const headers = headersOf(incoming);
  const { signal } = controller;
  if (incoming.method !== 'POST')
    return new Request(url, { method: incoming.method ?? 'GET', headers, signal });
  // A reader that stops early must not tear down the socket that still has to carry the refusal.
  const body = ReadableStream.from(
    incoming.iterator({ destroyOnReturn: false }),
  ) as ReadableStream<Uint8Array>;
  return new Request(url, { method: 'POST', headers, signal, body, duplex: 'half' });
}

/** Sends a response as its body is made. Ends quietly when the client leaves, which cancels the body. */
export async function sendResponse(
  response: Response,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  for (const [name, value] of response.headers) outgoing.setHeader(name, value);
  // What is left of an unread body must not be taken for the next request.
  if (!incoming.complete) outgoing.setHeader('connection', 'close');
  outgoing.writeHead(response.status);
  outgoing.flushHeaders();
  if (response.body === null) {
    outgoing.end();
    return;
  }
  try {
    await pipeline(Readable.fromWeb(response.body), outgoing);
  } catch (error) {
    if (!outgoing.destroyed) throw error;
  }
}

function headersOf(incoming: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, values] of Object.entries(incoming.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value);
  }
  return headers;
}
