import { DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import type { StreamRecord } from '../../lib/dynamodb/stream-record.ts';
import { UserError } from '../../lib/user-error.ts';
import { callStreamApi, StreamApiError } from './stream-api.ts';

/** A position in a stream: for each shard, the sequence number of the last record that was read. */
export const StreamPosition = z.object({ arn: z.string(), shards: z.record(z.string(), z.string()) });
export type StreamPosition = z.infer<typeof StreamPosition>;

/** A record and the position after it. */
export type PositionedRecord = { record: StreamRecord; position: StreamPosition };

interface StreamDescriptionOutput {
  StreamDescription: { Shards?: { ShardId: string }[] };
}

interface GetRecordsOutput {
  Records: StreamRecord[];
  NextShardIterator?: string;
}

const pageSize = 200;

/** The stream of a table in a local engine, where shards follow one another. */
export class ChangeStream {
  private readonly url: string;
  private readonly arn: string;
  /** Cached, because the embedded engine searches all records for it. */
  private shards: string[] | undefined;
  /** The iterators for the next page of each shard. */
  private readonly iterators = new Map<string, string>();
  private readonly closed = new Set<string>();

  constructor(url: string, arn: string) {
    this.url = url;
    this.arn = arn;
  }

  /** @throws UserError if the table has no stream */
  static async open(client: DynamoDBClient, url: string, table: string): Promise<ChangeStream> {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: table }));
    if (Table?.LatestStreamArn) return new ChangeStream(url, Table.LatestStreamArn);
    throw new UserError(`The table ${table} has no stream, so its changes cannot be published.`);
  }

  /** Reads the next records after a position. Without one, or with one of another stream, reads from the oldest record on. */
  async read(from: StreamPosition | undefined): Promise<PositionedRecord[]> {
    const position = from?.arn === this.arn ? from : { arn: this.arn, shards: {} };
    this.shards ??= await this.listShards();
    for (const shard of this.shards) {
      if (this.closed.has(shard)) continue;
      const records = await this.readShard(shard, position.shards[shard]);
      if (records.length > 0) return withPositions(records, shard, position);
    }
    return [];
  }

  private async readShard(shard: string, after: string | undefined): Promise<StreamRecord[]> {
    const ShardIterator = this.iterators.get(shard) ?? (await this.getIterator(shard, after));
    const { Records, NextShardIterator } = await this.call<GetRecordsOutput>('GetRecords', {
      ShardIterator,
      Limit: pageSize,
    });
    // Records are read again until they are finished, so the iterator after them is not needed.
    if (Records.length > 0) this.iterators.delete(shard);
    else if (NextShardIterator) this.iterators.set(shard, NextShardIterator);
    else this.markClosed(shard);
    return Records;
  }

  private async getIterator(shard: string, after: string | undefined): Promise<string> {
    const shardRef = { StreamArn: this.arn, ShardId: shard };
    const fromOldest = { ...shardRef, ShardIteratorType: 'TRIM_HORIZON' };
    const afterPosition = { ...shardRef, ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: after };
    const iteratorOutput = this.call<{ ShardIterator: string }>(
      'GetShardIterator',
      after === undefined ? fromOldest : afterPosition,
    );
    const { ShardIterator } = await iteratorOutput.catch(error => {
      // The engine has deleted records that old.
      if (error instanceof StreamApiError && error.code === 'TrimmedDataAccessException') {
        return this.call<{ ShardIterator: string }>('GetShardIterator', fromOldest);
      }
      throw error;
    });
    return ShardIterator;
  }

  /** Called when a shard was read to its end; another shard has replaced it. */
  private markClosed(shard: string): void {
    this.closed.add(shard);
    this.iterators.delete(shard);
    this.shards = undefined;
  }

  private async listShards(): Promise<string[]> {
    const { StreamDescription } = await this.call<StreamDescriptionOutput>('DescribeStream', { StreamArn: this.arn });
    return (StreamDescription.Shards ?? []).map(({ ShardId }) => ShardId);
  }

  private call<T>(operation: string, input: object): Promise<T> {
    return callStreamApi<T>(this.url, operation, input);
  }
}

const withPositions = (records: StreamRecord[], shard: string, { arn, shards }: StreamPosition): PositionedRecord[] =>
  records.map(record => ({
    record,
    position: { arn, shards: { ...shards, [shard]: record.dynamodb?.SequenceNumber ?? '' } },
  }));
