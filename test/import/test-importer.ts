import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { SingleAttemptClient } from '../../lib/dynamodb/client.ts';
import type { Dependencies } from '../../lib/dynamodb/dependencies.ts';
import { createDynamoDBDatabase } from '../../lib/dynamodb/dynamodb-database.ts';
import type { ItemAttributes } from '../../lib/dynamodb/item.ts';
import { latestAddonsRef } from '../../lib/dynamodb/items/addon.ts';
import { isAggregateConsistent } from '../../lib/dynamodb/items/aggregate.ts';
import { subscriptionRef } from '../../lib/dynamodb/items/subscription.ts';
import {
  type ImportSummary,
  importLines,
  type LineDifference,
  type LineProblem,
} from '../../lib/import/import-lines.ts';
import { FaultyNetwork } from '../support/faulty-network.ts';
import { createEngineClient, type TestEngine } from '../support/test-engine.ts';
import { callTimeoutMs, type TestWorld } from '../support/test-world.ts';

/** Imports into the tenant of a test, by the clock of its world, over a network that can fail. */
export class TestImporter {
  readonly network = new FaultyNetwork();
  /** The results of the last import. */
  problems: LineProblem[] = [];
  differences: LineDifference[] = [];
  /** The progress of the last import with copies: the kind of the source, and the items that were checked so far. */
  renamed: [string, number][] = [];
  private readonly world: TestWorld;
  private readonly engine: TestEngine;
  private client: SingleAttemptClient | undefined;

  constructor(engine: TestEngine, world: TestWorld) {
    this.engine = engine;
    this.world = world;
  }

  get ports(): Dependencies {
    const { world, engine } = this;
    this.client ??= createEngineClient(engine.url, this.network);
    return {
      database: createDynamoDBDatabase(this.client, engine.tables, () => world.clock, callTimeoutMs),
      now: () => world.clock,
      newId: randomUUID,
      random: () => 1,
      sleep: ms => world.sleep(ms),
    };
  }

  close(): void {
    this.client?.destroy();
  }

  /** Imports lines. An object is a line of this tenant; a text is sent unchanged. */
  async import(...lines: (object | string)[]): Promise<ImportSummary> {
    this.problems = [];
    this.differences = [];
    this.renamed = [];
    const text = (line: object | string) =>
      typeof line === 'string' ? line : JSON.stringify({ tenantId: this.world.tenantId, ...line });
    const file = Buffer.from(lines.map(line => `${text(line)}\n`).join(''));
    return importLines(() => [file], this.ports, {
      onProblem: problem => this.problems.push(problem),
      onDifference: difference => this.differences.push(difference),
      onProgress: progress => {
        if (progress.phase === 'renaming') this.renamed.push([progress.renamed.kind, progress.items]);
      },
    });
  }

  /** Imports lines, all of which must be stored. */
  async importAll(...lines: object[]): Promise<void> {
    await this.import(...lines);
    if (this.problems.length > 0) throw new Error(JSON.stringify(this.problems));
  }

  /** Returns the items whose sort key has this prefix, in the order of their keys. */
  async items(sk = ''): Promise<ItemAttributes[]> {
    const key = (item: ItemAttributes) => `${item.pk} ${item.sk}`;
    const found = (await this.world.items()).filter(item => String(item.sk).startsWith(sk));
    return found.sort((a, b) => (key(a) < key(b) ? -1 : 1));
  }

  /** Returns true if a subscription is consistent with its latest add-ons. */
  async isWhole(subscriptionId = 'subscription'): Promise<boolean> {
    const { tenantId } = this.world;
    const [head] = await this.items('subscription');
    const addons = latestAddonsRef(tenantId, subscriptionId);
    const latest = (await this.items(addons.sortKeyPrefix)).map(item => addons.parse(item));
    return head !== undefined && isAggregateConsistent(subscriptionRef(tenantId, subscriptionId).parse(head), latest);
  }
}

/** An importer for one test file, on the engine of its world. */
export function useImporter(engine: TestEngine, world: TestWorld): TestImporter {
  const importer = new TestImporter(engine, world);
  beforeAll(() => void importer.ports);
  beforeEach(() => importer.network.reset());
  afterAll(() => importer.close());
  return importer;
}
