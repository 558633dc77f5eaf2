import { tableDefinitions } from '../../lib/store/table.ts';
import type { Contender, FunctionFiles } from './contenders.ts';
import { type Meter, startMeter, type Usage } from './meter.ts';
import { eventOf, type Kind, kinds } from './requests.ts';
import { type Node, runWorker } from './run-worker.ts';
import { peerTable, type Stage } from './stage.ts';

/** A meter in front of the stage's engine. */
export const meterOf = (stage: Stage): Promise<Meter> =>
  startMeter(stage.client, stage.url, table => {
    if (table === peerTable) return ['id'];
    const found = Object.entries(stage.tables).find(([, name]) => name === table);
    const definition = tableDefinitions[found?.[0] as keyof typeof tableDefinitions];
    return definition.sortKey === undefined ? [definition.partitionKey] : [definition.partitionKey, definition.sortKey];
  });

/** The kinds of requests that the floor has: it refuses nothing. */
export const has = (contender: Contender, kind: Kind): boolean =>
  contender !== 'floor' || ['first', 'replay', 'read'].includes(kind);

/** What each kind of request uses of DynamoDB, each in a process of its own. */
export async function countUsage(
  contender: Contender,
  { files, stage, meter, node }: { files: FunctionFiles; stage: Stage; meter: Meter; node: Node },
): Promise<Partial<Record<Kind, Usage>>> {
  const usages: Partial<Record<Kind, Usage>> = {};
  const send = async (kind: Kind) => {
    const { function: name, status } = kinds[kind];
    const event = eventOf(kind, stage.data.apiKey, `count-${contender}`);
    const task = { file: files[name].file, event, status, fresh: false, warmUp: 1, calls: 0 };
    await runWorker(node, task, stage.environment(meter.url));
    return meter.read();
  };
  for (const kind of ['headers', 'body', 'first', 'replay', 'mismatch', 'read'] as const) {
    if (has(contender, kind)) usages[kind] = await send(kind);
  }
  return usages;
}
