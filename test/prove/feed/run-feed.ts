import type { endpoint as listEventsEndpoint } from '../../../functions/list-events/endpoint.ts';
import { listEvents } from '../../../functions/list-events/operation.ts';
import type { EndpointInput } from '../../../lib/contract/endpoint.ts';
import type { UnnumberedEvent } from '../../../lib/dynamodb/items/feed.ts';
import { readState } from '../../../lib/idempotency/read-state.ts';
import { collectReadValues } from '../../../lib/idempotency/requested-items.ts';
import { storeEvents } from '../../../lib/jobs/events/store-events.ts';
import { MemoryDatabase } from '../../support/memory-database.ts';
import { createRandom } from '../../support/random.ts';
import { SimulatedWorker, type StepFault } from '../deliveries/simulated-worker.ts';
import { EventScheduler } from '../simulation/event-scheduler.ts';

/** Everything that decides how a simulation of the feed goes. */
export interface FeedPlan {
  seed: number;
  /** The number of changes of each shard of the stream. */
  changesPerShard: number;
  /** Milliseconds by which the clock of each publisher is ahead. */
  skewsMs: number[];
  /** Probability of a fault per step of a publisher. */
  faultRate: number;
  /** Probability that a batch is handed to two publishers at the same time. */
  duplicateRate: number;
}

/** An event as it was published on the bus. */
interface BusEvent {
  tenantId: string;
  number: number;
  json: string;
}

/** A reader, and the events of its pages in their order. */
interface FeedReader {
  tenantId: string;
  query: Record<string, unknown>;
  eventIds: string[];
}

export interface FeedHistory {
  /** All events that the stream contains, in the order of their shards. */
  changes: { tenantId: string; event: UnnumberedEvent; sequence: number }[];
  bus: BusEvent[];
  readers: FeedReader[];
  /** The stored events of each tenant by number. */
  stored: Map<string, { number: number; eventId: string; json: string }[]>;
  faults: number;
  /** The number of pages that readers got. */
  pages: number;
}

const startMs = Date.parse('2026-01-15T23:50:00.000Z');
const tenantIds = ['t1', 't2'] as const;
const filters: Record<string, unknown>[] = [{}, { type: ['license.ended'] }, { resourceId: 'license-1-1' }];

/** Publishes the changes of four shards in parallel, while readers poll. The same plan gives the same history. */
export async function runFeed(plan: FeedPlan): Promise<FeedHistory> {
  const simulation = new FeedSimulation(plan);
  await simulation.run();
  return simulation.history;
}

class FeedSimulation {
  readonly history: FeedHistory = { changes: [], bus: [], readers: [], stored: new Map(), faults: 0, pages: 0 };
  private readonly plan: FeedPlan;
  private readonly scheduler = new EventScheduler(startMs, 1_000_000);
  private readonly database = new MemoryDatabase();
  private readonly random: () => number;
  private lastId = 0;
  private finishedShards = 0;

  constructor(plan: FeedPlan) {
    this.plan = plan;
    this.random = createRandom(plan.seed);
  }

  async run(): Promise<void> {
    const { skewsMs } = this.plan;
    for (const [shard, skewMs] of skewsMs.entries()) this.start(() => this.publishShard(shard, skewMs));
    for (const tenantId of tenantIds) for (const query of filters) this.start(() => this.poll(tenantId, query));
    await this.scheduler.advanceToEnd();
    if (this.finishedShards < skewsMs.length) throw new Error('The publishers did not finish.');
    this.collectStored();
  }

  private start(run: () => Promise<void>): void {
    run().catch(error => this.scheduler.schedule(this.scheduler.now, () => Promise.reject(error)));
  }

  private createId = (): string => `00000000-0000-4000-8000-${String(++this.lastId).padStart(12, '0')}`;

  private pickFault = (): StepFault => {
    if (this.random() >= this.plan.faultRate) return 'none';
    this.history.faults += 1;
    return (['crash before', 'crash after', 'lost response'] as const)[Math.floor(this.random() * 3)] ?? 'none';
  };

  private wait(ms: number): Promise<void> {
    return new Promise(resolve => this.scheduler.schedule(this.scheduler.now + ms, resolve));
  }

  /** The changes of a shard: versions of a few resources, each resource in one shard and in order. */
  private createChanges(shard: number) {
    const versions = new Map<string, number>();
    return Array.from({ length: this.plan.changesPerShard }, () => {
      const tenantId = tenantIds[Math.floor(this.random() * tenantIds.length)] ?? 't1';
      const resourceId = `license-${shard}-${Math.floor(this.random() * 3)}`;
      const sequence = (versions.get(`${tenantId} ${resourceId}`) ?? 0) + 1;
      versions.set(`${tenantId} ${resourceId}`, sequence);
      const type = sequence % 3 === 0 ? 'license.ended' : 'license.updated';
      const eventId = `${tenantId}-${resourceId}-${sequence}`;
      return { tenantId, sequence, event: { eventId, type, resourceId, json: JSON.stringify({ eventId, sequence }) } };
    });
  }

  /** Hands batches of a shard to publishers until all are published, as Lambda does. */
  private async publishShard(shard: number, skewMs: number): Promise<void> {
    const changes = this.createChanges(shard);
    this.history.changes.push(...changes);
    for (let position = 0; position < changes.length; ) {
      const batch = changes.slice(position, position + 1 + Math.floor(this.random() * 8));
      const copies = this.random() < this.plan.duplicateRate ? 2 : 1;
      const attempts = Array.from({ length: copies }, () => this.publishBatch(batch, skewMs));
      const results = await Promise.all(attempts);
      if (results.includes(true)) position += batch.length;
      await this.wait(Math.floor(this.random() * 500));
    }
    this.finishedShards += 1;
  }

  /** @returns true if the batch was published completely */
  private async publishBatch(batch: FeedHistory['changes'], skewMs: number): Promise<boolean> {
    const worker = new SimulatedWorker(this.scheduler, this.pickFault, skewMs);
    const dependencies = worker.createDependencies(this.database, this.random, this.createId);
    const publish = async (): Promise<boolean> => {
      const budget = { deadline: dependencies.now() + 60_000, maxCalls: 500, calls: 0 };
      for (const tenantId of tenantIds) {
        const events = batch.filter(change => change.tenantId === tenantId).map(({ event }) => event);
        if (events.length === 0) continue;
        const stored = await storeEvents(tenantId, events, budget, dependencies);
        await worker.perform<void>(
          20,
          () => void this.history.bus.push(...stored.map(({ number, json }) => ({ tenantId, number, json }))),
          () => {
            throw new Error('The response of the bus was lost.');
          },
        );
      }
      return true;
    };
    // A crashed publisher never answers. Lambda gives up after the timeout of the function.
    return Promise.race([publish().catch(() => false), this.wait(180_000).then(() => false)]);
  }

  /** Reads the feed until everything is published and read. */
  private async poll(tenantId: string, query: Record<string, unknown>): Promise<void> {
    const reader: FeedReader = { tenantId, query, eventIds: [] };
    this.history.readers.push(reader);
    let cursor: string | undefined;
    for (;;) {
      const isComplete = this.finishedShards === this.plan.skewsMs.length;
      const { body } = await this.readPage(tenantId, { ...query, limit: 1 + Math.floor(this.random() * 5), cursor });
      this.history.pages += 1;
      reader.eventIds.push(...body.items.map(({ eventId }) => eventId));
      cursor = body.pagination.nextCursor;
      if (isComplete && body.pagination.caughtUp) return;
      await this.wait(Math.floor(this.random() * 15_000));
    }
  }

  private async readPage(tenantId: string, query: Record<string, unknown>): Promise<EventPage> {
    const worker = new SimulatedWorker(this.scheduler, () => 'none');
    const dependencies = worker.createDependencies(this.database, this.random, this.createId);
    const budget = { deadline: Number.POSITIVE_INFINITY, maxCalls: 500, calls: 0 };
    const input = { path: {}, query } as unknown as EndpointInput<typeof listEventsEndpoint>;
    const now = dependencies.now();
    const read = async (reads: Parameters<typeof readState>[0]) => {
      const result = await readState(reads, budget, dependencies);
      if (result.kind !== 'complete') throw result.cause;
      return collectReadValues(reads, result);
    };
    let state = await read(listEvents.reads(input, tenantId, now));
    for (const select of [listEvents.followUpReads, listEvents.finalReads])
      if (select) state = { ...state, ...(await read(select(state as never, input, tenantId, now))) };
    const tenant = { tenantId };
    const time = { now: new Date(now).toISOString() };
    const decision = listEvents.decide(state as never, input, { tenant, time } as never);
    if ('body' in decision) return decision as EventPage;
    throw new Error(`The page was refused: ${JSON.stringify(decision)}`);
  }

  private collectStored(): void {
    for (const tenantId of tenantIds) {
      const events = this.database
        .all('activity')
        .filter(item => item.pk?.S?.startsWith(`${tenantId}#event#`))
        .map(item => ({
          number: Number(item.number?.N),
          eventId: String(item.eventId?.S),
          json: String(item.json?.S),
        }));
      this.history.stored.set(
        tenantId,
        events.sort((a, b) => a.number - b.number),
      );
    }
  }
}

interface EventPage {
  body: { items: { eventId: string }[]; pagination: { nextCursor: string; caughtUp: boolean } };
}
