import type { QueryOutput } from '@aws-sdk/client-dynamodb';
import type { TableName } from '../schemas/endpoint.ts';
import { fromAttributes, toAttributes } from './attributes.ts';
import { type CallOptions, type Client, type Operations, requestTimeoutMs } from './client.ts';
import { type Budget, type CommitOutcome, type Database, isSpent } from './database.ts';
import { transactItem, updateInput } from './expression.ts';
import { BudgetSpent, commitFailure, readFailure } from './failure.ts';
import { type Collection, type Item, keyOf, type Listing, type Location, locate, type Page } from './item.ts';
import { indexDefinitions, type TableNames } from './table.ts';

/** An answer that was lost but for its status would look as if nothing were there. */
const incomplete = new Error('DynamoDB answered a read without saying what it found.');

/**
 * {@link Database} over DynamoDB.
 *
 * @param now - the wall clock, epoch milliseconds
 * @param timeoutMs - what one call may take
 */
export function dynamoDatabase(
  client: Client,
  tables: TableNames,
  now: () => number,
  timeoutMs: number = requestTimeoutMs,
): Database {
  /**
   * Counts what is sent and holds back what the budget forbids. The check stands behind the signing step: a process that is
   * frozen before it is stopped by it, and one frozen after it sends a signature that is too old for DynamoDB to accept.
   */
  const optionsOf = (budget: Budget, onSend = () => {}): CallOptions => ({
    abortSignal: AbortSignal.timeout(timeoutMs),
    beforeSending() {
      if (isSpent(budget, now())) throw new BudgetSpent('The budget is spent.');
      budget.calls += 1;
      onSend();
    },
  });

  const batchGet = async (wanted: Location[], budget: Budget) => {
    const byTable = wanted.map(({ table }) => table).filter(isFirst);
    const keysOf = (name: TableName) =>
      wanted.filter(({ table }) => table === name).map(({ key }) => toAttributes(key));
    const RequestItems = Object.fromEntries(
      byTable.map(table => [tables[table], { Keys: keysOf(table), ConsistentRead: true }]),
    );
    const output = await client.call('BatchGetItem', { RequestItems }, optionsOf(budget));
    if (!output.Responses) throw incomplete;
    const items = new Map<string, Item>();
    const unprocessed: Location[] = [];
    for (const table of byTable) {
      for (const found of output.Responses[tables[table]] ?? []) {
        const item = fromAttributes(found);
        items.set(locate({ table, key: keyOf(table, item) }), item);
      }
      for (const key of output.UnprocessedKeys?.[tables[table]]?.Keys ?? []) {
        unprocessed.push({ table, key: keyOf(table, fromAttributes(key)) });
      }
    }
    return { items, unprocessed };
  };

  const query = async ({ table, pk, prefix }: Collection<unknown>, budget: Budget): Promise<Item[]> => {
    const found: Item[] = [];
    let from: QueryOutput['LastEvaluatedKey'];
    do {
      const input = {
        TableName: tables[table],
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': { S: pk }, ':prefix': { S: prefix } },
        ...(from && { ExclusiveStartKey: from }),
      };
      const page: QueryOutput = await client.call('Query', input, optionsOf(budget));
      if (!page.Items) throw incomplete;
      for (const item of page.Items) found.push(fromAttributes(item));
      from = page.LastEvaluatedKey;
    } while (from);
    return found;
  };

  const list = async ({ index, value, order, until, after, limit }: Listing, budget: Budget): Promise<Page> => {
    const { partitionKey, sortKey } = indexDefinitions[index];
    const input = {
      TableName: tables.connect,
      IndexName: index,
      KeyConditionExpression: until === undefined ? '#value = :value' : '#value = :value AND #sort <= :until',
      ExpressionAttributeNames: { '#value': partitionKey, ...(until !== undefined && { '#sort': sortKey }) },
      ExpressionAttributeValues: { ':value': { S: value }, ...(until !== undefined && { ':until': { S: until } }) },
      ScanIndexForward: order === 'oldest',
      Limit: limit,
      ...(after && { ExclusiveStartKey: toAttributes(after) }),
    };
    const { Items, LastEvaluatedKey } = await client.call('Query', input, optionsOf(budget));
    if (!Items) throw incomplete;
    return { keys: Items.map(fromAttributes), next: LastEvaluatedKey && fromAttributes(LastEvaluatedKey) };
  };

  const write = async <Name extends 'TransactWriteItems' | 'UpdateItem'>(
    operation: Name,
    input: Operations[Name]['input'],
    budget: Budget,
  ): Promise<CommitOutcome> => {
    let sent = false;
    const onSend = () => {
      sent = true;
    };
    try {
      await client.call(operation, input, optionsOf(budget, onSend));
      return { kind: 'committed' };
    } catch (error) {
      return commitFailure(error, sent);
    }
  };

  return {
    async read({ items, collections, listings = [] }, budget) {
      try {
        const [batches, found, pages] = await Promise.all([
          Promise.all(inBatches(items).map(batch => batchGet(batch, budget))),
          Promise.all(collections.map(collection => query(collection, budget))),
          Promise.all(listings.map(listing => list(listing, budget))),
        ]);
        return {
          kind: 'read',
          items: new Map(batches.flatMap(({ items }) => [...items])),
          unprocessed: batches.flatMap(({ unprocessed }) => unprocessed),
          collections: found,
          listings: pages,
        };
      } catch (error) {
        return readFailure(error);
      }
    },

    commit({ writes, token }, budget) {
      const TransactItems = writes.map(write => transactItem(write, tables[write.table]));
      return write('TransactWriteItems', { ClientRequestToken: token, TransactItems }, budget);
    },

    update: (update, budget) => write('UpdateItem', updateInput(update, tables[update.table]), budget),
  };
}

/** BatchGetItem takes at most so many keys. */
const batchSize = 100;

const inBatches = (items: Location[]): Location[][] =>
  Array.from({ length: Math.ceil(items.length / batchSize) }, (_, index) =>
    items.slice(index * batchSize, (index + 1) * batchSize),
  );

const isFirst = <T>(value: T, index: number, all: T[]): boolean => all.indexOf(value) === index;
