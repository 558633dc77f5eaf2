import { eventProgram } from './event-program.ts';
import { runTool } from './run-tool.ts';

const ending = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => ending.abort());
// What reads it, such as `head`, has seen enough.
process.stdout.on('error', () => process.exit(0));

await runTool(eventProgram({ environment: process.env, output: console, signal: ending.signal }));
