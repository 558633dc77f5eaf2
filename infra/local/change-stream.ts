import { DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import type { StreamRecord } from '../../lib/store/item-change.ts';
import { StreamRefused, streamCall } from './stream-call.ts';
import { Unusable } from './unusable.ts';

/** How far a stream was read: of each of its shards, the number of the last record. */
export const StreamPosition = z.object({ arn: z.string(), shards: z.record(z.string(), z.string()) });
export type StreamPosition = z.infer<typeof StreamPosition>;

/** Records in their order, and for each the position behind it. */
export type ReadRecord = { record: StreamRecord; position: StreamPosition };

interface Description {
  StreamDescription: { Shards?: { ShardId: string }[] };
}

interface Records {
  Records: StreamRecord[];
  NextShardIterator?: string;
}

const pageSize = 200;

/** The stream of a table, as the engines of this machine have it: shards that follow each other. */
export class ChangeStream {
  private readonly url: string;
  private readonly arn: string;
  /** Asked for seldom: the embedded engine looks through all records for it. */
  private shards: string[] | undefined;
  /** Where the next page of a shard begins. */
  private readonly iterators = new Map<string, string>();
  private readonly closed = new Set<string>();

  constructor(url: string, arn: string) {
    this.url = url;
    this.arn = arn;
  }

  /** @throws Unusable for a table without a stream */
  static async of(client: DynamoDBClient, url: string, table: string): Promise<ChangeStream> {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: table }));
    if (Table?.LatestStreamArn) return new ChangeStream(url, Table.LatestStreamArn);
    throw new Unusable(`The table ${table} has no stream, so nobody can be told of its changes.`);
  }

  /** The next records behind a position; of another stream, or without one, from the first that is kept. */
  async read(from: StreamPosition | undefined): Promise<ReadRecord[]> {
    const position = from?.arn === this.arn ? from : { arn: this.arn, shards: {} };
    this.shards ??= await this.findShards();
    for (const shard of this.shards) {
      if (this.closed.has(shard)) continue;
      const records = await this.readShard(shard, position.shards[shard]);
      if (records.length > 0) return behindEach(records, shard, position);
    }
    return [];
  }

  /** Begins anew: what is remembered may be of an engine that is gone. */
  forget(): void {
    this.shards = undefined;
    this.iterators.clear();
    this.closed.clear();
  }

  private async readShard(shard: string, after: string | undefined): Promise<StreamRecord[]> {
    const ShardIterator = this.iterators.get(shard) ?? (await this.iteratorOf(shard, after));
    const { Records, NextShardIterator } = await this.call<Records>('GetRecords', { ShardIterator, Limit: pageSize });
    // What is read is asked for again until it is done with, so its iterator is of no use.
    if (Records.length > 0) this.iterators.delete(shard);
    else if (NextShardIterator) this.iterators.set(shard, NextShardIterator);
    else this.close(shard);
    return Records;
  }

  private async iteratorOf(shard: string, after: string | undefined): Promise<string> {
    const at = { StreamArn: this.arn, ShardId: shard };
    const oldest = { ...at, ShardIteratorType: 'TRIM_HORIZON' };
    const behind = { ...at, ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: after };
    const found = this.call<{ ShardIterator: string }>('GetShardIterator', after === undefined ? oldest : behind);
    const { ShardIterator } = await found.catch(error => {
      // The engine kept nothing that old.
      if (error instanceof StreamRefused && error.code === 'TrimmedDataAccessException') {
        return this.call<{ ShardIterator: string }>('GetShardIterator', oldest);
      }
      throw error;
    });
    return ShardIterator;
  }

  /** All of it was read; another one has taken its place. */
  private close(shard: string): void {
    this.closed.add(shard);
    this.iterators.delete(shard);
    this.shards = undefined;
  }

  private async findShards(): Promise<string[]> {
    const { StreamDescription } = await this.call<Description>('DescribeStream', { StreamArn: this.arn });
    return (StreamDescription.Shards ?? []).map(({ ShardId }) => ShardId);
  }

  private call<T>(operation: string, input: object): Promise<T> {
    return streamCall<T>(this.url, operation, input);
  }
}

const behindEach = (records: StreamRecord[], shard: string, { arn, shards }: StreamPosition): ReadRecord[] =>
  records.map(record => ({
    record,
    position: { arn, shards: { ...shards, [shard]: record.dynamodb?.SequenceNumber ?? '' } },
  }));
