/**
 * What some work gives, or the reason of the signal as soon as it trips. The work itself goes on and is not waited for: a
 * disk that does not answer cannot be told to stop.
 */
export async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  const aborted = Promise.withResolvers<never>();
  const abandon = (): void => {
    aborted.reject(signal.reason);
  };
  signal.addEventListener('abort', abandon, { once: true });
  if (signal.aborted) abandon();
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abandon);
  }
}
