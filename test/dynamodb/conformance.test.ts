import { beforeAll } from 'vitest';
import { createSingleAttemptClient, type SingleAttemptClient } from '../../lib/dynamodb/client.ts';
import { createDynamoDBDatabase } from '../../lib/dynamodb/dynamodb-database.ts';
import { createLocalTables, localTableNames } from '../../tools/local/tables.ts';
import { EventScheduler } from '../prove/simulation/event-scheduler.ts';
import { ItemStore } from '../scale/item-store.ts';
import { PartitionModel } from '../scale/partition-model.ts';
import { PartitionedDatabase } from '../scale/partitioned-database.ts';
import { MemoryDatabase } from '../support/memory-database.ts';
import { createMemoryClient } from '../support/memory-database-client.ts';
import { createEngineClient, createEngineSdkClient, useEngine } from '../support/test-engine.ts';
import { describeDatabase } from './conformance-suite.ts';

const openDatabase = (client: SingleAttemptClient) => createDynamoDBDatabase(client, localTableNames, Date.now, 60_000);

const engine = useEngine();
describeDatabase('the embedded engine', () => openDatabase(createSingleAttemptClient(engine.client)));

const memory = new MemoryDatabase();
const wire = async ({ operation, input }: { operation: string; input: unknown }) => {
  const { status, body } = memory.execute(operation, input, Date.now());
  return { status, text: JSON.stringify(body) };
};
describeDatabase('the memory database', () => openDatabase(createMemoryClient(wire, Date.now)));

/** Runs every event at once, at the real time. */
class ImmediateScheduler extends EventScheduler {
  override schedule(_time: number, run: () => void): void {
    this.now = Date.now();
    setImmediate(run);
  }
}
const shared = {
  scheduler: new ImmediateScheduler(Date.now()),
  store: new ItemStore(() => undefined),
  partitions: new PartitionModel({ burstSeconds: 3600 }),
  onChange: () => {},
};
const noCosts = { readCpuMs: 0, writeCpuMs: 0, perWriteCpuMs: 0, onThrottle: () => {} };
describeDatabase('the partitioned database of the scale simulation', () => new PartitionedDatabase(shared, noCosts));

/** URL of another engine, which `npm run test:more` starts. */
const otherEngineUrl = process.env.CONNECT_TEST_ENGINE;
if (otherEngineUrl !== undefined) {
  beforeAll(() => createLocalTables(createEngineSdkClient(otherEngineUrl)));
  describeDatabase(`the engine at ${otherEngineUrl}`, () => openDatabase(createEngineClient(otherEngineUrl)));
}
