import { createEventCommand } from './event-command.ts';
import { runTool } from './run-tool.ts';

const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => interruption.abort());
// What reads it, such as `head`, has seen enough.
process.stdout.on('error', () => process.exit(0));

await runTool(createEventCommand({ environment: process.env, output: console, signal: interruption.signal }));
