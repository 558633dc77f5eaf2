import { BatchGetCommand, type BatchGetCommandInput } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { TableName } from '../../lib/contract/endpoint.ts';
import { formatItemKey, type ItemAttributes, type ItemKey, pickPrimaryKey } from '../../lib/dynamodb/item.ts';
import type { WireCall } from './faulty-network.ts';
import { TestWorld } from './test-world.ts';

type RequestedKeys = NonNullable<BatchGetCommandInput['RequestItems']>;

/**
 * A test world that remembers the item key of every write, so that it can read all items of a tenant without a scan. It is
 * meant for many cases on one engine, whose tables grow.
 */
export class ItemTrackingWorld extends TestWorld {
  private readonly writtenItemKeys = new Map<string, ItemKey>();
  private countedCommits = 0;

  override async reset(): Promise<void> {
    this.writtenItemKeys.clear();
    this.countedCommits = 0;
    await super.reset();
  }

  override put(...items: { at: ItemKey; item: ItemAttributes }[]): Promise<void> {
    for (const { at } of items) this.writtenItemKeys.set(formatItemKey(at), at);
    return super.put(...items);
  }

  override async items(table: TableName = 'connect'): Promise<ItemAttributes[]> {
    const { commits } = this.network;
    if (commits.length < this.countedCommits) this.countedCommits = 0;
    for (const at of commits.slice(this.countedCommits).flatMap(call => this.listWrittenItemKeys(call)))
      this.writtenItemKeys.set(formatItemKey(at), at);
    this.countedCommits = commits.length;
    const itemKeys = [...this.writtenItemKeys.values()].filter(at => at.table === table);
    if (itemKeys.length > 100) throw new Error('One batch reads at most 100 items.');
    if (itemKeys.length === 0) return [];
    const { client, tables } = this.engine;
    const Keys = itemKeys.map(({ primaryKey: key }) => key);
    const foundItems: ItemAttributes[] = [];
    // An unprocessed item key does not mean that the item is absent.
    for (
      let remainingKeys: RequestedKeys = { [tables[table]]: { Keys, ConsistentRead: true } };
      Object.keys(remainingKeys).length > 0;
    ) {
      const { Responses, UnprocessedKeys = {} } = await client.send(
        new BatchGetCommand({ RequestItems: remainingKeys }),
      );
      foundItems.push(...(Responses?.[tables[table]] ?? []));
      remainingKeys = UnprocessedKeys;
    }
    return foundItems;
  }

  private listWrittenItemKeys({ input }: WireCall): ItemKey[] {
    const names = Object.entries(this.engine.tables) as [TableName, string][];
    return input.TransactItems.map(({ Put, Update }: WireCall['input']) => {
      const { TableName, Item, Key } = Put ?? Update;
      const table = names.find(([, name]) => name === TableName)?.[0] ?? 'connect';
      return { table, primaryKey: pickPrimaryKey(table, unmarshall(Item ?? Key)) };
    });
  }
}
