import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach } from 'vitest';
import type { Dependencies } from '../../../lib/dynamodb/dependencies.ts';
import type { StreamRecord } from '../../../lib/dynamodb/stream-record.ts';
import type { BatchReport } from '../../../lib/jobs/events/publish-log.ts';
import { createStreamHandler, type StreamHandler } from '../../../lib/jobs/events/stream-handler.ts';
import { allDueShards, applyDueChanges } from '../../../lib/jobs/scheduled-changes/apply-due-changes.ts';
import type { DeliveryMessage } from '../../../lib/jobs/webhooks/delivery-message.ts';
import { ChangeStream, type StreamPosition } from '../../../tools/local/change-stream.ts';
import { type TestImporter, useImporter } from '../../import/test-importer.ts';
import { useEngine } from '../../support/test-engine.ts';
import { type TestWorld, useWorld } from '../../support/test-world.ts';
import { type FakeEventBus, useFakeEventBus } from './fake-event-bus.ts';

/** The number of retries before the fake event source gives up on a batch. */
const maxRetries = 2;

/**
 * The functions on a real engine with its stream, and a simulation of Lambda's event source with our settings. It passes records in
 * batches and continues after finished records.
 */
export class EventWorld {
  readonly world: TestWorld;
  readonly importer: TestImporter;
  readonly bus: FakeEventBus;
  readonly ports: () => Dependencies;
  stream: ChangeStream | undefined;
  position: StreamPosition | undefined;
  /** The function's reports about its batches. */
  readonly reports: BatchReport[] = [];
  /** The queued webhook deliveries. */
  readonly queued: DeliveryMessage[] = [];
  /** Records in the failure bucket. */
  readonly failedRecords: StreamRecord[] = [];
  readonly failureCauses: unknown[] = [];
  /** The error of the failure bucket. */
  failureError: Error | undefined;

  constructor(world: TestWorld, importer: TestImporter, bus: FakeEventBus) {
    this.world = world;
    this.importer = importer;
    this.bus = bus;
    this.ports = () => importer.ports;
  }

  /** Runs the job that applies due changes. */
  async applyDue(shards = allDueShards): Promise<void> {
    const log = { quarantined: () => {}, failed: () => {} };
    await applyDueChanges({ shards, deadline: this.world.clock + 50_000 }, this.ports(), log);
  }

  /** Reads the changes since the last call: of this test's tenant, or of all its tenants. */
  async readChanges(tenantIds = [this.world.tenantId]): Promise<StreamRecord[]> {
    const found: StreamRecord[] = [];
    for (;;) {
      const records = (await this.stream?.read(this.position)) ?? [];
      if (records.length === 0) break;
      this.position = records.at(-1)?.position;
      found.push(...records.map(({ record }) => record));
    }
    return found.filter(({ dynamodb }) => tenantIds.some(id => dynamodb?.NewImage?.pk?.S?.startsWith(id)));
  }

  private readonly handle: StreamHandler = (batch, context) =>
    createStreamHandler({
      ...this.ports(),
      newId: randomUUID,
      bus: this.bus.bus,
      queue: { send: async messages => void this.queued.push(...messages) },
      failures: {
        store: async (record, cause) => {
          if (this.failureError) throw this.failureError;
          this.failedRecords.push(record);
          this.failureCauses.push(cause);
        },
      },
      log: { batchEnded: report => void this.reports.push(report), recordQuarantined: () => {} },
    })(batch, context);

  /** Invokes the function once. @returns the records that must be retried */
  async publishOnce(records: StreamRecord[], timeLeftMs = 10_000): Promise<StreamRecord[]> {
    const { batchItemFailures } = await this.handle(
      { Records: records },
      { getRemainingTimeInMillis: () => timeLeftMs },
    );
    const [first] = batchItemFailures;
    if (!first) return [];
    return records.slice(records.findIndex(({ dynamodb }) => dynamodb?.SequenceNumber === first.itemIdentifier));
  }

  /** Invokes the function with retries, as Lambda does. @returns the unpublished records */
  async publish(records: StreamRecord[], retriesLeft = maxRetries): Promise<StreamRecord[]> {
    const remaining = await this.publishOnce(records);
    if (remaining.length === 0 || retriesLeft === 0) return remaining;
    return this.publish(remaining, retriesLeft - 1);
  }

  /** Publishes all changes. @returns the accepted events as `type sequence` */
  async publishAll(): Promise<string[]> {
    const before = this.bus.accepted.length;
    await this.publish(await this.readChanges());
    return this.bus.accepted.slice(before).map(({ type, sequence }) => `${type} ${sequence}`);
  }
}

/** Creates one world per test file. Every test has its own tenant and sees only its own changes. */
export function useEventWorld(): EventWorld {
  const engine = useEngine({ streams: true });
  const world = useWorld(engine);
  const events = new EventWorld(world, useImporter(engine, world), useFakeEventBus());
  beforeAll(async () => {
    events.stream = await ChangeStream.open(engine.client, engine.url, engine.tables.connect);
  });
  beforeEach(async () => {
    await events.readChanges();
    for (const list of [events.reports, events.failedRecords, events.failureCauses, events.queued]) list.length = 0;
  });
  return events;
}
