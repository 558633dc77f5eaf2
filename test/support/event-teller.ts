import { joinEngine } from '../../infra/local/shared-engine.ts';
import { tablesFrom } from '../../infra/local/tables.ts';
import { tellEvents } from '../../infra/local/tell-events.ts';
import { clientOf } from './engine.ts';

/* A process that tells events of the engine of a folder, its argument, if no other does, until it is ended. */
const folder = process.argv[2] ?? '';
const { url } = await joinEngine(folder);
const sinks = () => {
  console.log('telling');
  return [];
};
tellEvents({ client: clientOf(url), tables: tablesFrom({}), url, folder, sinks, leaseMs: 500 });
console.log('ready');
