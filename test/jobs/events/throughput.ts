import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { BatchWriteItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { readJsonFile } from '../../../tools/local/data-folder.ts';
import { suppressSdkWarnings } from '../../../tools/local/dynamodb-target.ts';
import { toEventFilePath } from '../../../tools/local/event-file.ts';
import { EventFollower } from '../../../tools/local/follow-events.ts';
import { ProcessMark } from '../../../tools/local/process-mark.ts';
import { acquireSharedEngine } from '../../../tools/local/shared-engine.ts';
import { localTableNames } from '../../../tools/local/tables.ts';
import { repeatConcurrently, sendTimedCommand, withMeasuredServer } from '../../support/measured-server.ts';
import { createEngineSdkClient } from '../../support/test-engine.ts';

/*
 * How many commands a second a server of this machine carries out while it tells their events, and whether that stays so as its
 * stream grows. Arguments: how many changes in all, and after how many each line. Most of the changes are written by hand and
 * tell nothing; a thousand before each line are commands.
 */

suppressSdkWarnings();
const [changeCount = 50_000, changesPerLine = 10_000] = process.argv.slice(2).map(Number);
const commands = Math.min(1000, changesPerLine);
const body = { productOfferingId: 'demo-license-offering', customerId: 'demo-customer' };
const filling = 'x'.repeat(700);

await withMeasuredServer(async server => {
  const engine = await acquireSharedEngine(server.folder);
  const client = createEngineSdkClient(engine.url);
  const follower = new EventFollower(toEventFilePath(server.folder), { type: 'license.created' });
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
    for (let changes = 0, done = 0; changes < changeCount; changes += changesPerLine) {
      await fill(client, changes, changesPerLine - commands);
      await sendTimedCommand(server, '/licenses', body);
      await toldAll(before + ++done);
      const cpu = cpuMsOf(server.folder);
      const begun = performance.now();
      await repeatConcurrently(commands - 1, 8, async () => {
        await sendTimedCommand(server, '/licenses', body);
      });
      const ms = performance.now() - begun;
      done += commands - 1;
      await toldAll(before + done);
      const behind = performance.now() - begun - ms;
      const rate = `${((commands / ms) * 1000).toFixed(0)} commands a second`;
      const cost = `${((cpuMsOf(server.folder) - cpu) / commands).toFixed(2)} ms of the engine for each`;
      console.log(
        `after ${changes + changesPerLine} changes: ${rate}, ${cost}, the last event ${behind.toFixed(0)} ms later`,
      );
    }
  } finally {
    client.destroy();
    await engine.release();
  }
});

/** What the engine has computed so far: unlike the time of day, it does not depend on what else the machine does. Linux only. */
function cpuMsOf(folder: string): number {
  const { pid } = readJsonFile(join(folder, 'engine.json'), ProcessMark) ?? {};
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
    await client.send(new BatchWriteItemCommand({ RequestItems: { [localTableNames.connect]: requests } }));
  }
}
