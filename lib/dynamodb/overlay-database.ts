import type { CommitOutcome, ItemDatabase, ReadRequest, RetryBudget } from './database.ts';
import { formatItemKey, type ItemAttributes, type ItemCollection, type ItemKey, pickPrimaryKey } from './item.ts';
import type { ItemWrite } from './item-write.ts';
import { tableDefinitions } from './tables.ts';

/**
 * Database for a dry run: it keeps all writes in memory and never sends one. Reads return what they would return after these writes.
 * Conditions are not evaluated, because a dry run has no competing writes. Indexes list what is stored, so an item that exists only in
 * the overlay is not listed. Memory grows with what would be written.
 */
export class OverlayDatabase implements ItemDatabase {
  /** By table and partition, then by `formatItemKey`. Undefined for an item that would be deleted. */
  private readonly partitions = new Map<string, Map<string, ItemAttributes | undefined>>();
  private readonly base: ItemDatabase;

  constructor(base: ItemDatabase) {
    this.base = base;
  }

  async read(request: ReadRequest, budget: RetryBudget): ReturnType<ItemDatabase['read']> {
    const outcome = await this.base.read(request, budget);
    if (outcome.kind !== 'read') return outcome;
    const items = new Map(outcome.items);
    for (const itemKey of request.items) {
      const address = formatItemKey(itemKey);
      if (this.has(itemKey)) setOrDelete(items, address, this.get(itemKey));
    }
    const collections = outcome.collections.map((stored, index) => {
      const collection = request.collections[index];
      return collection ? this.overlayCollection(collection, stored) : stored;
    });
    return { ...outcome, items, collections };
  }

  async commit({ writes }: Parameters<ItemDatabase['commit']>[0], budget: RetryBudget): Promise<CommitOutcome> {
    return (await this.loadUpdated(writes, budget)) ?? this.apply(writes);
  }

  async update(update: Parameters<ItemDatabase['update']>[0], budget: RetryBudget): Promise<CommitOutcome> {
    return this.commit({ writes: [update], clientRequestToken: '' }, budget);
  }

  /** Reads the items that updates change. Returns the outcome of a read that failed. */
  private async loadUpdated(writes: ItemWrite[], budget: RetryBudget): Promise<CommitOutcome | undefined> {
    const missing = writes.filter(write => write.kind === 'update' && !this.has(write));
    if (missing.length === 0) return undefined;
    const outcome = await this.base.read({ items: missing, collections: [] }, budget);
    if (outcome.kind !== 'read') return outcome;
    if (outcome.unprocessed.length > 0)
      return { kind: 'transient', cause: new Error('DynamoDB left keys unprocessed.') };
    for (const itemKey of missing) this.set(itemKey, outcome.items.get(formatItemKey(itemKey)));
    return undefined;
  }

  private apply(writes: ItemWrite[]): CommitOutcome {
    for (const write of writes) {
      if (write.kind === 'put') this.set(write, write.item);
      else if (write.kind === 'delete') this.set(write, undefined);
      else if (write.kind === 'update') this.set(write, { ...write.primaryKey, ...this.get(write), ...write.set });
    }
    return { kind: 'committed' };
  }

  private has(itemKey: ItemKey): boolean {
    return this.partitions.get(toPartitionAddress(itemKey))?.has(formatItemKey(itemKey)) ?? false;
  }

  private get(itemKey: ItemKey): ItemAttributes | undefined {
    return this.partitions.get(toPartitionAddress(itemKey))?.get(formatItemKey(itemKey));
  }

  /** Keeps an item as it would be read back: without undefined attributes. */
  private set(itemKey: ItemKey, item: ItemAttributes | undefined): void {
    const address = toPartitionAddress(itemKey);
    const partition = this.partitions.get(address) ?? new Map<string, ItemAttributes | undefined>();
    this.partitions.set(address, partition.set(formatItemKey(itemKey), item && JSON.parse(JSON.stringify(item))));
  }

  private overlayCollection(collection: ItemCollection<unknown>, stored: ItemAttributes[]): ItemAttributes[] {
    const { table, partitionKey, sortKeyPrefix = '' } = collection;
    const partition = this.partitions.get(`${table} ${partitionKey}`) ?? [];
    const addressPrefix = `${table} ${partitionKey} ${sortKeyPrefix}`;
    const toAddress = (item: ItemAttributes) => formatItemKey({ table, primaryKey: pickPrimaryKey(table, item) });
    const items = new Map(stored.map(item => [toAddress(item), item]));
    for (const [address, item] of partition) if (address.startsWith(addressPrefix)) setOrDelete(items, address, item);
    return [...items].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
  }
}

const toPartitionAddress = ({ table, primaryKey }: ItemKey): string =>
  `${table} ${primaryKey[tableDefinitions[table].partitionKey]}`;

function setOrDelete(items: Map<string, ItemAttributes>, address: string, item: ItemAttributes | undefined): void {
  if (item) items.set(address, item);
  else items.delete(address);
}
