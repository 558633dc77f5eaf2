/** Runs work when a slot is free. */
export type ConcurrencyLimit = <T>(work: () => Promise<T>) => Promise<T>;

/** Creates a limit for concurrent work. Work beyond the limit waits in order. */
export function createConcurrencyLimit(limit: number): ConcurrencyLimit {
  let freeSlots = limit;
  const waitingCallers: (() => void)[] = [];
  return async work => {
    if (freeSlots > 0) freeSlots -= 1;
    else await new Promise<void>(resolve => waitingCallers.push(resolve));
    try {
      return await work();
    } finally {
      const next = waitingCallers.shift();
      if (next) next();
      else freeSlots += 1;
    }
  };
}
