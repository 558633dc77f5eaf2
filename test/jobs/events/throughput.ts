import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { BatchWriteItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { suppressSdkWarnings } from '../../../tools/local/dynamodb-target.ts';
import { startEngine } from '../../../tools/local/engine.ts';
import { createEngineFile } from '../../../tools/local/engine-file.ts';
import { EventFollower } from '../../../tools/local/follow-events.ts';
import { toEventFilePath } from '../../../tools/local/json-lines.ts';
import { localTableNames } from '../../../tools/local/tables.ts';
import { repeatConcurrently, sendTimedCommand, withMeasuredServer } from '../../support/measured-server.ts';
import { createEngineSdkClient } from '../../support/test-engine.ts';

/*
 * Measures how many commands per second the local server executes while it publishes their events, and whether this changes as its
 * stream grows. Arguments: the total number of changes, and the number of changes per output line. Most changes are written directly
 * and have no events. A thousand before each line are commands.
 */

suppressSdkWarnings();
const [changeCount = 50_000, changesPerLine = 10_000] = process.argv.slice(2).map(Number);
const commands = Math.min(1000, changesPerLine);
const body = { productOfferingId: 'demo-license-offering', customerId: 'demo-customer' };
const filling = 'x'.repeat(700);

const engineFolder = mkdtempSync(join(tmpdir(), 'connect-measured-engine-'));
const engineFile = join(engineFolder, 'engine.db');
await createEngineFile(engineFile);
const engine = await startEngine({ file: engineFile });
const variables = { AWS_ENDPOINT_URL_DYNAMODB: engine.url, CONNECT_JOBS: 'on' };

await withMeasuredServer(async server => {
  const client = createEngineSdkClient(engine.url);
  const follower = new EventFollower(toEventFilePath(server.folder), { type: 'license.created' });
  let publishedCount = 0;
  const waitForEvents = async (wanted: number) => {
    for (;;) {
      for await (const _ of follower.added()) publishedCount += 1;
      if (publishedCount >= wanted) return;
      await sleep(20);
    }
  };
  try {
    // The events of the demo data.
    await sleep(3000);
    await waitForEvents(0);
    const before = publishedCount;
    for (let changes = 0, done = 0; changes < changeCount; changes += changesPerLine) {
      await fill(client, changes, changesPerLine - commands);
      await sendTimedCommand(server, '/licenses', body);
      await waitForEvents(before + ++done);
      const cpu = readEngineCpuMs();
      const startedAt = performance.now();
      await repeatConcurrently(commands - 1, 8, async () => {
        await sendTimedCommand(server, '/licenses', body);
      });
      const ms = performance.now() - startedAt;
      done += commands - 1;
      await waitForEvents(before + done);
      const lagMs = performance.now() - startedAt - ms;
      const rate = `${((commands / ms) * 1000).toFixed(0)} commands a second`;
      const cost = `${((readEngineCpuMs() - cpu) / commands).toFixed(2)} ms of the engine for each`;
      console.log(
        `after ${changes + changesPerLine} changes: ${rate}, ${cost}, the last event ${lagMs.toFixed(0)} ms later`,
      );
    }
  } finally {
    client.destroy();
  }
}, variables).finally(() => engine.stop());
rmSync(engineFolder, { recursive: true, force: true });

/** Reads the CPU time of the engine, which does not depend on other load of the machine. Linux only. */
function readEngineCpuMs(): number {
  const [, stat = ''] = readFileSync(`/proc/${engine.process.pid}/stat`, 'utf8').split(') ');
  const [user, system] = stat.split(' ').slice(11, 13).map(Number);
  // The unit is a tick of 10 ms.
  return ((user ?? 0) + (system ?? 0)) * 10;
}

/** Writes changes of items that cause no events. */
async function fill(client: DynamoDBClient, from: number, count: number): Promise<void> {
  for (let n = from; n < from + count; n += 25) {
    const keys = Array.from({ length: Math.min(25, from + count - n) }, (_, index) => `filling#${(n + index) % 5000}`);
    const requests = keys.map(pk => ({
      PutRequest: { Item: { pk: { S: pk }, sk: { S: 'filling' }, n: { N: String(n) }, filling: { S: filling } } },
    }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [localTableNames.connect]: requests } }));
  }
}
