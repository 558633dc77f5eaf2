import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { DeleteCommand, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { TableAccess } from '../../lib/dynamodb/table-access.ts';
import type { TableDefinition, TableNames } from '../../lib/dynamodb/tables.ts';
import { UserError } from '../../lib/user-error.ts';
import { StreamPosition } from './change-stream.ts';

export const toJobTableName = ({ connect }: TableNames): string => `${connect}-jobs`;

export const jobTableDefinition: TableDefinition = {
  partitionKey: 'kind',
  sortKey: 'id',
  stream: false,
  pointInTimeRecovery: false,
};

const positionKey = { kind: 'stream-position', id: 'connect' };

/** @returns how far the stream was published, or undefined if nothing was */
export async function readStreamPosition({ client, tables }: TableAccess): Promise<StreamPosition | undefined> {
  const command = new GetCommand({ TableName: toJobTableName(tables), Key: positionKey, ConsistentRead: true });
  const { Item } = await client.send(command);
  return Item && StreamPosition.parse(Item.position);
}

export async function writeStreamPosition({ client, tables }: TableAccess, position: StreamPosition): Promise<void> {
  const Item = { ...positionKey, position };
  await client.send(new PutCommand({ TableName: toJobTableName(tables), Item }));
}

/** A message that waits in a queue. */
export interface StoredMessage {
  /** Its place in the queue: messages sort by the time when they become visible. */
  id: string;
  /** The message as it was sent; undefined if it cannot be read. */
  body: string | undefined;
  /** How often a handler received it. */
  receives: number;
}

const StoredItem = z.object({ id: z.string(), body: z.string().catch(''), receives: z.number().catch(0) });

/** Longer than SQS delays a message, and than a failed message stays invisible. */
const maxDelayMs = 16 * 60_000;

/** DynamoDB stores up to 400 KB per item; the rest is for the item's other attributes. */
const maxStoredBytes = 390_000;

/** The local substitute for SQS. Messages are items of the engine, so they survive a restart of the server. */
export class LocalQueue {
  private readonly store: TableAccess;
  private readonly kind: string;

  constructor(store: TableAccess, name: 'webhooks') {
    this.store = store;
    this.kind = `queue#${name}`;
  }

  /**
   * Sends a message. The same message for the same time is stored once.
   *
   * @param visibleAt - epoch milliseconds
   * @throws UserError if the message is too large
   */
  async send(body: string, visibleAt: number, receives = 0): Promise<void> {
    const compressed = gzipSync(body).toString('base64');
    if (compressed.length > maxStoredBytes) {
      throw new UserError(
        `The message has ${compressed.length} bytes after compression; the queue stores up to ${maxStoredBytes}.`,
      );
    }
    const id = `${toSortableText(visibleAt)} ${createHash('sha256').update(body).digest('hex')}`;
    const Item = { kind: this.kind, id, body: compressed, receives };
    await this.store.client.send(new PutCommand({ TableName: toJobTableName(this.store.tables), Item }));
  }

  /**
   * Reads visible messages, the longest visible first. A message that is hidden for longer than the longest delay was sent when the clock
   * was ahead. It is visible at once.
   */
  async read(nowMs: number, limit: number): Promise<StoredMessage[]> {
    const visible = await this.query('id < :limit', nowMs + 1, limit);
    return visible.length > 0 ? visible : this.query('id > :limit', nowMs + maxDelayMs, limit);
  }

  private async query(condition: string, limitMs: number, limit: number): Promise<StoredMessage[]> {
    const { Items = [] } = await this.store.client.send(
      new QueryCommand({
        TableName: toJobTableName(this.store.tables),
        ConsistentRead: true,
        KeyConditionExpression: `kind = :kind AND ${condition}`,
        ExpressionAttributeValues: { ':kind': this.kind, ':limit': toSortableText(limitMs) },
        Limit: limit,
      }),
    );
    return Items.map(item => {
      const { body, ...message } = StoredItem.parse(item);
      return { ...message, body: decompress(body) };
    });
  }

  async delete({ id }: Pick<StoredMessage, 'id'>): Promise<void> {
    const command = { TableName: toJobTableName(this.store.tables), Key: { kind: this.kind, id } };
    await this.store.client.send(new DeleteCommand(command));
  }
}

/** As text of equal length, numbers sort like numbers. */
const toSortableText = (ms: number): string => String(ms).padStart(15, '0');

function decompress(text: string): string | undefined {
  try {
    return gunzipSync(Buffer.from(text, 'base64')).toString('utf8');
  } catch {
    return undefined;
  }
}
