import type { AttributeValue, BatchGetItemCommandInput } from '@aws-sdk/client-dynamodb';
import type { DatabaseResponse } from '../../support/memory-database.ts';
import type { DatabaseCall } from '../../support/memory-database-client.ts';

type Tables = NonNullable<BatchGetItemCommandInput['RequestItems']>;
type Item = Record<string, AttributeValue>;

const getRequestItems = ({ input }: DatabaseCall): Tables => (input as BatchGetItemCommandInput).RequestItems ?? {};
const getResponses = ({ body }: DatabaseResponse) => (body as { Responses?: Record<string, Item[]> }).Responses ?? {};

/** Splits the item keys into those whose bit in `which` is set and the others. */
function splitKeys(tables: Tables, which: number): [Tables, Tables] {
  const keys = Object.entries(tables).flatMap(([table, { Keys = [] }]) => Keys.map(key => ({ table, key })));
  const part = (bit: number): Tables => {
    const some: Tables = {};
    for (const [index, { table, key }] of keys.entries()) {
      if (((which >> (index % 4)) & 1) !== bit) continue;
      some[table] = { ConsistentRead: true, Keys: [...(some[table]?.Keys ?? []), key] };
    }
    return some;
  };
  return [part(1), part(0)];
}

/** Returns some item keys as unprocessed. @param read - reads the other keys */
export function readPartially(
  sent: DatabaseCall,
  which: number,
  read: (sent: DatabaseCall) => DatabaseResponse,
): DatabaseResponse {
  const [unprocessed, rest] = splitKeys(getRequestItems(sent), which);
  const response = readTables(sent, rest, read);
  return response.status === 200 ? { status: 200, body: { ...response.body, UnprocessedKeys: unprocessed } } : response;
}

/** Simulates that a batch read is not atomic: some item keys are read first, the others later. */
export function readInTwoParts(
  sent: DatabaseCall,
  which: number,
  read: (sent: DatabaseCall) => DatabaseResponse,
): () => DatabaseResponse {
  const [early, late] = splitKeys(getRequestItems(sent), which);
  const first = readTables(sent, early, read);
  return () => {
    const second = readTables(sent, late, read);
    if (first.status !== 200 || second.status !== 200) return first.status === 200 ? second : first;
    const Responses: Record<string, Item[]> = { ...getResponses(first) };
    for (const [table, items] of Object.entries(getResponses(second))) {
      Responses[table] = [...(Responses[table] ?? []), ...items];
    }
    return { status: 200, body: { Responses, UnprocessedKeys: {} } };
  };
}

const readTables = (
  sent: DatabaseCall,
  tables: Tables,
  read: (sent: DatabaseCall) => DatabaseResponse,
): DatabaseResponse =>
  Object.keys(tables).length === 0
    ? { status: 200, body: { Responses: {} } }
    : read({ ...sent, input: { RequestItems: tables } });
