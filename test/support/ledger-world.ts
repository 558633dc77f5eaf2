import { BatchGetItemCommand, type KeysAndAttributes } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { TableName } from '../../lib/schemas/endpoint.ts';
import { type Item, keyOf, type Location, locate } from '../../lib/store/item.ts';
import type { WireCall } from './network.ts';
import { World } from './world.ts';

type Wanted = Record<string, KeysAndAttributes>;

/**
 * A world that knows every key that was ever sent to be written, and so reads all that can be there without a scan: for
 * sweeps of many cases, whose tables grow.
 */
export class LedgerWorld extends World {
  private readonly known = new Map<string, Location>();
  private counted = 0;

  override async settle(): Promise<void> {
    this.known.clear();
    this.counted = 0;
    await super.settle();
  }

  override put(...items: { at: Location; item: Item }[]): Promise<void> {
    for (const { at } of items) this.known.set(locate(at), at);
    return super.put(...items);
  }

  override async items(table: TableName = 'connect'): Promise<Item[]> {
    const { commits } = this.network;
    if (commits.length < this.counted) this.counted = 0;
    for (const at of commits.slice(this.counted).flatMap(call => this.written(call))) this.known.set(locate(at), at);
    this.counted = commits.length;
    const mine = [...this.known.values()].filter(at => at.table === table);
    if (mine.length > 100) throw new Error('One batch reads at most 100 items.');
    if (mine.length === 0) return [];
    const { client, tables } = this.engine;
    const Keys = mine.map(({ key }) => marshall(key));
    const found: Item[] = [];
    // What a busy engine did not read is not absent.
    for (let left: Wanted = { [tables[table]]: { Keys, ConsistentRead: true } }; Object.keys(left).length > 0; ) {
      const { Responses, UnprocessedKeys = {} } = await client.send(new BatchGetItemCommand({ RequestItems: left }));
      found.push(...(Responses?.[tables[table]] ?? []).map(item => unmarshall(item)));
      left = UnprocessedKeys;
    }
    return found;
  }

  private written({ input }: WireCall): Location[] {
    const names = Object.entries(this.engine.tables) as [TableName, string][];
    return input.TransactItems.map(({ Put, Update }: WireCall['input']) => {
      const { TableName, Item, Key } = Put ?? Update;
      const table = names.find(([, name]) => name === TableName)?.[0] ?? 'connect';
      return { table, key: keyOf(table, unmarshall(Item ?? Key)) };
    });
  }
}
