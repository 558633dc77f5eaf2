import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach } from 'vitest';
import type { Dependencies } from '../../../lib/dynamodb/dependencies.ts';
import type { StreamRecord } from '../../../lib/dynamodb/stream-record.ts';
import { handleStreamBatch } from '../../../lib/jobs/events/stream-handler.ts';
import { allDueShards, applyDueChanges } from '../../../lib/jobs/scheduled-changes/apply-due-changes.ts';
import { ChangeStream, type StreamPosition } from '../../../tools/local/change-stream.ts';
import { type TestImporter, useImporter } from '../../import/test-importer.ts';
import { useEngine } from '../../support/test-engine.ts';
import { type TestWorld, useWorld } from '../../support/test-world.ts';
import { type FakeEventBus, useFakeEventBus } from './fake-event-bus.ts';

/** How a record is tried, and when Lambda gives up on it. */
const retries = 2;

/**
 * The functions over a real engine with its stream, and what stands at the other end of it: Lambda's event source as it is set up,
 * which hands records over in batches, goes on behind what was done, halves a batch that makes the function fail, and puts a
 * record aside that fails alone.
 */
export class EventWorld {
  readonly world: TestWorld;
  readonly importer: TestImporter;
  readonly bus: FakeEventBus;
  readonly ports: () => Dependencies;
  stream: ChangeStream | undefined;
  position: StreamPosition | undefined;
  /** What the function said of its batches. */
  readonly reports: { published: number; failed: number; cause: unknown }[] = [];
  /** Records that were put aside. */
  readonly failedRecords: StreamRecord[] = [];

  constructor(world: TestWorld, importer: TestImporter, bus: FakeEventBus) {
    this.world = world;
    this.importer = importer;
    this.bus = bus;
    this.ports = () => importer.ports;
  }

  /** Lets the job put in force what is due. */
  async applyDue(): Promise<void> {
    const observer = { quarantined: () => {}, failed: () => {} };
    await applyDueChanges({ shards: allDueShards, deadline: this.world.clock + 50_000 }, this.ports(), observer);
  }

  /** The changes of this test's tenant since the last time. */
  async readChanges(): Promise<StreamRecord[]> {
    const found: StreamRecord[] = [];
    for (;;) {
      const records = (await this.stream?.read(this.position)) ?? [];
      if (records.length === 0) break;
      this.position = records.at(-1)?.position;
      found.push(...records.map(({ record }) => record));
    }
    return found.filter(({ dynamodb }) => dynamodb?.NewImage?.pk?.S?.startsWith(this.world.tenantId));
  }

  /** Hands records to the function once. @returns those that are to come again */
  async publishOnce(records: StreamRecord[], timeLeftMs = 10_000): Promise<StreamRecord[]> {
    const { batchItemFailures } = await handleStreamBatch(
      { Records: records },
      { getRemainingTimeInMillis: () => timeLeftMs },
      {
        ...this.ports(),
        newId: randomUUID,
        bus: this.bus.bus,
        observe: { batchEnded: (published, failed, cause) => this.reports.push({ published, failed, cause }) },
      },
    );
    const [first] = batchItemFailures;
    if (!first) return [];
    return records.slice(records.findIndex(({ dynamodb }) => dynamodb?.SequenceNumber === first.itemIdentifier));
  }

  /** Hands records to the function as Lambda does. @returns those that were not told */
  async publish(records: StreamRecord[], tries = retries): Promise<StreamRecord[]> {
    try {
      const remaining = await this.publishOnce(records);
      if (remaining.length === 0 || tries === 0) return remaining;
      return await this.publish(remaining, tries - 1);
    } catch {
      if (records.length === 1) {
        this.failedRecords.push(...records);
        return [];
      }
      const half = Math.ceil(records.length / 2);
      const remaining = await this.publish(records.slice(0, half));
      return remaining.length > 0 ? [...remaining, ...records.slice(half)] : this.publish(records.slice(half));
    }
  }

  /** Publishes all changes. @returns the events that were taken, as `type sequence` */
  async publishAll(): Promise<string[]> {
    const before = this.bus.accepted.length;
    await this.publish(await this.readChanges());
    return this.bus.accepted.slice(before).map(({ type, sequence }) => `${type} ${sequence}`);
  }
}

/** One for a test file; every test has a tenant of its own and hears of nothing before. */
export function useEventWorld(): EventWorld {
  const engine = useEngine({ streams: true });
  const world = useWorld(engine);
  const events = new EventWorld(world, useImporter(engine, world), useFakeEventBus());
  beforeAll(async () => {
    events.stream = await ChangeStream.open(engine.client, engine.url, engine.tables.connect);
  });
  beforeEach(async () => {
    await events.readChanges();
    for (const list of [events.reports, events.failedRecords]) list.length = 0;
  });
  return events;
}
