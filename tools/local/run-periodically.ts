/** Does something now and then, never twice at once. What goes wrong is tried again next time. @returns what ends it */
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
