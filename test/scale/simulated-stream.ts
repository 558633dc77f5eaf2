import type { Dependencies } from '../../lib/dynamodb/dependencies.ts';
import { marshallItem } from '../../lib/dynamodb/marshall-item.ts';
import type { StreamRecord } from '../../lib/dynamodb/stream-record.ts';
import type { BusEntry } from '../../lib/jobs/events/event-bus.ts';
import { createStreamHandler } from '../../lib/jobs/events/stream-handler.ts';
import type { EventScheduler } from '../prove/simulation/event-scheduler.ts';
import { parseItem, type StoredChange } from './item-store.ts';
import { hashPartitionKey } from './partition-model.ts';
import { scaleAssumptions } from './scale-assumptions.ts';

interface WaitingRecord {
  change: StoredChange;
  at: number;
  sequence: number;
}

/** Records that one reader publishes in order. */
interface Lane {
  records: WaitingRecord[];
  isBusy: boolean;
}

export interface SimulatedStreamOptions {
  scheduler: EventScheduler;
  createDependencies(): Dependencies;
  onEvent(entry: BusEntry, committedAt: number): void;
}

/**
 * The stream of the table `connect` and the publishers that read it: four readers for each shard, and a shard for each partition of
 * a new table. It gets no more readers when the table splits, which is the unfavourable case.
 */
export class SimulatedStream {
  private readonly lanes: Lane[];
  private readonly options: SimulatedStreamOptions;
  private sequence = 0;
  /** Number of records that are not published, and the largest number so far. */
  waiting = 0;
  peakWaiting = 0;

  constructor(options: SimulatedStreamOptions) {
    this.options = options;
    const count = scaleAssumptions.initialPartitions * scaleAssumptions.readersPerShard;
    this.lanes = Array.from({ length: count }, () => ({ records: [], isBusy: false }));
  }

  append(change: StoredChange): void {
    const lane = this.lanes[hashPartitionKey(change.itemKey.primaryKey.pk ?? '') % this.lanes.length];
    if (!lane) return;
    this.sequence += 1;
    lane.records.push({ change, at: this.options.scheduler.now, sequence: this.sequence });
    this.waiting += 1;
    this.peakWaiting = Math.max(this.peakWaiting, this.waiting);
    if (!lane.isBusy) this.start(lane);
  }

  /** Returns the age of the oldest record that waits, in milliseconds. */
  measureLag(): number {
    const { now } = this.options.scheduler;
    return Math.max(0, ...this.lanes.map(({ records }) => (records[0] ? now - records[0].at : 0)));
  }

  private start(lane: Lane): void {
    lane.isBusy = true;
    const { scheduler } = this.options;
    void this.publishAll(lane).catch(error => scheduler.schedule(scheduler.now, () => Promise.reject(error)));
  }

  private async publishAll(lane: Lane): Promise<void> {
    while (lane.records.length > 0) {
      const batch = lane.records.slice(0, scaleAssumptions.recordsPerBatch);
      const finished = await this.publish(batch);
      lane.records.splice(0, finished);
      this.waiting -= finished;
    }
    lane.isBusy = false;
  }

  /** @returns the number of records that are published */
  private async publish(batch: WaitingRecord[]): Promise<number> {
    const { scheduler, createDependencies, onEvent } = this.options;
    const startedAt = scheduler.now;
    const oldestAt = Math.min(...batch.map(({ at }) => at));
    const bus = {
      putEvents: async (entries: BusEntry[]) => {
        await new Promise<void>(resolve => scheduler.schedule(scheduler.now + scaleAssumptions.busMs, resolve));
        for (const entry of entries) onEvent(entry, oldestAt);
        return entries.map(() => undefined);
      },
    };
    const handler = createStreamHandler({
      ...createDependencies(),
      bus,
      queue: { send: async () => {} },
      failures: {
        store: async (_, cause) => {
          throw cause;
        },
      },
      log: { batchEnded: () => {}, recordQuarantined: () => {} },
    });
    const context = { getRemainingTimeInMillis: () => 180_000 - (scheduler.now - startedAt) };
    const { batchItemFailures } = await handler({ Records: batch.map(toStreamRecord) }, context);
    const failed = batchItemFailures[0]?.itemIdentifier;
    const position = batch.findIndex(({ sequence }) => String(sequence) === failed);
    return position === -1 ? batch.length : position;
  }
}

const toStreamRecord = ({ change: { before, after }, at, sequence }: WaitingRecord): StreamRecord => ({
  dynamodb: {
    ...(before !== undefined && { OldImage: marshallItem(parseItem(before)) }),
    ...(after !== undefined && { NewImage: marshallItem(parseItem(after)) }),
    SequenceNumber: String(sequence),
    ApproximateCreationDateTime: Math.floor(at / 1000),
  },
});
