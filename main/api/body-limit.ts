/** Largest body of a call, in bytes. Calls carry questions and settings, never records. */
export const MAX_BODY_BYTES = 1024 * 1024;

/**
 * Reads a request's body up to a limit, so that no later stage can be made to hold more.
 * @returns the same request with its body in memory, or `null` when the body is larger.
 */
export async function withLimitedBody(request: Request, limit: number): Promise<Request | null> {
  if (request.body === null) return request;
  if (Number(request.headers.get('content-length') ?? 0) > limit) return null;
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  // Leaving the loop early cancels the stream, which tells the sender to stop.
  for await (const chunk of request.body as ReadableStream<Uint8Array<ArrayBuffer>>) {
    size += chunk.byteLength;
    if (size > limit) return null;
    chunks.push(chunk);
  }
  const { url, method, headers, signal } = request;
  return new Request(url, { method, headers, signal, body: new Blob(chunks) });
}
