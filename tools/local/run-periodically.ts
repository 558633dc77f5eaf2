/** Runs work at intervals, never twice at a time. Errors are ignored; the next run tries again. @returns a function that stops it */
export function runPeriodically(intervalMs: number, work: () => Promise<unknown>): () => Promise<void> {
  let current: Promise<unknown> = Promise.resolve();
  let idle = true;
  const timer = setInterval(() => {
    if (!idle) return;
    idle = false;
    current = work()
      .catch(() => {})
      .finally(() => {
        idle = true;
      });
  }, intervalMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await current;
  };
}
