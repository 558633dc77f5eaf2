import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { ItemRef } from './item.ts';
import type { ItemWrite } from './item-write.ts';
import type { TableNames } from './tables.ts';
import { toTransactWriteItem } from './write-input.ts';

/** A DynamoDB client and the tables that it is used on, for tools and webhook deliveries. Requests of the API use a database. */
export interface TableAccess {
  client: DynamoDBDocumentClient;
  tables: TableNames;
}

/** Reads one item with strong consistency. */
export async function findItem<T>(
  { client, tables }: TableAccess,
  { table, primaryKey: key, parse }: ItemRef<T>,
): Promise<T | undefined> {
  const command = new GetCommand({ TableName: tables[table], Key: key, ConsistentRead: true });
  const { Item } = await client.send(command);
  return Item && parse(Item);
}

/** Cancellation reasons that mean that another request changed the same item. */
const contentionCodes = new Set<string | undefined>(['ConditionalCheckFailed', 'TransactionConflict']);

/** Commits all writes or none. @returns false if another request changed an item first */
export async function commitWrites({ client, tables }: TableAccess, ...writes: ItemWrite[]): Promise<boolean> {
  const TransactItems = writes.map(each => toTransactWriteItem(each, tables[each.table]));
  try {
    await client.send(new TransactWriteCommand({ TransactItems }));
    return true;
  } catch (error) {
    const reasons = error instanceof TransactionCanceledException ? (error.CancellationReasons ?? []) : [];
    if (reasons.some(({ Code }) => contentionCodes.has(Code))) return false;
    throw error;
  }
}
