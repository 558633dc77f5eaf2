import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { BatchWriteItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { eventFileIn } from '../../infra/local/event-file.ts';
import { readWhole } from '../../infra/local/folder.ts';
import { EventFollower } from '../../infra/local/follow-events.ts';
import { ProcessMark } from '../../infra/local/process-mark.ts';
import { joinEngine } from '../../infra/local/shared-engine.ts';
import { localTables } from '../../infra/local/tables.ts';
import { silenceSdk } from '../../infra/local/target.ts';
import { clientOf } from '../support/engine.ts';
import { repeat, timed, withMeasuredServer } from '../support/measured-server.ts';

/*
 * How many commands a second a server of this machine carries out while it tells their events, and whether that stays so as its
 * stream grows. Arguments: how many changes in all, and after how many each line. Most of the changes are written by hand and
 * tell nothing; a thousand before each line are commands.
 */

silenceSdk();
const [all = 50_000, each = 10_000] = process.argv.slice(2).map(Number);
const commands = Math.min(1000, each);
const body = { productOfferingId: 'demo-license-offering', customerId: 'demo-customer' };
const filling = 'x'.repeat(700);

await withMeasuredServer(async server => {
  const engine = await joinEngine(server.folder);
  const client = clientOf(engine.url);
  const follower = new EventFollower(eventFileIn(server.folder), { type: 'license.created' });
  let told = 0;
  const toldAll = async (wanted: number) => {
    for (;;) {
      for await (const _ of follower.added()) told += 1;
      if (told >= wanted) return;
      await sleep(20);
    }
  };
  try {
    // Those of the demo data.
    await sleep(3000);
    await toldAll(0);
    const before = told;
    for (let changes = 0, done = 0; changes < all; changes += each) {
      await fill(client, changes, each - commands);
      await timed(server, '/licenses', body);
      await toldAll(before + ++done);
      const cpu = cpuMsOf(server.folder);
      const begun = performance.now();
      await repeat(commands - 1, 8, async () => {
        await timed(server, '/licenses', body);
      });
      const ms = performance.now() - begun;
      done += commands - 1;
      await toldAll(before + done);
      const behind = performance.now() - begun - ms;
      const rate = `${((commands / ms) * 1000).toFixed(0)} commands a second`;
      const cost = `${((cpuMsOf(server.folder) - cpu) / commands).toFixed(2)} ms of the engine for each`;
      console.log(`after ${changes + each} changes: ${rate}, ${cost}, the last event ${behind.toFixed(0)} ms later`);
    }
  } finally {
    client.destroy();
    await engine.leave();
  }
});

/** What the engine has computed so far: unlike the time of day, it does not depend on what else the machine does. Linux only. */
function cpuMsOf(folder: string): number {
  const { pid } = readWhole(join(folder, 'engine.json'), ProcessMark) ?? {};
  const [, stat = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
  const [user, system] = stat.split(' ').slice(11, 13).map(Number);
  // In ticks of ten milliseconds.
  return ((user ?? 0) + (system ?? 0)) * 10;
}

/** Changes of things that nobody knows. */
async function fill(client: DynamoDBClient, from: number, count: number): Promise<void> {
  for (let n = from; n < from + count; n += 25) {
    const keys = Array.from({ length: Math.min(25, from + count - n) }, (_, index) => `filling#${(n + index) % 5000}`);
    const requests = keys.map(pk => ({
      PutRequest: { Item: { pk: { S: pk }, sk: { S: 'filling' }, n: { N: String(n) }, filling: { S: filling } } },
    }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [localTables.connect]: requests } }));
  }
}
