import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { startEngine } from '../../infra/local/engine.ts';
import { createTables, localTables } from '../../infra/local/tables.ts';
import { loopbackConfig, loopbackEnvironment } from '../../infra/local/target.ts';
import { createSdkClient } from '../../lib/store/sdk-client.ts';
import { tableVariables } from '../../lib/store/table.ts';
import type { TestEngine } from '../support/engine.ts';
import { newTenantId, TestData } from '../support/test-data.ts';

/** The table of the usual way. */
export const peerTable = 'peer-idempotency';

/** An engine with the tables of all contenders, and a tenant with what a license needs. */
export interface Stage extends TestEngine {
  data: TestData;
  /** Of a second tenant, whose time zone is not UTC. */
  zonedApiKey: string;
  /** What a function finds in its environment. @param url - the engine, or what stands in front of it */
  environment(url?: string): Record<string, string>;
  stop(): Promise<void>;
}

export async function setStage(): Promise<Stage> {
  const engine = await startEngine();
  // Also when this process is ended in the middle: see `main.ts`.
  process.once('exit', () => engine.process.kill());
  const client = createSdkClient(loopbackConfig(engine.url));
  await createTables(client);
  await client.send(
    new CreateTableCommand({
      TableName: peerTable,
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
  const used = { url: engine.url, client, tables: localTables };
  const data = new TestData(used);
  data.clock = Date.now();
  data.tenantId = newTenantId();
  await data.haveTenant({ tenantId: data.tenantId });
  data.apiKey = await data.haveApiKey();
  await Promise.all([data.haveCustomer(), data.haveOffering(), data.haveLicense({ metadata: { orderId: 'A-1' } })]);
  const zoned = new TestData(used);
  zoned.clock = data.clock;
  zoned.tenantId = newTenantId();
  await zoned.haveTenant({ tenantId: zoned.tenantId, timeZone: 'Europe/Berlin' });
  const zonedApiKey = await zoned.haveApiKey();
  await Promise.all([zoned.haveCustomer(), zoned.haveOffering()]);
  return {
    ...used,
    data,
    zonedApiKey,
    environment: (url = engine.url) => ({
      ...loopbackEnvironment(url),
      ...Object.fromEntries(
        Object.entries(tableVariables).map(([table, variable]) => [variable, localTables[table as 'connect']]),
      ),
      PEER_IDEMPOTENCY_TABLE: peerTable,
    }),
    stop: async () => {
      client.destroy();
      await engine.stop();
    },
  };
}
