import { randomUUID } from 'node:crypto';
import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { SingleAttemptClient } from '../../../lib/dynamodb/client.ts';
import type { Dependencies } from '../../../lib/dynamodb/dependencies.ts';
import { createDynamoDBDatabase } from '../../../lib/dynamodb/dynamodb-database.ts';
import { type ItemAttributes, pickPrimaryKey } from '../../../lib/dynamodb/item.ts';
import { quarantineShard } from '../../../lib/dynamodb/items/index-keys.ts';
import {
  allDueShards,
  applyDueChanges,
  type JobRunOptions,
  type JobRunReport,
} from '../../../lib/jobs/scheduled-changes/apply-due-changes.ts';
import { FaultyNetwork } from '../../support/faulty-network.ts';
import { createEngineClient, type TestEngine } from '../../support/test-engine.ts';
import { callTimeoutMs } from '../../support/test-world.ts';

export const firstOfMarch = { on: '2024-03-01', at: '2024-03-01T00:00:00.000Z' };
export const firstOfApril = { on: '2024-04-01', at: '2024-04-01T00:00:00.000Z' };

/** The report of a run that found nothing to do. */
export const emptyRunReport: JobRunReport = {
  applied: 0,
  copied: 0,
  deferred: 0,
  skipped: 0,
  quarantined: 0,
  failed: 0,
  stoppedEarly: false,
};

/** The job over the real client and a real engine. The clock can be set, a sleep returns at once, and the network can fail. */
export class ScheduledChangesHarness {
  readonly network = new FaultyNetwork();
  /** The item keys and texts that were logged. */
  readonly reported: { quarantined: [string, string][]; failed: [string, unknown][] } = { quarantined: [], failed: [] };
  /** Epoch milliseconds. */
  clock = Date.parse(firstOfMarch.at);
  private readonly engine: TestEngine;
  private client: SingleAttemptClient | undefined;

  constructor(engine: TestEngine) {
    this.engine = engine;
  }

  open(): this {
    this.client = createEngineClient(this.engine.url, this.network);
    return this;
  }

  close(): void {
    this.client?.destroy();
  }

  get ports(): Dependencies {
    if (!this.client) throw new Error('The applier is not open.');
    return {
      database: createDynamoDBDatabase(this.client, this.engine.tables, () => this.clock, callTimeoutMs),
      now: () => this.clock,
      newId: randomUUID,
      random: () => 1,
      sleep: async ms => {
        this.clock += ms;
      },
    };
  }

  run(order: Partial<JobRunOptions> = {}): Promise<JobRunReport> {
    return applyDueChanges({ shards: allDueShards, deadline: this.clock + 50_000, ...order }, this.ports, {
      quarantined: (at, reason) => this.reported.quarantined.push([at, reason]),
      failed: (at, cause) => this.reported.failed.push([at, cause]),
    });
  }

  /** Sets the clock to 1 March and empties the index. */
  async reset(): Promise<void> {
    this.clock = Date.parse(firstOfMarch.at);
    this.network.reset();
    const budget = { deadline: Number.POSITIVE_INFINITY, maxCalls: Number.POSITIVE_INFINITY, calls: 0 };
    const listings = [...allDueShards, quarantineShard].map(
      partitionValue => ({ index: 'due', partitionValue, order: 'oldest', limit: 1000 }) as const,
    );
    const found = await this.ports.database.read({ items: [], collections: [], listings }, budget);
    const remainingItems: ItemAttributes[] =
      found.kind === 'read' ? found.listings.flatMap(({ indexKeys: keys }) => keys) : [];
    const { client, tables } = this.engine;
    for (const item of remainingItems) {
      await client.send(
        new DeleteItemCommand({ TableName: tables.connect, Key: marshall(pickPrimaryKey('connect', item)) }),
      );
    }
    this.network.reset();
    this.reported.quarantined.length = 0;
    this.reported.failed.length = 0;
  }
}

/** Creates the harness for one test file. Every test starts on 1 March with an empty index. */
export function useScheduledChanges(engine: TestEngine): ScheduledChangesHarness {
  const applier = new ScheduledChangesHarness(engine);
  beforeAll(() => {
    applier.open();
  });
  beforeEach(() => applier.reset());
  afterAll(() => applier.close());
  return applier;
}
