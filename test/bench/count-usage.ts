import { tableDefinitions } from '../../lib/dynamodb/tables.ts';
import { type BenchEnvironment, peerIdempotencyTable } from './bench-environment.ts';
import { type BenchmarkRequestKind, createRequestEvent, requestKinds } from './benchmark-requests.ts';
import type { ContenderName, FunctionBundles } from './contenders.ts';
import { type NodeRuntime, runWorker } from './run-worker.ts';
import { type DatabaseUsage, startUsageMeter, type UsageMeter } from './usage-meter.ts';

/** Starts a meter in front of the environment's engine. */
export const startStageMeter = (stage: BenchEnvironment): Promise<UsageMeter> =>
  startUsageMeter(stage.client, stage.url, table => {
    if (table === peerIdempotencyTable) return ['id'];
    const found = Object.entries(stage.tables).find(([, name]) => name === table);
    const definition = tableDefinitions[found?.[0] as keyof typeof tableDefinitions];
    return definition.sortKey === undefined ? [definition.partitionKey] : [definition.partitionKey, definition.sortKey];
  });

/** Tells whether a contender implements a kind of request. Bare SDK calls refuse no request. */
export const supportsRequestKind = (contender: ContenderName, kind: BenchmarkRequestKind): boolean =>
  contender !== 'floor' || ['first', 'replay', 'read'].includes(kind);

/** Counts the DynamoDB usage of each kind of request, each in a separate process. */
export async function countUsage(
  contender: ContenderName,
  {
    files,
    stage,
    meter,
    node,
  }: { files: FunctionBundles; stage: BenchEnvironment; meter: UsageMeter; node: NodeRuntime },
): Promise<Partial<Record<BenchmarkRequestKind, DatabaseUsage>>> {
  const usages: Partial<Record<BenchmarkRequestKind, DatabaseUsage>> = {};
  const send = async (kind: BenchmarkRequestKind) => {
    const { function: name, status } = requestKinds[kind];
    const event = createRequestEvent(kind, stage.data.apiKey, `count-${contender}`);
    const task = { file: files[name].file, event, status, hasFreshKeys: false, warmUp: 1, calls: 0 };
    await runWorker(node, task, stage.environmentVariables(meter.url));
    return meter.read();
  };
  for (const kind of ['headers', 'body', 'first', 'replay', 'mismatch', 'read'] as const) {
    if (supportsRequestKind(contender, kind)) usages[kind] = await send(kind);
  }
  return usages;
}
