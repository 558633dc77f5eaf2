/** Runs a piece of work when its turn comes. */
export type ConcurrencyLimit = <T>(work: () => Promise<T>) => Promise<T>;

/** Lets so many pieces of work run at once; the others wait, in their order. */
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
