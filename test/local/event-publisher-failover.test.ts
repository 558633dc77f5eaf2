import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { expect, it } from 'vitest';
import { buildCreateWrite } from '../../lib/dynamodb/items/connect-item.ts';
import { licenseRef } from '../../lib/dynamodb/items/license.ts';
import { toTransactWriteItem } from '../../lib/dynamodb/write-input.ts';
import { EventFollower } from '../../tools/local/follow-events.ts';
import { acquireSharedEngine } from '../../tools/local/shared-engine.ts';
import { createLocalTables, localTableNames } from '../../tools/local/tables.ts';
import { useProcesses } from '../support/processes.ts';
import { aLicense } from '../support/sample-facts.ts';
import { useTempFolders } from '../support/temp-folders.ts';
import { createEngineSdkClient } from '../support/test-engine.ts';

const newFolder = useTempFolders();
const start = useProcesses();
const eventTeller = fileURLToPath(new URL('../support/event-publisher-process.ts', import.meta.url));

it('one of the servers that share an engine tells events; when it is killed, another one goes on and none is missing', async () => {
  const folder = newFolder();
  const engine = await acquireSharedEngine(folder);
  const client = createEngineSdkClient(engine.url);
  try {
    await createLocalTables(client, localTableNames, { streams: true });
    const servers = [1, 2].map(() => start(eventTeller, [folder]));
    await Promise.all(servers.map(server => server.waitForOutput('ready')));

    let made = 0;
    const make = async (count: number) => {
      for (let n = 0; n < count; n++) {
        const licenseId = `l-${++made}`;
        const at = licenseRef('acme', licenseId);
        const write = buildCreateWrite(
          at,
          aLicense({ licenseId, starts: { on: '2030-01-01', at: '2030-01-01T00:00:00.000Z' } }),
        );
        const item = toTransactWriteItem(
          { ...write, item: { ...write.item, requestId: 'r' } },
          localTableNames.connect,
        );
        await client.send(new TransactWriteCommand({ TransactItems: [item] }));
      }
    };
    const follower = new EventFollower(join(folder, 'events.ndjson'), {});
    const told: { eventId: string }[] = [];
    const allAreTold = async () => {
      while (new Set(told.map(({ eventId }) => eventId)).size < made) {
        await sleep(20);
        for await (const line of follower.added()) told.push(JSON.parse(line));
      }
    };

    await make(20);
    await allAreTold();
    const telling = servers.filter(server => server.stdout().includes('telling'));
    expect(telling.length).toBe(1);

    await make(20);
    telling[0]?.child.kill('SIGKILL');
    await make(20);
    await allAreTold();
    expect(told.at(-1)).toMatchObject({
      tenantId: 'acme',
      type: 'license.created',
      sequence: 1,
      data: { status: 'PENDING' },
    });
    for (const { child } of servers) child.kill('SIGKILL');
    await Promise.all(servers.map(server => server.waitForExit()));
  } finally {
    client.destroy();
    await engine.release();
  }
});
