import type { AttributeValue, BatchGetItemCommandInput } from '@aws-sdk/client-dynamodb';
import type { Answered } from '../../support/memory-database.ts';
import type { Sent } from '../../support/memory-database-client.ts';

type Tables = NonNullable<BatchGetItemCommandInput['RequestItems']>;
type Item = Record<string, AttributeValue>;

const tablesOf = ({ input }: Sent): Tables => (input as BatchGetItemCommandInput).RequestItems ?? {};
const responsesOf = ({ body }: Answered) => (body as { Responses?: Record<string, Item[]> }).Responses ?? {};

/** Those keys whose bit is set, and the others. */
function parted(tables: Tables, which: number): [Tables, Tables] {
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

/** DynamoDB leaves some keys unread, and says so. @param read - reads the others */
export function readSome(sent: Sent, which: number, read: (sent: Sent) => Answered): Answered {
  const [left, rest] = parted(tablesOf(sent), which);
  const answered = readAll(sent, rest, read);
  return answered.status === 200 ? { status: 200, body: { ...answered.body, UnprocessedKeys: left } } : answered;
}

/** A batched read is not atomic: some keys are read at first, the others later. */
export function readInTwo(sent: Sent, which: number, read: (sent: Sent) => Answered): () => Answered {
  const [early, late] = parted(tablesOf(sent), which);
  const first = readAll(sent, early, read);
  return () => {
    const second = readAll(sent, late, read);
    if (first.status !== 200 || second.status !== 200) return first.status === 200 ? second : first;
    const Responses: Record<string, Item[]> = { ...responsesOf(first) };
    for (const [table, items] of Object.entries(responsesOf(second))) {
      Responses[table] = [...(Responses[table] ?? []), ...items];
    }
    return { status: 200, body: { Responses, UnprocessedKeys: {} } };
  };
}

const readAll = (sent: Sent, tables: Tables, read: (sent: Sent) => Answered): Answered =>
  Object.keys(tables).length === 0
    ? { status: 200, body: { Responses: {} } }
    : read({ ...sent, input: { RequestItems: tables } });
