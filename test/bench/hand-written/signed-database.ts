import type { CallOptions } from '../../../lib/dynamodb/client.ts';
import {
  type CommitOutcome,
  type ItemDatabase,
  isBudgetSpent,
  type RetryBudget,
} from '../../../lib/dynamodb/database.ts';
import { formatItemKey, type ItemAttributes, type ItemKey, pickPrimaryKey } from '../../../lib/dynamodb/item.ts';
import { marshallItem, unmarshallItem } from '../../../lib/dynamodb/marshall-item.ts';
import type { TableNames } from '../../../lib/dynamodb/tables.ts';
import { toTransactWriteItem } from '../../../lib/dynamodb/write-input.ts';
import { type SignedClient, SignedClientError } from './signed-client.ts';

/** {@link ItemDatabase} over the hand-written client, as far as the measured requests use it. */
export function createSignedDatabase(client: SignedClient, tables: TableNames, now: () => number): ItemDatabase {
  const toCallOptions = (budget: RetryBudget): CallOptions => ({
    abortSignal: AbortSignal.timeout(2000),
    beforeSending() {
      if (isBudgetSpent(budget, now())) throw new Error('The budget is spent.');
      budget.calls += 1;
    },
  });

  const batchGet = async (itemKeys: ItemKey[], budget: RetryBudget) => {
    const tableNames = [...new Set(itemKeys.map(({ table }) => table))];
    const requests = tableNames.map(name => {
      const keys = itemKeys.filter(({ table }) => table === name);
      const Keys = keys.map(({ primaryKey }) => marshallItem(primaryKey));
      return [tables[name], { Keys, ConsistentRead: true }];
    });
    const input = { RequestItems: Object.fromEntries(requests) };
    const { Responses = {} } = await client.call('BatchGetItem', input, toCallOptions(budget));
    const items = new Map<string, ItemAttributes>();
    for (const table of tableNames) {
      for (const stored of Responses[tables[table]] ?? []) {
        const item = unmarshallItem(stored);
        items.set(formatItemKey({ table, primaryKey: pickPrimaryKey(table, item) }), item);
      }
    }
    return items;
  };

  return {
    async read({ items, collections, listings = [] }, budget) {
      if (collections.length > 0 || listings.length > 0) throw new Error('No measured request reads collections.');
      try {
        return { kind: 'read', items: await batchGet(items, budget), unprocessed: [], collections: [], listings: [] };
      } catch (cause) {
        return { kind: 'transient', cause };
      }
    },

    async commit({ writes, clientRequestToken }, budget): Promise<CommitOutcome> {
      const TransactItems = writes.map(write => {
        const { Put, Update } = toTransactWriteItem(write, tables[write.table]);
        return { ...(Put && { Put: marshallWrite(Put) }), ...(Update && { Update: marshallWrite(Update) }) };
      });
      const input = { ClientRequestToken: clientRequestToken, TransactItems };
      try {
        await client.call('TransactWriteItems', input, toCallOptions(budget));
        return { kind: 'committed' };
      } catch (cause) {
        if (!(cause instanceof SignedClientError)) return { kind: 'unknown', cause };
        const reasons = cause.reasons.map(({ Code = 'None', Item }) => ({ code: Code, writtenBy: Item?.requestId?.S }));
        return { kind: 'refused', reasons };
      }
    },

    update() {
      throw new Error('No measured request updates an item outside of a transaction.');
    },
  };
}

const attributeMaps = ['Item', 'Key', 'ExpressionAttributeValues'];

const marshallWrite = (write: object): object =>
  Object.fromEntries(
    Object.entries(write).map(([name, value]) => [name, attributeMaps.includes(name) ? marshallItem(value) : value]),
  );
