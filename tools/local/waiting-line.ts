import { createHash } from 'node:crypto';
import { DeleteItemCommand, type DynamoDBClient, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import type * as z from 'zod';
import type { TableDefinition, TableNames } from '../../lib/dynamodb/tables.ts';

/** Work that waits, and where. */
export interface WaitingItem<T> {
  /** They sort by when they are due. */
  sk: string;
  work: T;
}

/** What SQS is in a deployment: work that waits until it is due, each by itself, in a table that only this machine has. */
export class WaitingLine<T extends object> {
  private readonly client: DynamoDBClient;
  private readonly table: string;
  private readonly line: { S: string };
  private readonly schema: z.ZodType<T>;

  /** @param line - lines do not see each other's work */
  constructor(
    { client, tables }: { client: DynamoDBClient; tables: TableNames },
    line: 'deliveries',
    schema: z.ZodType<T>,
  ) {
    this.client = client;
    this.table = waitingTable(tables);
    this.line = { S: line };
    this.schema = schema;
  }

  /** Adds one; the same twice is one. @param dueAt - epoch milliseconds */
  async add(work: T, dueAt: number): Promise<void> {
    const text = JSON.stringify(work);
    const sk = `${sortable(dueAt)} ${createHash('sha256').update(text).digest('hex')}`;
    const Item = { line: this.line, sk: { S: sk }, work: { S: text } };
    await this.client.send(new PutItemCommand({ TableName: this.table, Item }));
  }

  /** What is due, the longest waiting first. */
  async due(nowMs: number, most: number): Promise<WaitingItem<T>[]> {
    const { Items = [] } = await this.client.send(
      new QueryCommand({
        TableName: this.table,
        ConsistentRead: true,
        KeyConditionExpression: 'line = :line AND sk < :next',
        ExpressionAttributeValues: { ':line': this.line, ':next': { S: sortable(nowMs + 1) } },
        Limit: most,
      }),
    );
    return Items.map(({ sk, work }) => ({ sk: sk?.S ?? '', work: this.schema.parse(JSON.parse(work?.S ?? '')) }));
  }

  /** It was done, or waits elsewhere. */
  async remove({ sk }: WaitingItem<T>): Promise<void> {
    await this.client.send(new DeleteItemCommand({ TableName: this.table, Key: { line: this.line, sk: { S: sk } } }));
  }
}

export const waitingTable = ({ connect }: TableNames): string => `${connect}-waiting`;

export const waitingDefinition: TableDefinition = {
  partitionKey: 'line',
  sortKey: 'sk',
  stream: false,
  pointInTimeRecovery: false,
};

/** As text, epoch milliseconds sort like the numbers. */
const sortable = (ms: number): string => String(ms).padStart(15, '0');
