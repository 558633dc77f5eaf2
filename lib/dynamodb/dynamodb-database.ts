import {
  BatchGetCommand,
  QueryCommand,
  type QueryCommandOutput,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { TableName } from '../contract/endpoint.ts';
import { BudgetSpentError, classifyCommitError, classifyReadError } from './classify-refusal.ts';
import { type CallOptions, requestTimeoutMs, type SingleAttemptClient, sendCommand } from './client.ts';
import { type CommitOutcome, type ItemDatabase, isBudgetSpent, type RetryBudget } from './database.ts';
import {
  formatItemKey,
  type IndexPage,
  type IndexQuery,
  type ItemAttributes,
  type ItemCollection,
  type ItemKey,
  pickPrimaryKey,
} from './item.ts';
import { indexDefinitions, type TableNames, tableDefinitions } from './tables.ts';
import { toTransactWriteItem, toUpdateItemInput } from './write-input.ts';

/** An answer that was lost but for its status would look as if nothing were there. */
const incompleteResponse = new Error('DynamoDB answered a read without saying what it found.');

/**
 * {@link ItemDatabase} over DynamoDB.
 *
 * @param now - the wall clock, epoch milliseconds
 * @param timeoutMs - what one call may take
 */
export function createDynamoDBDatabase(
  client: SingleAttemptClient,
  tables: TableNames,
  now: () => number,
  timeoutMs: number = requestTimeoutMs,
): ItemDatabase {
  /**
   * Counts what is sent and holds back what the budget forbids. The check stands behind the signing step: a process that is
   * frozen before it is stopped by it, and one frozen after it sends a signature that is too old for DynamoDB to accept.
   */
  const toCallOptions = (budget: RetryBudget, onSend = () => {}): CallOptions => ({
    abortSignal: AbortSignal.timeout(timeoutMs),
    beforeSending() {
      if (isBudgetSpent(budget, now())) throw new BudgetSpentError('The budget is spent.');
      budget.calls += 1;
      onSend();
    },
  });

  const batchGet = async (itemKeys: ItemKey[], budget: RetryBudget) => {
    const tableNames = itemKeys.map(({ table }) => table).filter(isFirstOccurrence);
    const toTableKeys = (name: TableName) =>
      itemKeys.filter(({ table }) => table === name).map(({ primaryKey: key }) => key);
    const RequestItems = Object.fromEntries(
      tableNames.map(table => [tables[table], { Keys: toTableKeys(table), ConsistentRead: true }]),
    );
    const output = await sendCommand(client, new BatchGetCommand({ RequestItems }), toCallOptions(budget));
    if (!output.Responses) throw incompleteResponse;
    const items = new Map<string, ItemAttributes>();
    const unprocessed: ItemKey[] = [];
    for (const table of tableNames) {
      for (const item of output.Responses[tables[table]] ?? []) {
        items.set(formatItemKey({ table, primaryKey: pickPrimaryKey(table, item) }), item);
      }
      for (const key of output.UnprocessedKeys?.[tables[table]]?.Keys ?? []) {
        unprocessed.push({ table, primaryKey: pickPrimaryKey(table, key) });
      }
    }
    return { items, unprocessed };
  };

  const queryCollection = async (
    { table, partitionKey: pk, sortKeyPrefix: prefix }: ItemCollection<unknown>,
    budget: RetryBudget,
  ): Promise<ItemAttributes[]> => {
    const { partitionKey, sortKey } = tableDefinitions[table];
    const ofPartition = `${partitionKey} = :pk`;
    const found: ItemAttributes[] = [];
    let exclusiveStartKey: QueryCommandOutput['LastEvaluatedKey'];
    do {
      const command = new QueryCommand({
        TableName: tables[table],
        ConsistentRead: true,
        KeyConditionExpression:
          prefix === undefined ? ofPartition : `${ofPartition} AND begins_with(${sortKey}, :prefix)`,
        ExpressionAttributeValues: { ':pk': pk, ...(prefix !== undefined && { ':prefix': prefix }) },
        ...(exclusiveStartKey && { ExclusiveStartKey: exclusiveStartKey }),
      });
      const page: QueryCommandOutput = await sendCommand(client, command, toCallOptions(budget));
      if (!page.Items) throw incompleteResponse;
      found.push(...page.Items);
      exclusiveStartKey = page.LastEvaluatedKey;
    } while (exclusiveStartKey);
    return found;
  };

  const queryIndex = async (indexQuery: IndexQuery, budget: RetryBudget): Promise<IndexPage> => {
    const { index, partitionValue: value, order, exclusiveStartKey: after, limit } = indexQuery;
    const { table, partitionKey, sortKey, ...source } = describeQuerySource(index);
    const bound = toSortKeyBound(indexQuery);
    const command = new QueryCommand({
      TableName: tables[table],
      ...source,
      KeyConditionExpression: bound ? `#value = :value AND #sort ${bound.operator} :bound` : '#value = :value',
      ExpressionAttributeNames: { '#value': partitionKey, ...(bound && { '#sort': sortKey }) },
      ExpressionAttributeValues: { ':value': value, ...(bound && { ':bound': bound.value }) },
      ScanIndexForward: order === 'oldest',
      Limit: limit,
      ...(after && { ExclusiveStartKey: after }),
    });
    const { Items, LastEvaluatedKey } = await sendCommand(client, command, toCallOptions(budget));
    if (!Items) throw incompleteResponse;
    return { indexKeys: Items, lastEvaluatedKey: LastEvaluatedKey };
  };

  const sendWrite = async (
    send: (options: CallOptions) => Promise<unknown>,
    budget: RetryBudget,
  ): Promise<CommitOutcome> => {
    let sent = false;
    const onSend = () => {
      sent = true;
    };
    try {
      await send(toCallOptions(budget, onSend));
      return { kind: 'committed' };
    } catch (error) {
      return classifyCommitError(error, sent, now);
    }
  };

  return {
    async read({ items, collections, listings = [] }, budget) {
      try {
        const [batches, found, pages] = await Promise.all([
          Promise.all(splitIntoBatches(items).map(batch => batchGet(batch, budget))),
          Promise.all(collections.map(collection => queryCollection(collection, budget))),
          Promise.all(listings.map(listing => queryIndex(listing, budget))),
        ]);
        return {
          kind: 'read',
          items: new Map(batches.flatMap(({ items }) => [...items])),
          unprocessed: batches.flatMap(({ unprocessed }) => unprocessed),
          collections: found,
          listings: pages,
        };
      } catch (error) {
        return classifyReadError(error, now);
      }
    },

    commit({ writes, clientRequestToken: token }, budget) {
      const TransactItems = writes.map(write => toTransactWriteItem(write, tables[write.table]));
      const command = new TransactWriteCommand({ ClientRequestToken: token, TransactItems });
      return sendWrite(options => sendCommand(client, command, options), budget);
    },

    update(update, budget) {
      const command = new UpdateCommand(toUpdateItemInput(update, tables[update.table]));
      return sendWrite(options => sendCommand(client, command, options), budget);
    },
  };
}

/** Describes what a query reads: an index, or a table with strong consistency. */
function describeQuerySource(index: IndexQuery['index']) {
  if (typeof index === 'string') return { IndexName: index, ...indexDefinitions[index] };
  const { partitionKey, sortKey = '' } = tableDefinitions[index.table];
  return { ConsistentRead: true, table: index.table, partitionKey, sortKey };
}

function toSortKeyBound({
  order,
  maxSortKey,
  beyondSortKey,
}: IndexQuery): { operator: string; value: string } | undefined {
  if (beyondSortKey !== undefined) return { operator: order === 'newest' ? '<' : '>', value: beyondSortKey };
  return maxSortKey === undefined ? undefined : { operator: '<=', value: maxSortKey };
}

/** BatchGetItem takes at most so many keys. */
const maxBatchGetKeys = 100;

const splitIntoBatches = (items: ItemKey[]): ItemKey[][] =>
  Array.from({ length: Math.ceil(items.length / maxBatchGetKeys) }, (_, index) =>
    items.slice(index * maxBatchGetKeys, (index + 1) * maxBatchGetKeys),
  );

const isFirstOccurrence = <T>(value: T, index: number, values: T[]): boolean => values.indexOf(value) === index;
