import { acquireSharedEngine } from '../../tools/local/shared-engine.ts';

/* A process that uses the engine of a folder until it is killed. Its argument is the folder; it prints the engine's address. */
const { url } = await acquireSharedEngine(process.argv[2] ?? '');
console.log(url);
setInterval(() => {}, 1000);
