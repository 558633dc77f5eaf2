import { beforeAll } from 'vitest';
import { createSingleAttemptClient } from '../../lib/dynamodb/client.ts';
import { createLocalTables, localTableNames } from '../../tools/local/tables.ts';
import { MemoryDatabase } from '../support/memory-database.ts';
import { createMemoryClient } from '../support/memory-database-client.ts';
import { createEngineClient, createEngineSdkClient, useEngine } from '../support/test-engine.ts';
import { describeDatabase } from './conformance-suite.ts';

const engine = useEngine();
describeDatabase('the embedded engine', {
  get client() {
    return createSingleAttemptClient(engine.client);
  },
  tables: localTableNames,
});

const memory = new MemoryDatabase();
const wire = async ({ operation, input }: { operation: string; input: unknown }) => {
  const { status, body } = memory.execute(operation, input, Date.now());
  return { status, text: JSON.stringify(body) };
};
describeDatabase('the memory database', { client: createMemoryClient(wire, Date.now), tables: localTableNames });

/** URL of another engine, which `npm run test:more` starts. */
const otherEngineUrl = process.env.CONNECT_TEST_ENGINE;
if (otherEngineUrl !== undefined) {
  beforeAll(() => createLocalTables(createEngineSdkClient(otherEngineUrl)));
  describeDatabase(`the engine at ${otherEngineUrl}`, {
    client: createEngineClient(otherEngineUrl),
    tables: localTableNames,
  });
}
