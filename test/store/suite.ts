import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { newBudget } from '../../lib/command/budget.ts';
import type { TableName } from '../../lib/schemas/endpoint.ts';
import type { Client } from '../../lib/store/client.ts';
import type { CommitOutcome, ReadRequest } from '../../lib/store/database.ts';
import { dynamoDatabase } from '../../lib/store/dynamodb.ts';
import { type Item, type Location, locate, type Page } from '../../lib/store/item.ts';
import type { TableNames } from '../../lib/store/table.ts';
import { change, putNew, signed, type Update, type Write } from '../../lib/store/write.ts';
import { describeConditions } from './suite-conditions.ts';
import { describeReads } from './suite-reads.ts';
import { describeTransactions } from './suite-transactions.ts';

/** An engine as it is when a test runs. */
export interface Served {
  client: Client;
  tables: TableNames;
}

/** What every engine does that our store may run on. Whatever a test stores is under keys of its own. */
export function describeDatabase(engine: string, served: Served): void {
  describe(engine, () => {
    const store = new StoreUnderTest(served);
    describeReads(store);
    describeConditions(store);
    describeTransactions(store);
    describe('a change outside of a transaction', () => describeUpdates(store));
  });
}

/** The database as the protocol uses it, in the words of the suite. */
export class StoreUnderTest {
  private readonly served: Served;

  constructor(served: Served) {
    this.served = served;
  }

  private get database() {
    return dynamoDatabase(this.served.client, this.served.tables, Date.now, 60_000);
  }

  /** What is there, asked for until everything was read. */
  async read({ items, collections, listings = [] }: ReadRequest): Promise<Read> {
    const found = new Map<string, Item>();
    for (let missing = items; ; ) {
      const outcome = await this.database.read({ items: missing, collections, listings }, budget());
      if (outcome.kind !== 'read') throw outcome.cause;
      for (const [at, item] of outcome.items) found.set(at, item);
      missing = outcome.unprocessed;
      if (missing.length === 0) return { ...outcome, items: found };
    }
  }

  async stored(at: Location): Promise<Item | undefined> {
    return (await this.read({ items: [at], collections: [] })).items.get(locate(at));
  }

  /** @returns the reasons of a refusal, else how it ended */
  async commit(by: string, ...writes: Write[]) {
    return told(await this.send(randomUUID(), ...writes.map(write => signed(write, by))));
  }

  send(token: string, ...writes: Write[]): Promise<CommitOutcome> {
    return this.database.commit({ token, writes }, budget());
  }

  async update(by: string, update: Update) {
    const { set } = update;
    return told(await this.database.update({ ...update, set: { ...set, requestId: by } }, budget()));
  }

  /** An item that is there. */
  async have(item: Item = {}, by = 'a'): Promise<Location> {
    const at = somewhere();
    await this.commit(by, putNew(at, { ...at.key, ...item }));
    return at;
  }
}

interface Read {
  items: Map<string, Item>;
  collections: Item[][];
  listings: Page[];
}

const budget = () => newBudget(Date.now() + 60_000);

const told = (outcome: CommitOutcome) => (outcome.kind === 'refused' ? outcome.reasons : outcome.kind);

/** A place where nothing is. */
export const somewhere = (table: TableName = 'connect'): Location => ({
  table,
  key: table === 'connect' ? { pk: randomUUID(), sk: 'thing' } : { pk: randomUUID() },
});

export const failed = (writtenBy?: string) => ({ code: 'ConditionalCheckFailed', writtenBy });

function describeUpdates(store: StoreUnderTest): void {
  it('is done when its condition holds', async () => {
    const at = await store.have({ kept: 'x', removed: 1 });
    expect(await store.update('b', change(at, { from: 1, to: 2 }, { removed: undefined, added: 3 }))).toBe('committed');
    expect(await store.stored(at)).toEqual({ ...at.key, kept: 'x', added: 3, version: 2, requestId: 'b' });
  });

  it('is refused when it does not, and told whose the item is', async () => {
    const at = await store.have();
    expect(await store.update('b', change(at, { from: 2, to: 3 }, { added: 3 }))).toEqual([failed('a')]);
    expect(await store.stored(at)).toMatchObject({ version: 1, requestId: 'a' });
  });

  it('is refused where nothing is, and makes nothing', async () => {
    const at = somewhere();
    expect(await store.update('b', change(at, { from: 1, to: 2 }, {}))).toEqual([failed()]);
    expect(await store.stored(at)).toBeUndefined();
  });
}
