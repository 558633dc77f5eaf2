import { paginateScan } from '@aws-sdk/client-dynamodb';
import { type Relay, startProxy } from '../support/proxy.ts';
import type { Bundles, Contender } from './contenders.ts';
import { eventOf } from './requests.ts';
import { type Node, runWorker } from './run-worker.ts';
import type { Stage } from './stage.ts';

/**
 * The answer to the commit is lost, and to everything that is tried after it: the function cannot know. The client repeats.
 *
 * @returns how many licenses there are afterwards
 */
export async function effectsOfLostAnswer(
  contender: Contender,
  { bundles, stage, node }: { bundles: Bundles; stage: Stage; node: Node },
): Promise<number> {
  const before = await countLicenses(stage);
  let lost = false;
  let losing = true;
  const relay: Relay = async (operation, body, forward) => {
    const reply = await forward();
    // The item of a license, whether alone or with the kept answer.
    if (/"#?\w*license#|"sk":\{"S":"license"\}/.test(body) && /Put|Transact/.test(operation)) lost = true;
    return lost && losing && /Put|Transact/.test(operation) ? { status: 500, body: Buffer.from('{}') } : reply;
  };
  const { url, stop } = await startProxy(stage.url, relay);
  const event = eventOf('first', stage.data.apiKey, `lost-${contender}`);
  const task = { file: bundles[contender]['create-license'].file, event, fresh: false, warmUp: 1, calls: 0 };
  // Whatever it is told the first time.
  await runWorker(node, { ...task, status: 0 }, stage.environment(url));
  losing = false;
  await runWorker(node, { ...task, status: 201 }, stage.environment(url));
  stop();
  return (await countLicenses(stage)) - before;
}

async function countLicenses({ client, tables }: Stage): Promise<number> {
  let count = 0;
  const licenses = {
    TableName: tables.connect,
    FilterExpression: 'sk = :license',
    ExpressionAttributeValues: { ':license': { S: 'license' } },
    Select: 'COUNT',
    ConsistentRead: true,
  } as const;
  for await (const page of paginateScan({ client }, licenses)) count += page.Count ?? 0;
  return count;
}
