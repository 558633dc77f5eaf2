import type { StreamRecord } from '../../lib/dynamodb/stream-record.ts';
import type { PartialBatchResponse } from '../../lib/jobs/lambda-types.ts';
import type { PositionedRecord, StreamPosition } from './change-stream.ts';
import type { QuarantineEntry } from './quarantine.ts';

export interface StreamSourceOptions {
  /** Reads the records after a position. */
  read(position: StreamPosition | undefined): Promise<PositionedRecord[]>;
  /** The deployed handler. */
  handle(batch: { Records: StreamRecord[] }): Promise<PartialBatchResponse>;
  savePosition(position: StreamPosition): Promise<void>;
  quarantine: QuarantineEntry;
  now(): number;
  /** When it is aborted, a batch that fails is left for the next start. */
  signal: AbortSignal;
  batchSize?: number;
  /** How often a record is tried that makes the handler fail. */
  maxAttempts?: number;
}

/** As for the deployed function: `infra/stream-source.ts`. */
const maxRecordAgeMs = 20 * 3_600_000;

/**
 * Passes the records of a stream to a handler as Lambda does: in order; from the first failed record again; in halves, if the
 * handler throws. A record that makes the handler throw on its own, or that is too old, is quarantined.
 */
export class StreamSource {
  private readonly options: Required<StreamSourceOptions>;
  private position: StreamPosition | undefined;

  /** @param position - where to continue */
  constructor(position: StreamPosition | undefined, options: StreamSourceOptions) {
    this.position = position;
    this.options = { batchSize: 100, maxAttempts: 3, ...options };
  }

  /** Handles the next batch. @returns true if any record was finished */
  async step(): Promise<boolean> {
    const records = (await this.options.read(this.position)).slice(0, this.options.batchSize);
    const finishedRecords = records.length === 0 ? 0 : await this.handleBatch(records);
    const position = records[finishedRecords - 1]?.position;
    if (!position) return false;
    await this.options.savePosition(position);
    this.position = position;
    return true;
  }

  /** @returns how many records are finished, from the first on */
  private async handleBatch(records: PositionedRecord[]): Promise<number> {
    const { maxAttempts, now } = this.options;
    let size = records.length;
    for (let attempt = 1; ; attempt++) {
      const batch = records.slice(0, size);
      try {
        const finishedRecords = await this.invoke(batch);
        if (finishedRecords > 0 || now() - toCreatedAt(batch[0]) < maxRecordAgeMs) return finishedRecords;
        return this.quarantineFirst(batch, new Error('It could not be published in time.'));
      } catch (cause) {
        if (this.options.signal.aborted) throw cause;
        if (size === 1 && attempt >= maxAttempts) return this.quarantineFirst(batch, cause);
        if (size > 1) attempt = 0;
        size = Math.ceil(size / 2);
      }
    }
  }

  private async invoke(batch: PositionedRecord[]): Promise<number> {
    const { batchItemFailures } = await this.options.handle({ Records: batch.map(({ record }) => record) });
    const failedNumbers = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    const firstFailed = batch.findIndex(({ record }) => failedNumbers.has(record.dynamodb?.SequenceNumber ?? ''));
    if (firstFailed !== -1) return firstFailed;
    // An unknown identifier fails the whole batch.
    return failedNumbers.size > 0 ? 0 : batch.length;
  }

  private quarantineFirst([first]: PositionedRecord[], cause: unknown): number {
    this.options.quarantine('A change', first?.record, cause);
    return 1;
  }
}

const toCreatedAt = (positioned: PositionedRecord | undefined): number =>
  (positioned?.record.dynamodb?.ApproximateCreationDateTime ?? Number.POSITIVE_INFINITY) * 1000;
