/**
 * Works on several items at once and gives the results in the order of the items. At most `concurrency` items
 * are under way or waiting to be taken, so memory is bounded however many there are. Rejects with the first
 * failure; what is under way then is left to end by itself.
 */
export async function* mapInOrder<T, R>(
  items: AsyncIterable<T> | Iterable<T>,
  work: (item: T) => Promise<R>,
  concurrency: number,
): AsyncGenerator<R> {
  const pending: Promise<R>[] = [];
  for await (const item of items) {
    const result = work(item);
    // It is awaited below, in its turn; until then a failure must not count as unhandled.
    result.catch(() => undefined);
    pending.push(result);
    const first = pending.length >= concurrency ? pending.shift() : undefined;
    if (first !== undefined) yield await first;
  }
  for (const result of pending) yield await result;
}
