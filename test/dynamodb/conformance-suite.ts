import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { TableName } from '../../lib/contract/endpoint.ts';
import type { CommitOutcome, ItemDatabase, ReadRequest } from '../../lib/dynamodb/database.ts';
import { formatItemKey, type IndexPage, type ItemAttributes, type ItemKey } from '../../lib/dynamodb/item.ts';
import {
  addRequestId,
  buildPutIfAbsent,
  buildUpdateIfVersion,
  type ItemWrite,
  type UpdateWrite,
} from '../../lib/dynamodb/item-write.ts';
import { createRetryBudget } from '../../lib/dynamodb/retry-budget.ts';
import { describeConditions } from './conformance-conditions.ts';
import { describeReads } from './conformance-reads.ts';
import { describeTransactions } from './conformance-transactions.ts';

/** Defines the tests that every database must pass. Each test uses its own item keys. @param open - called when a test runs, not before */
export function describeDatabase(name: string, open: () => ItemDatabase): void {
  describe(name, () => {
    const database = new DatabaseUnderTest(open);
    describeReads(database);
    describeConditions(database);
    describeTransactions(database);
    describe('an update outside a transaction', () => describeUpdates(database));
  });
}

/** A database with short methods for the tests of the suite. */
export class DatabaseUnderTest {
  private readonly open: () => ItemDatabase;

  constructor(open: () => ItemDatabase) {
    this.open = open;
  }

  private get database() {
    return this.open();
  }

  /** Reads the items, again and again until none is unprocessed. */
  async read({ items, collections, listings = [] }: ReadRequest): Promise<CompleteRead> {
    const found = new Map<string, ItemAttributes>();
    for (let missing = items; ; ) {
      const outcome = await this.database.read({ items: missing, collections, listings }, createBudget());
      if (outcome.kind !== 'read') throw outcome.cause;
      for (const [itemKey, item] of outcome.items) found.set(itemKey, item);
      missing = outcome.unprocessed;
      if (missing.length === 0) return { ...outcome, items: found };
    }
  }

  async getItem(itemKey: ItemKey): Promise<ItemAttributes | undefined> {
    return (await this.read({ items: [itemKey], collections: [] })).items.get(formatItemKey(itemKey));
  }

  /** @returns the reasons of a refusal, or else the kind of the outcome */
  async commit(requestId: string, ...writes: ItemWrite[]) {
    return toOutcome(await this.send(randomUUID(), ...writes.map(write => addRequestId(write, requestId))));
  }

  send(token: string, ...writes: ItemWrite[]): Promise<CommitOutcome> {
    return this.database.commit({ clientRequestToken: token, writes }, createBudget());
  }

  async update(requestId: string, update: UpdateWrite) {
    const { set } = update;
    return toOutcome(await this.database.update({ ...update, set: { ...set, requestId } }, createBudget()));
  }

  /** Stores an item under a new key. */
  async putItem(item: ItemAttributes = {}, requestId = 'a'): Promise<ItemKey> {
    const itemKey = createItemKey();
    await this.commit(requestId, buildPutIfAbsent(itemKey, { ...itemKey.primaryKey, ...item }));
    return itemKey;
  }
}

interface CompleteRead {
  items: Map<string, ItemAttributes>;
  collections: ItemAttributes[][];
  listings: IndexPage[];
}

const createBudget = () => createRetryBudget(Date.now() + 60_000);

const toOutcome = (outcome: CommitOutcome) => (outcome.kind === 'refused' ? outcome.reasons : outcome.kind);

/** Creates an item key that no item has. */
export const createItemKey = (table: TableName = 'connect'): ItemKey => ({
  table,
  primaryKey: table === 'connect' ? { pk: randomUUID(), sk: 'item' } : { pk: randomUUID() },
});

export const conditionFailed = (writtenBy?: string) => ({ code: 'ConditionalCheckFailed', writtenBy });

function describeUpdates(database: DatabaseUnderTest): void {
  it('is applied when its condition is met', async () => {
    const itemKey = await database.putItem({ preserved: 'x', removed: 1 });
    expect(
      await database.update('b', buildUpdateIfVersion(itemKey, { from: 1, to: 2 }, { removed: undefined, added: 3 })),
    ).toBe('committed');
    expect(await database.getItem(itemKey)).toEqual({
      ...itemKey.primaryKey,
      preserved: 'x',
      added: 3,
      version: 2,
      requestId: 'b',
    });
  });

  it('is refused when its condition fails, with the request ID of the item', async () => {
    const itemKey = await database.putItem();
    expect(await database.update('b', buildUpdateIfVersion(itemKey, { from: 2, to: 3 }, { added: 3 }))).toEqual([
      conditionFailed('a'),
    ]);
    expect(await database.getItem(itemKey)).toMatchObject({ version: 1, requestId: 'a' });
  });

  it('adds to numbers and appends to lists, also to absent ones', async () => {
    const itemKey = await database.putItem({ count: 5, list: ['a'] });
    const update = {
      ...buildUpdateIfVersion(itemKey, { from: 1, to: 2 }, {}),
      add: { count: 2, other: 3 },
      append: { list: ['b', { c: 1 }], fresh: ['d'] },
    };
    expect(await database.update('b', update)).toBe('committed');
    expect(await database.getItem(itemKey)).toMatchObject({
      ...{ count: 7, other: 3, list: ['a', 'b', { c: 1 }], fresh: ['d'], version: 2 },
    });
  });

  it('is refused when the item is absent, and creates nothing', async () => {
    const itemKey = createItemKey();
    expect(await database.update('b', buildUpdateIfVersion(itemKey, { from: 1, to: 2 }, {}))).toEqual([
      conditionFailed(),
    ]);
    expect(await database.getItem(itemKey)).toBeUndefined();
  });
}
