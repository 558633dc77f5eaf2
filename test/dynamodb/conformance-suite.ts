import { randomUUID } from 'node:crypto';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import type { TableName } from '../../lib/contract/endpoint.ts';
import type { CommitOutcome, ReadRequest } from '../../lib/dynamodb/database.ts';
import { createDynamoDBDatabase } from '../../lib/dynamodb/dynamodb-database.ts';
import { formatItemKey, type IndexPage, type ItemAttributes, type ItemKey } from '../../lib/dynamodb/item.ts';
import {
  addRequestId,
  buildPutIfAbsent,
  buildUpdateIfVersion,
  type ItemWrite,
  type UpdateWrite,
} from '../../lib/dynamodb/item-write.ts';
import { createRetryBudget } from '../../lib/dynamodb/retry-budget.ts';
import type { TableNames } from '../../lib/dynamodb/tables.ts';
import { describeConditions } from './conformance-conditions.ts';
import { describeReads } from './conformance-reads.ts';
import { describeTransactions } from './conformance-transactions.ts';

/** An engine as it is when a test runs. */
export interface RunningEngine {
  client: DynamoDBDocumentClient;
  tables: TableNames;
}

/** What every engine does that our store may run on. Whatever a test stores is under keys of its own. */
export function describeDatabase(engine: string, served: RunningEngine): void {
  describe(engine, () => {
    const store = new DatabaseUnderTest(served);
    describeReads(store);
    describeConditions(store);
    describeTransactions(store);
    describe('a change outside of a transaction', () => describeUpdates(store));
  });
}

/** The database as the protocol uses it, in the words of the suite. */
export class DatabaseUnderTest {
  private readonly engine: RunningEngine;

  constructor(engine: RunningEngine) {
    this.engine = engine;
  }

  private get database() {
    return createDynamoDBDatabase(this.engine.client, this.engine.tables, Date.now, 60_000);
  }

  /** What is there, asked for until everything was read. */
  async read({ items, collections, listings = [] }: ReadRequest): Promise<CompleteRead> {
    const found = new Map<string, ItemAttributes>();
    for (let missing = items; ; ) {
      const outcome = await this.database.read({ items: missing, collections, listings }, budget());
      if (outcome.kind !== 'read') throw outcome.cause;
      for (const [at, item] of outcome.items) found.set(at, item);
      missing = outcome.unprocessed;
      if (missing.length === 0) return { ...outcome, items: found };
    }
  }

  async stored(at: ItemKey): Promise<ItemAttributes | undefined> {
    return (await this.read({ items: [at], collections: [] })).items.get(formatItemKey(at));
  }

  /** @returns the reasons of a refusal, else how it ended */
  async commit(by: string, ...writes: ItemWrite[]) {
    return toOutcome(await this.send(randomUUID(), ...writes.map(write => addRequestId(write, by))));
  }

  send(token: string, ...writes: ItemWrite[]): Promise<CommitOutcome> {
    return this.database.commit({ clientRequestToken: token, writes }, budget());
  }

  async update(by: string, update: UpdateWrite) {
    const { set } = update;
    return toOutcome(await this.database.update({ ...update, set: { ...set, requestId: by } }, budget()));
  }

  /** An item that is there. */
  async have(item: ItemAttributes = {}, by = 'a'): Promise<ItemKey> {
    const at = createFreeAddress();
    await this.commit(by, buildPutIfAbsent(at, { ...at.primaryKey, ...item }));
    return at;
  }
}

interface CompleteRead {
  items: Map<string, ItemAttributes>;
  collections: ItemAttributes[][];
  listings: IndexPage[];
}

const budget = () => createRetryBudget(Date.now() + 60_000);

const toOutcome = (outcome: CommitOutcome) => (outcome.kind === 'refused' ? outcome.reasons : outcome.kind);

/** A place where nothing is. */
export const createFreeAddress = (table: TableName = 'connect'): ItemKey => ({
  table,
  primaryKey: table === 'connect' ? { pk: randomUUID(), sk: 'thing' } : { pk: randomUUID() },
});

export const conditionFailed = (writtenBy?: string) => ({ code: 'ConditionalCheckFailed', writtenBy });

function describeUpdates(store: DatabaseUnderTest): void {
  it('is done when its condition holds', async () => {
    const at = await store.have({ kept: 'x', removed: 1 });
    expect(
      await store.update('b', buildUpdateIfVersion(at, { from: 1, to: 2 }, { removed: undefined, added: 3 })),
    ).toBe('committed');
    expect(await store.stored(at)).toEqual({ ...at.primaryKey, kept: 'x', added: 3, version: 2, requestId: 'b' });
  });

  it('is refused when it does not, and told whose the item is', async () => {
    const at = await store.have();
    expect(await store.update('b', buildUpdateIfVersion(at, { from: 2, to: 3 }, { added: 3 }))).toEqual([
      conditionFailed('a'),
    ]);
    expect(await store.stored(at)).toMatchObject({ version: 1, requestId: 'a' });
  });

  it('is refused where nothing is, and makes nothing', async () => {
    const at = createFreeAddress();
    expect(await store.update('b', buildUpdateIfVersion(at, { from: 1, to: 2 }, {}))).toEqual([conditionFailed()]);
    expect(await store.stored(at)).toBeUndefined();
  });
}
