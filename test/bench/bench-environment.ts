import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { createRetryingClient } from '../../lib/dynamodb/client.ts';
import { toDay } from '../../lib/dynamodb/items/feed.ts';
import { tableNameVariables } from '../../lib/dynamodb/tables.ts';
import { createLoopbackConfig, createLoopbackEnvironment } from '../../tools/local/dynamodb-target.ts';
import { startEngine } from '../../tools/local/engine.ts';
import { createLocalTables, localTableNames } from '../../tools/local/tables.ts';
import { createTenantId, TestData } from '../support/test-data.ts';
import type { TestEngine } from '../support/test-engine.ts';

/** Idempotency table of the Powertools contender. */
export const peerIdempotencyTable = 'peer-idempotency';

/** Engine with the tables of all contenders, and a tenant with the data that a new license needs. */
export interface BenchEnvironment extends TestEngine {
  data: TestData;
  /** API key of a second tenant, whose time zone is not UTC. */
  zonedApiKey: string;
  /** Returns the environment variables of a function. @param url - the address of the engine or of a proxy */
  environmentVariables(url?: string): Record<string, string>;
  stop(): Promise<void>;
}

export async function createBenchEnvironment(): Promise<BenchEnvironment> {
  const engine = await startEngine();
  // Also if this process is terminated early: `main.ts` turns signals into exits.
  process.once('exit', () => engine.process.kill());
  const client = createRetryingClient(createLoopbackConfig(engine.url));
  await createLocalTables(client);
  await client.send(
    new CreateTableCommand({
      TableName: peerIdempotencyTable,
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
  const used = { url: engine.url, client, tables: localTableNames };
  const data = new TestData(used);
  data.clock = Date.now();
  data.tenantId = createTenantId();
  await data.haveTenant({ tenantId: data.tenantId });
  // The first request of an API key on a day also records its last use.
  data.apiKey = await data.haveApiKey({ lastUsedOn: toDay(data.clock) });
  await Promise.all([data.haveCustomer(), data.haveOffering(), data.haveLicense({ metadata: { orderId: 'A-1' } })]);
  const zoned = new TestData(used);
  zoned.clock = data.clock;
  zoned.tenantId = createTenantId();
  await zoned.haveTenant({ tenantId: zoned.tenantId, timeZone: 'Europe/Berlin' });
  const zonedApiKey = await zoned.haveApiKey({ lastUsedOn: toDay(zoned.clock) });
  await Promise.all([zoned.haveCustomer(), zoned.haveOffering()]);
  return {
    ...used,
    data,
    zonedApiKey,
    environmentVariables: (url = engine.url) => ({
      ...createLoopbackEnvironment(url),
      ...Object.fromEntries(
        Object.entries(tableNameVariables).map(([table, variable]) => [variable, localTableNames[table as 'connect']]),
      ),
      PEER_IDEMPOTENCY_TABLE: peerIdempotencyTable,
    }),
    stop: async () => {
      client.destroy();
      await engine.stop();
    },
  };
}
