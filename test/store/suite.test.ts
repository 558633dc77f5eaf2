import { beforeAll } from 'vitest';
import { createTables, localTables } from '../../infra/local/tables.ts';
import { clientOf, useEngine } from '../support/engine.ts';
import { MemoryDatabase } from '../support/memory-database.ts';
import { clientOver } from '../support/memory-database-client.ts';
import { describeDatabase } from './suite.ts';

describeDatabase('the embedded engine', useEngine());

const memory = new MemoryDatabase();
const wire = async ({ operation, input }: { operation: string; input: unknown }) => {
  const { status, body } = memory.execute(operation, input, Date.now());
  return { status, text: JSON.stringify(body) };
};
describeDatabase('the memory database', { client: clientOver(wire, Date.now), tables: localTables });

/** The address of another engine, which `npm run test:more` starts. */
const another = process.env.CONNECT_TEST_ENGINE;
if (another !== undefined) {
  const client = clientOf(another);
  beforeAll(() => createTables(client));
  describeDatabase(`the engine at ${another}`, { client, tables: localTables });
}
