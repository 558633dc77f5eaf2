import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach } from 'vitest';
import { ChangeStream, type StreamPosition } from '../../infra/local/change-stream.ts';
import { allShards, applyDue } from '../../lib/apply/apply-due.ts';
import type { Ports } from '../../lib/command/ports.ts';
import type { CopyTask } from '../../lib/copy/copy-task.ts';
import { publishChanges } from '../../lib/events/publish-changes.ts';
import type { StreamRecord } from '../../lib/store/item-change.ts';
import { type Importer, useImporter } from '../import/importer.ts';
import { useEngine } from '../support/engine.ts';
import { useWorld, type World } from '../support/world.ts';
import { type BusStandIn, useBus } from './bus-stand-in.ts';

/** How a record is tried, and when Lambda gives up on it. */
const retries = 2;

/**
 * The functions over a real engine with its stream, and what stands at the other end of it: Lambda's event source as it is set up,
 * which hands records over in batches, goes on behind what was done, halves a batch that makes the function fail, and puts a
 * record aside that fails alone.
 */
export class EventWorld {
  readonly world: World;
  readonly importer: Importer;
  readonly bus: BusStandIn;
  readonly ports: () => Ports;
  stream: ChangeStream | undefined;
  position: StreamPosition | undefined;
  /** Copies that were to be started. */
  readonly copies: CopyTask[] = [];
  /** What the function said of its batches. */
  readonly reports: { published: number; failed: number; cause: unknown }[] = [];
  /** Records that were put aside. */
  readonly aside: StreamRecord[] = [];
  copyQueueIsDown = false;

  constructor(world: World, importer: Importer, bus: BusStandIn) {
    this.world = world;
    this.importer = importer;
    this.bus = bus;
    this.ports = () => importer.ports;
  }

  /** Lets the job put in force what is due. */
  async applyDue(): Promise<void> {
    const tell = { parked: () => {}, failed: () => {} };
    await applyDue({ lines: allShards, deadline: this.world.clock + 50_000 }, this.ports(), tell);
  }

  /** The changes of this test's tenant since the last time. */
  async changes(): Promise<StreamRecord[]> {
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
    const { batchItemFailures } = await publishChanges(
      { Records: records },
      { getRemainingTimeInMillis: () => timeLeftMs },
      {
        ...this.ports(),
        newId: randomUUID,
        bus: this.bus.bus,
        copies: {
          send: async task => {
            if (this.copyQueueIsDown) throw new Error('SQS is down.');
            this.copies.push(task);
          },
        },
        observe: { ended: (published, failed, cause) => this.reports.push({ published, failed, cause }) },
      },
    );
    const [first] = batchItemFailures;
    if (!first) return [];
    return records.slice(records.findIndex(({ dynamodb }) => dynamodb?.SequenceNumber === first.itemIdentifier));
  }

  /** Hands records to the function as Lambda does. @returns those that were not told */
  async publish(records: StreamRecord[], tries = retries): Promise<StreamRecord[]> {
    try {
      const left = await this.publishOnce(records);
      if (left.length === 0 || tries === 0) return left;
      return await this.publish(left, tries - 1);
    } catch {
      if (records.length === 1) {
        this.aside.push(...records);
        return [];
      }
      const half = Math.ceil(records.length / 2);
      const left = await this.publish(records.slice(0, half));
      return left.length > 0 ? [...left, ...records.slice(half)] : this.publish(records.slice(half));
    }
  }

  /** Publishes all changes. @returns the events that were taken, as `type sequence` */
  async tell(): Promise<string[]> {
    const before = this.bus.taken.length;
    await this.publish(await this.changes());
    return this.bus.taken.slice(before).map(({ type, sequence }) => `${type} ${sequence}`);
  }
}

/** One for a test file; every test has a tenant of its own and hears of nothing before. */
export function useEventWorld(): EventWorld {
  const engine = useEngine({ streams: true });
  const world = useWorld(engine);
  const events = new EventWorld(world, useImporter(engine, world), useBus());
  beforeAll(async () => {
    events.stream = await ChangeStream.of(engine.client, engine.url, engine.tables.connect);
  });
  beforeEach(async () => {
    await events.changes();
    for (const list of [events.copies, events.reports, events.aside]) list.length = 0;
    events.copyQueueIsDown = false;
  });
  return events;
}
