import type { EventCommandContext } from './event-command.ts';

/** The process as the context of `npx connect-api events`: signals end it, and so does the end of its reader, such as `head`. */
export function openEventContext(): EventCommandContext {
  const interruption = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => interruption.abort());
  process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') process.exit(0);
    interruption.abort();
  });
  return { environment: process.env, output: console, signal: interruption.signal };
}
