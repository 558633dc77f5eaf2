import {
  type AttributeValue,
  BatchGetItemCommand,
  DynamoDBClient,
  type DynamoDBClientConfig,
  QueryCommand,
  type QueryCommandOutput,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, NumberValueImpl as NumberValue, unmarshall } from '@aws-sdk/util-dynamodb';
import type { FinalizeRequestMiddleware, MiddlewareStack } from '@smithy/types';
import type { TableName } from '../schemas/endpoint.ts';
import { type Budget, type Database, isSpent } from './database.ts';
import { BudgetSpent, commitFailure, readFailure } from './failure.ts';
import { type Collection, type Item, keyOf, type Location, locate } from './item.ts';
import type { TableNames } from './table.ts';
import type { Write } from './write.ts';

/** One call to DynamoDB may take this long. Shorter than any deadline, so that a hang leaves time to repeat. */
export const requestTimeoutMs = 2000;

/** The client for reads and commits. It never repeats by itself: only the protocol knows what may be repeated. */
export function createClient(overrides: DynamoDBClientConfig = {}): DynamoDBClient {
  return new DynamoDBClient({
    maxAttempts: 1,
    requestHandler: { requestTimeout: requestTimeoutMs, connectionTimeout: 1000, throwOnRequestTimeout: true },
    ...overrides,
  });
}

/** An answer that was lost but for its status would look as if nothing were there. */
const incomplete = new Error('DynamoDB answered a read without saying what it found.');

/**
 * {@link Database} over DynamoDB.
 *
 * @param now - the wall clock, epoch milliseconds
 * @param timeoutMs - what one call may take
 */
export function dynamoDatabase(
  client: DynamoDBClient,
  tables: TableNames,
  now: () => number,
  timeoutMs: number = requestTimeoutMs,
): Database {
  // The client's own time-out ends with the head of an answer: a body that never comes would be waited for.
  const inTime = () => ({ abortSignal: AbortSignal.timeout(timeoutMs) });

  /**
   * Counts what is sent and holds back what the budget forbids. The check stands behind the signing step: a process that is
   * frozen before it is stopped by it, and one frozen after it sends a signature that is too old for DynamoDB to accept.
   */
  const guard = <I extends object, O extends object>(
    { middlewareStack }: { middlewareStack: MiddlewareStack<I, O> },
    budget: Budget,
    onSend = () => {},
  ): void => {
    const check: FinalizeRequestMiddleware<I, O> = next => args => {
      if (isSpent(budget, now())) throw new BudgetSpent('The budget is spent.');
      budget.calls += 1;
      onSend();
      return next(args);
    };
    middlewareStack.addRelativeTo(check, { name: 'budget', relation: 'after', toMiddleware: 'httpSigningMiddleware' });
  };

  const batchGet = async (wanted: Location[], budget: Budget) => {
    const byTable = wanted.map(({ table }) => table).filter(isFirst);
    const keysOf = (name: TableName) => wanted.filter(({ table }) => table === name).map(({ key }) => marshall(key));
    const command = new BatchGetItemCommand({
      RequestItems: Object.fromEntries(
        byTable.map(table => [tables[table], { Keys: keysOf(table), ConsistentRead: true }]),
      ),
    });
    guard(command, budget);
    const output = await client.send(command, inTime());
    if (!output.Responses) throw incomplete;
    const items = new Map<string, Item>();
    const unprocessed: Location[] = [];
    for (const table of byTable) {
      for (const found of output.Responses[tables[table]] ?? []) {
        const item = fromAttributes(found);
        items.set(locate({ table, key: keyOf(table, item) }), item);
      }
      for (const key of output.UnprocessedKeys?.[tables[table]]?.Keys ?? []) {
        unprocessed.push({ table, key: keyOf(table, unmarshall(key)) });
      }
    }
    return { items, unprocessed };
  };

  const query = async ({ table, pk, prefix }: Collection<unknown>, budget: Budget): Promise<Item[]> => {
    const found: Item[] = [];
    let from: QueryCommandOutput['LastEvaluatedKey'];
    do {
      const command = new QueryCommand({
        TableName: tables[table],
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': { S: pk }, ':prefix': { S: prefix } },
        ...(from && { ExclusiveStartKey: from }),
      });
      guard(command, budget);
      const page: QueryCommandOutput = await client.send(command, inTime());
      if (!page.Items) throw incomplete;
      for (const item of page.Items) found.push(fromAttributes(item));
      from = page.LastEvaluatedKey;
    } while (from);
    return found;
  };

  return {
    async read({ items, collections }, budget) {
      try {
        const [batch, ...found] = await Promise.all([
          batchGet(items, budget),
          ...collections.map(collection => query(collection, budget)),
        ]);
        return { kind: 'read', ...batch, collections: found };
      } catch (error) {
        return readFailure(error);
      }
    },

    async commit({ writes, token }, budget) {
      let sent = false;
      const command = new TransactWriteItemsCommand({
        ClientRequestToken: token,
        TransactItems: writes.map(write => transactItem(write, tables[write.table])),
      });
      try {
        guard(command, budget, () => {
          sent = true;
        });
        await client.send(command, inTime());
        return { kind: 'committed' };
      } catch (error) {
        return commitFailure(error, sent);
      }
    },
  };
}

const isFirst = <T>(value: T, index: number, all: T[]): boolean => all.indexOf(value) === index;

/** A number that JavaScript cannot hold stays as it is written: no schema takes it, and where none looks it does no harm. */
const fromAttributes = (attributes: Record<string, AttributeValue>): Item =>
  unmarshall(attributes, {
    wrapNumbers: text => (Math.abs(Number(text)) <= Number.MAX_SAFE_INTEGER ? Number(text) : NumberValue.from(text)),
  });

const toAttributes = (item: Item) => marshall(item, { removeUndefinedValues: true });

/** @param table - its name in the account */
export function transactItem(write: Write, table: string): TransactWriteItem {
  const { names, values, expression } = write.condition;
  const checked = {
    TableName: table,
    ConditionExpression: expression,
    // The old item tells a caller without an idempotency key whether the change is its own.
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  } as const;
  if (write.kind === 'put') {
    return {
      Put: {
        ...checked,
        Item: toAttributes(write.item),
        ExpressionAttributeNames: names,
        ...expressionValues(values),
      },
    };
  }
  const change = updateExpression(write.set);
  return {
    Update: {
      ...checked,
      Key: marshall(write.key),
      UpdateExpression: change.expression,
      ExpressionAttributeNames: { ...names, ...change.names },
      ...expressionValues({ ...values, ...change.values }),
    },
  };
}

/** DynamoDB refuses an empty map of values. */
const expressionValues = (values: Item) =>
  Object.keys(values).length === 0 ? {} : { ExpressionAttributeValues: toAttributes(values) };

function updateExpression(set: Item): { expression: string; names: Record<string, string>; values: Item } {
  const names: Record<string, string> = {};
  const values: Item = {};
  const sets: string[] = [];
  const removes: string[] = [];
  for (const [index, [attribute, value]] of Object.entries(set).entries()) {
    names[`#a${index}`] = attribute;
    if (value === undefined) {
      removes.push(`#a${index}`);
    } else {
      values[`:a${index}`] = value;
      sets.push(`#a${index} = :a${index}`);
    }
  }
  const expression = [sets.length && `SET ${sets.join(', ')}`, removes.length && `REMOVE ${removes.join(', ')}`];
  return { expression: expression.filter(Boolean).join(' '), names, values };
}
