import { paginateScan } from '@aws-sdk/lib-dynamodb';
import { type CallRelay, startEngineProxy } from '../support/engine-proxy.ts';
import type { BenchEnvironment } from './bench-environment.ts';
import { createRequestEvent } from './benchmark-requests.ts';
import type { ContenderBundles, ContenderName } from './contenders.ts';
import { type NodeRuntime, runWorker } from './run-worker.ts';

/**
 * Loses the response to the commit and to every write after it, so that the function cannot know the outcome. Then the client
 * repeats the request.
 *
 * @returns the number of licenses that were created
 */
export async function countEffectsOfLostResponse(
  contender: ContenderName,
  { bundles, stage, node }: { bundles: ContenderBundles; stage: BenchEnvironment; node: NodeRuntime },
): Promise<number> {
  const before = await countLicenses(stage);
  let hasLost = false;
  let isLosing = true;
  const relay: CallRelay = async (operation, body, forward) => {
    const reply = await forward();
    // The item of a license, either alone or together with the stored response.
    if (/"#?\w*license#|"sk":\{"S":"license"\}/.test(body) && /Put|Transact/.test(operation)) hasLost = true;
    return hasLost && isLosing && /Put|Transact/.test(operation) ? { status: 500, body: Buffer.from('{}') } : reply;
  };
  const { url, stop } = await startEngineProxy(stage.url, relay);
  const event = createRequestEvent('first', stage.data.apiKey, `lost-${contender}`);
  const task = { file: bundles[contender]['create-license'].file, event, hasFreshKeys: false, warmUp: 1, calls: 0 };
  // Any status is accepted the first time.
  await runWorker(node, { ...task, status: 0 }, stage.environmentVariables(url));
  isLosing = false;
  await runWorker(node, { ...task, status: 201 }, stage.environmentVariables(url));
  stop();
  return (await countLicenses(stage)) - before;
}

async function countLicenses({ client, tables }: BenchEnvironment): Promise<number> {
  let count = 0;
  const licenses = {
    TableName: tables.connect,
    FilterExpression: 'sk = :license',
    ExpressionAttributeValues: { ':license': 'license' },
    Select: 'COUNT',
    ConsistentRead: true,
  } as const;
  for await (const page of paginateScan({ client }, licenses)) count += page.Count ?? 0;
  return count;
}
