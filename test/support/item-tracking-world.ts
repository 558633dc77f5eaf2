import { BatchGetCommand, type BatchGetCommandInput } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { TableName } from '../../lib/contract/endpoint.ts';
import { formatItemKey, type ItemAttributes, type ItemKey, pickPrimaryKey } from '../../lib/dynamodb/item.ts';
import type { WireCall } from './faulty-network.ts';
import { TestWorld } from './test-world.ts';

type RequestedKeys = NonNullable<BatchGetCommandInput['RequestItems']>;

/**
 * A world that knows every key that was ever sent to be written, and so reads all that can be there without a scan: for
 * sweeps of many cases, whose tables grow.
 */
export class ItemTrackingWorld extends TestWorld {
  private readonly writtenAddresses = new Map<string, ItemKey>();
  private seenCommits = 0;

  override async reset(): Promise<void> {
    this.writtenAddresses.clear();
    this.seenCommits = 0;
    await super.reset();
  }

  override put(...items: { at: ItemKey; item: ItemAttributes }[]): Promise<void> {
    for (const { at } of items) this.writtenAddresses.set(formatItemKey(at), at);
    return super.put(...items);
  }

  override async items(table: TableName = 'connect'): Promise<ItemAttributes[]> {
    const { commits } = this.network;
    if (commits.length < this.seenCommits) this.seenCommits = 0;
    for (const at of commits.slice(this.seenCommits).flatMap(call => this.listWrittenAddresses(call)))
      this.writtenAddresses.set(formatItemKey(at), at);
    this.seenCommits = commits.length;
    const mine = [...this.writtenAddresses.values()].filter(at => at.table === table);
    if (mine.length > 100) throw new Error('One batch reads at most 100 items.');
    if (mine.length === 0) return [];
    const { client, tables } = this.engine;
    const Keys = mine.map(({ primaryKey: key }) => key);
    const foundItems: ItemAttributes[] = [];
    // What a busy engine did not read is not absent.
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

  private listWrittenAddresses({ input }: WireCall): ItemKey[] {
    const names = Object.entries(this.engine.tables) as [TableName, string][];
    return input.TransactItems.map(({ Put, Update }: WireCall['input']) => {
      const { TableName, Item, Key } = Put ?? Update;
      const table = names.find(([, name]) => name === TableName)?.[0] ?? 'connect';
      return { table, primaryKey: pickPrimaryKey(table, unmarshall(Item ?? Key)) };
    });
  }
}
