import { ignoreBrokenPipe } from '../local/ignore-broken-pipe.ts';

type CloseAction = () => Promise<void> | void;

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const closeActions = new Set<CloseAction>();
let interrupted = false;

/** Returns true once a signal is ending this process. Errors are then a result of it. */
export const isInterrupted = (): boolean => interrupted;

/**
 * Adds something to do when a signal ends this process. The exit code is then 130.
 *
 * @returns a function that removes it
 */
export function onInterruption(close: CloseAction): () => void {
  if (closeActions.size === 0) for (const signal of signals) process.on(signal, interrupt);
  closeActions.add(close);
  return () => {
    closeActions.delete(close);
    if (closeActions.size === 0 && !interrupted) for (const signal of signals) process.off(signal, interrupt);
  };
}

/** Ignores further signals: npm sends the Ctrl-C of a terminal a second time. */
async function interrupt(): Promise<void> {
  if (interrupted) return;
  interrupted = true;
  // The terminal may have been closed.
  ignoreBrokenPipe();
  await Promise.allSettled([...closeActions].map(async close => close()));
  process.exit(130);
}
