import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { CapacityUnits } from '../bench/capacity-units.ts';
import { createHttpResponse, type FaultyNetwork, type NetworkFault, readResponseText } from './faulty-network.ts';

const reads = ['BatchGetItem', 'Query'];
const writes = ['TransactWriteItems', 'UpdateItem'];

/** Measures the request units of an action, as the engine counts them. The network passes all of its calls. */
export async function measureCapacityUnits(
  network: FaultyNetwork,
  action: () => Promise<unknown>,
): Promise<CapacityUnits> {
  const units: CapacityUnits = { reads: 0, writes: 0 };
  const meter: NetworkFault = async (call, pass) => {
    const response = await pass({ ReturnConsumedCapacity: 'TOTAL' });
    const text = await readResponseText(response);
    const kind = writes.includes(call.operation) ? 'writes' : 'reads';
    for (const { CapacityUnits: consumed } of [JSON.parse(text).ConsumedCapacity].flat()) units[kind] += consumed;
    return createHttpResponse(response.statusCode, text);
  };
  network.reset();
  for (const operation of [...reads, ...writes]) network.failAlways(operation, meter);
  await action();
  network.reset();
  return units;
}

/** Measures an action, and compares its request units with its row of docs/cost.md. */
export async function expectDocumentedUnits(
  network: FaultyNetwork,
  title: string,
  action: () => Promise<unknown>,
): Promise<void> {
  const { reads: measuredReads, writes: measuredWrites } = await measureCapacityUnits(network, action);
  const text = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'cost.md'), 'utf8').replace(/ {2,}/g, ' ');
  const documented = text.split('\n').find(line => line.startsWith(`| ${title} |`));
  expect(documented).toBe(`| ${title} | ${measuredReads} | ${measuredWrites} |`);
}
