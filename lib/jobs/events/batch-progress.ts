import { CorruptItemError } from '../../dynamodb/item.ts';
import type { StreamRecord } from '../../dynamodb/stream-record.ts';
import { EventRejected } from './published-event.ts';
import type { PublishDependencies } from './stream-handler.ts';

/** The result of one attempt to publish a batch. */
export interface BatchResult {
  /** The number of finished records, from the first on. */
  finishedRecords: number;
  /** The number of events that the bus accepted. */
  published: number;
  /** The number of records that went to the failure bucket. */
  quarantined: number;
  /** The reason why the next record is not finished. */
  cause?: unknown;
}

/** The records of a batch that are finished so far. */
export class BatchProgress {
  private readonly records: StreamRecord[];
  private readonly dependencies: Pick<PublishDependencies, 'failures' | 'log'>;
  private finishedRecords: number;
  private quarantined = 0;
  private cause: unknown;

  constructor(records: StreamRecord[], dependencies: Pick<PublishDependencies, 'failures' | 'log'>) {
    this.records = records;
    this.dependencies = dependencies;
    this.finishedRecords = records.length;
  }

  /** Moves a record that can never be published to the failure bucket. A record with another failure can be published later. */
  async fail(recordIndex: number, cause: unknown): Promise<void> {
    const record = this.records[recordIndex];
    if (!record || !(cause instanceof CorruptItemError || cause instanceof EventRejected))
      return this.stopBefore(recordIndex, cause);
    try {
      await this.dependencies.failures.store(record, cause);
      this.quarantined += 1;
      this.dependencies.log.recordQuarantined(record.dynamodb?.SequenceNumber ?? '', cause);
    } catch (storeError) {
      this.stopBefore(recordIndex, storeError);
    }
  }

  /** Marks a record and all records behind it as unfinished. */
  stopBefore(recordIndex: number, cause: unknown): void {
    if (recordIndex >= this.finishedRecords) return;
    this.finishedRecords = recordIndex;
    this.cause = cause;
  }

  /** Returns what belongs to records before the first unfinished one. */
  keepUnblocked<T extends { recordIndex: number }>(events: T[]): T[] {
    return events.filter(({ recordIndex }) => recordIndex < this.finishedRecords);
  }

  toResult(published: number): BatchResult {
    const { finishedRecords, quarantined, cause } = this;
    return { finishedRecords, published, quarantined, ...(cause !== undefined && { cause }) };
  }
}
