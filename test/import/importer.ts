import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Ports } from '../../lib/command/ports.ts';
import { importLines, type LineProblem, type Summary } from '../../lib/import/import-lines.ts';
import { isWhole } from '../../lib/store/change.ts';
import type { Client } from '../../lib/store/client.ts';
import { dynamoDatabase } from '../../lib/store/dynamodb.ts';
import { latestAddons, subscriptionRef } from '../../lib/store/entity.ts';
import type { Item } from '../../lib/store/item.ts';
import { storeClientOf, type TestEngine } from '../support/engine.ts';
import { Network } from '../support/network.ts';
import type { World } from '../support/world.ts';

/** Imports into the tenant of a test, by the clock of its world, over a network that can fail. */
export class Importer {
  readonly network = new Network();
  /** Of the last import. */
  problems: LineProblem[] = [];
  private readonly world: World;
  private readonly engine: TestEngine;
  private client: Client | undefined;

  constructor(engine: TestEngine, world: World) {
    this.engine = engine;
    this.world = world;
  }

  get ports(): Ports {
    const { world, engine } = this;
    this.client ??= storeClientOf(engine.url, this.network);
    return {
      database: dynamoDatabase(this.client, engine.tables, () => world.clock),
      now: () => world.clock,
      newId: randomUUID,
      random: () => 1,
      sleep: ms => world.sleep(ms),
    };
  }

  close(): void {
    this.client?.destroy();
  }

  /** Objects are lines of this tenant, texts are lines as they are. */
  async import(...lines: (object | string)[]): Promise<Summary> {
    this.problems = [];
    const text = (line: object | string) =>
      typeof line === 'string' ? line : JSON.stringify({ tenantId: this.world.tenantId, ...line });
    const file = Buffer.from(lines.map(line => `${text(line)}\n`).join(''));
    return importLines(() => [file], this.ports, { onProblem: problem => this.problems.push(problem) });
  }

  /** Imports lines that must all go in. */
  async have(...lines: object[]): Promise<void> {
    await this.import(...lines);
    if (this.problems.length > 0) throw new Error(JSON.stringify(this.problems));
  }

  /** The items whose sort key begins so, in the order of their keys. */
  async items(sk = ''): Promise<Item[]> {
    const key = (item: Item) => `${item.pk} ${item.sk}`;
    const found = (await this.world.items()).filter(item => String(item.sk).startsWith(sk));
    return found.sort((a, b) => (key(a) < key(b) ? -1 : 1));
  }

  /** Whether a reader can tell that a subscription and its latest add-ons belong together. */
  async isWhole(subscriptionId = 'subscription'): Promise<boolean> {
    const { tenantId } = this.world;
    const [head] = await this.items('subscription');
    const addons = latestAddons(tenantId, subscriptionId);
    const latest = (await this.items(addons.prefix)).map(item => addons.parse(item));
    return head !== undefined && isWhole(subscriptionRef(tenantId, subscriptionId).parse(head), latest);
  }
}

/** An importer for one test file, on the engine of its world. */
export function useImporter(engine: TestEngine, world: World): Importer {
  const importer = new Importer(engine, world);
  beforeAll(() => void importer.ports);
  beforeEach(() => importer.network.reset());
  afterAll(() => importer.close());
  return importer;
}
