/** Yields what `source` yields while it already works on the next one. */
export async function* prefetch<T>(source: AsyncGenerator<T>): AsyncGenerator<T> {
  let next = ahead(source);
  try {
    for (;;) {
      const outcome = await next;
      if (outcome.failed) throw outcome.error;
      if (outcome.result.done === true) return;
      next = ahead(source);
      yield outcome.result.value;
    }
  } finally {
    await next;
    await source.return(undefined);
  }
}

type Outcome<T> = { failed: false; result: IteratorResult<T> } | { failed: true; error: unknown };

/** A failure is kept as a value until it is asked for: while the consumer is busy nobody listens. */
async function ahead<T>(source: AsyncGenerator<T>): Promise<Outcome<T>> {
  try {
    return { failed: false, result: await source.next() };
  } catch (error) {
    return { failed: true, error };
  }
}
