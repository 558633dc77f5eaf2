import { acquireSharedEngine } from '../../tools/local/shared-engine.ts';
import { readLocalTableNames } from '../../tools/local/tables.ts';
import { tellEvents } from '../../tools/local/tell-events.ts';
import { createEngineSdkClient } from './test-engine.ts';

/* A process that tells events of the engine of a folder, its argument, if no other does, until it is ended. */
const folder = process.argv[2] ?? '';
const { url } = await acquireSharedEngine(folder);
const sinks = () => {
  console.log('telling');
  return [];
};
tellEvents({ client: createEngineSdkClient(url), tables: readLocalTableNames({}), url, folder, sinks, leaseMs: 500 });
console.log('ready');
