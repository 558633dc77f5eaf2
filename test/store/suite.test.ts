import { beforeAll } from 'vitest';
import { createTables, localTables } from '../../infra/local/tables.ts';
import { clientOver } from '../../lib/store/sdk-client.ts';
import { clientOf, storeClientOf, useEngine } from '../support/engine.ts';
import { MemoryDatabase } from '../support/memory-database.ts';
import { memoryClient } from '../support/memory-database-client.ts';
import { describeDatabase } from './suite.ts';

const engine = useEngine();
describeDatabase('the embedded engine', {
  get client() {
    return clientOver(engine.client);
  },
  tables: localTables,
});

const memory = new MemoryDatabase();
const wire = async ({ operation, input }: { operation: string; input: unknown }) => {
  const { status, body } = memory.execute(operation, input, Date.now());
  return { status, text: JSON.stringify(body) };
};
describeDatabase('the memory database', { client: memoryClient(wire, Date.now), tables: localTables });

/** The address of another engine, which `npm run test:more` starts. */
const another = process.env.CONNECT_TEST_ENGINE;
if (another !== undefined) {
  beforeAll(() => createTables(clientOf(another)));
  describeDatabase(`the engine at ${another}`, { client: storeClientOf(another), tables: localTables });
}
