import {
  ConditionalCheckFailedException,
  CreateTableCommand,
  type DynamoDBClient,
  ResourceInUseException,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { StreamPosition } from './change-stream.ts';

/** What is known of the telling of events, and must survive who does it. */
export const EventState = z.object({
  /** Behind the last change that was told. */
  position: StreamPosition.optional(),
});
export type EventState = z.infer<typeof EventState>;

const key = { pk: { S: 'events' } };

/**
 * Who of the servers that share an engine tells events, and how far they came. It is one item in a table that only this machine has,
 * beside the data and not in it: what is written there is no change of anything.
 */
export class EventLease {
  private readonly client: DynamoDBClient;
  private readonly table: string;
  private readonly holder: string;
  private readonly leaseMs: number;

  /**
   * @param connectTable - whose changes are told
   * @param leaseMs - so long after its holder was last heard of it is another's
   */
  constructor(client: DynamoDBClient, connectTable: string, holder: string, leaseMs: number) {
    this.client = client;
    this.table = `${connectTable}-events`;
    this.holder = holder;
    this.leaseMs = leaseMs;
  }

  async createTable(): Promise<void> {
    const command = new CreateTableCommand({
      TableName: this.table,
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
    });
    await this.client.send(command).catch(error => {
      if (!(error instanceof ResourceInUseException)) throw error;
    });
  }

  /** Takes the lease if it is free. @returns how far the one before came, or undefined where another holds it */
  async take(nowMs: number): Promise<EventState | undefined> {
    const condition = 'attribute_not_exists(pk) OR #until < :now OR #holder = :me';
    const item = await this.write(nowMs + this.leaseMs, condition, { ':now': { N: String(nowMs) } });
    return item && (item.state?.S === undefined ? {} : EventState.parse(JSON.parse(item.state.S)));
  }

  /** Writes down how far this holder came. @returns false where another has taken over */
  async keep(state: EventState, nowMs: number): Promise<boolean> {
    const item = await this.write(nowMs + this.leaseMs, '#holder = :me', {}, JSON.stringify(state));
    return item !== undefined;
  }

  /** Shows that this holder is alive, in the middle of something that takes long. */
  async renew(nowMs: number): Promise<void> {
    await this.write(nowMs + this.leaseMs, '#holder = :me', {});
  }

  /** For another to take at once. */
  async release(): Promise<void> {
    await this.write(0, '#holder = :me', {});
  }

  private async write(until: number, condition: string, values: Record<string, { N: string }>, state?: string) {
    const set = ['#holder = :me', '#until = :until', ...(state === undefined ? [] : ['#state = :state'])];
    try {
      const { Attributes = {} } = await this.client.send(
        new UpdateItemCommand({
          TableName: this.table,
          Key: key,
          UpdateExpression: `SET ${set.join(', ')}`,
          ConditionExpression: condition,
          ExpressionAttributeNames: {
            '#holder': 'holder',
            '#until': 'until',
            ...(state !== undefined && { '#state': 'state' }),
          },
          ExpressionAttributeValues: {
            ...values,
            ':me': { S: this.holder },
            ':until': { N: String(until) },
            ...(state !== undefined && { ':state': { S: state } }),
          },
          ReturnValues: 'ALL_NEW',
        }),
      );
      return Attributes;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return undefined;
      throw error;
    }
  }
}
