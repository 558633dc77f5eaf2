import { randomUUID } from 'node:crypto';
import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { allShards, applyDue, type Order, type Report } from '../../lib/apply/apply-due.ts';
import type { Ports } from '../../lib/command/ports.ts';
import type { Client } from '../../lib/store/client.ts';
import { dynamoDatabase } from '../../lib/store/dynamodb.ts';
import { parkedShard } from '../../lib/store/index-keys.ts';
import { type Item, keyOf } from '../../lib/store/item.ts';
import { storeClientOf, type TestEngine } from '../support/engine.ts';
import { Network } from '../support/network.ts';
import { callTimeoutMs } from '../support/world.ts';

export const march = { on: '2024-03-01', at: '2024-03-01T00:00:00.000Z' };
export const april = { on: '2024-04-01', at: '2024-04-01T00:00:00.000Z' };

/** The report of a run that found nothing to do. */
export const nothing: Report = { applied: 0, passedOver: 0, parked: 0, failed: 0, left: false };

/** The job over the real client and a real engine: with a clock that is set, sleeps that pass at once, and a network that can fail. */
export class Applier {
  readonly network = new Network();
  /** The keys of what a person was told of, and what was said. */
  readonly told: { parked: [string, string][]; failed: [string, unknown][] } = { parked: [], failed: [] };
  /** Epoch milliseconds. */
  clock = Date.parse(march.at);
  private readonly engine: TestEngine;
  private client: Client | undefined;

  constructor(engine: TestEngine) {
    this.engine = engine;
  }

  open(): this {
    this.client = storeClientOf(this.engine.url, this.network);
    return this;
  }

  close(): void {
    this.client?.destroy();
  }

  get ports(): Ports {
    if (!this.client) throw new Error('The applier is not open.');
    return {
      database: dynamoDatabase(this.client, this.engine.tables, () => this.clock, callTimeoutMs),
      now: () => this.clock,
      newId: randomUUID,
      random: () => 1,
      sleep: async ms => {
        this.clock += ms;
      },
    };
  }

  run(order: Partial<Order> = {}): Promise<Report> {
    return applyDue({ lines: allShards, deadline: this.clock + 50_000, ...order }, this.ports, {
      parked: (at, reason) => this.told.parked.push([at, reason]),
      failed: (at, cause) => this.told.failed.push([at, cause]),
    });
  }

  /** The first of March, and nothing of an earlier test in the index. */
  async settle(): Promise<void> {
    this.clock = Date.parse(march.at);
    this.network.reset();
    const budget = { deadline: Number.POSITIVE_INFINITY, maxCalls: Number.POSITIVE_INFINITY, calls: 0 };
    const listings = [...allShards, parkedShard].map(
      value => ({ index: 'due', value, order: 'oldest', limit: 1000 }) as const,
    );
    const found = await this.ports.database.read({ items: [], collections: [], listings }, budget);
    const left: Item[] = found.kind === 'read' ? found.listings.flatMap(({ keys }) => keys) : [];
    const { client, tables } = this.engine;
    for (const item of left) {
      await client.send(new DeleteItemCommand({ TableName: tables.connect, Key: marshall(keyOf('connect', item)) }));
    }
    this.network.reset();
    this.told.parked.length = 0;
    this.told.failed.length = 0;
  }
}

/** An applier for one test file; every test starts on the first of March with an empty index. */
export function useApplier(engine: TestEngine): Applier {
  const applier = new Applier(engine);
  beforeAll(() => {
    applier.open();
  });
  beforeEach(() => applier.settle());
  afterAll(() => applier.close());
  return applier;
}
