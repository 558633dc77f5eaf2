import type { TableName } from '../../lib/contract/endpoint.ts';
import type { Dependencies } from '../../lib/dynamodb/dependencies.ts';
import type { ItemKey } from '../../lib/dynamodb/item.ts';
import { dueShardCount } from '../../lib/dynamodb/items/index-keys.ts';
import { createScheduledChangesHandler } from '../../lib/jobs/scheduled-changes/job-handler.ts';
import { EventScheduler } from '../prove/simulation/event-scheduler.ts';
import { createRandom } from '../support/random.ts';
import type { DueLicenses } from './due-licenses.ts';
import { ItemStore, type StoredChange } from './item-store.ts';
import { PartitionModel, type PartitionModelOptions } from './partition-model.ts';
import { type CallCosts, PartitionedDatabase } from './partitioned-database.ts';
import { scaleAssumptions } from './scale-assumptions.ts';
import { type ClientCall, ScaleClient } from './scale-clients.ts';
import { SimulatedStream } from './simulated-stream.ts';

/** Lag of one event: from its commit to the bus. */
export interface EventLag {
  tenantId: string;
  at: number;
  ms: number;
  isScheduled: boolean;
}

export interface ScaleWorldOptions extends PartitionModelOptions {
  seed: number;
  startMs: number;
  /** False leaves the stream unread, so that a million changes take minutes instead of a quarter of an hour. */
  publishes: boolean;
  due: DueLicenses[];
}

const minuteMs = 60_000;
/** Items that nothing reads any more are forgotten after this time, so that memory is bounded. */
const forgetAfterMs = 5 * minuteMs;

/** A stage in simulated time: partitions, clients, `apply-due`, the stream and its publishers. All of them run the deployed code. */
export class ScaleWorld {
  readonly scheduler: EventScheduler;
  readonly partitions: PartitionModel;
  readonly store: ItemStore;
  readonly stream: SimulatedStream;
  readonly calls: ClientCall[] = [];
  readonly lags: EventLag[] = [];
  /** Throttled calls by the process that sent them. */
  readonly throttled: Record<string, number> = {};
  /** Problems that the job logged. */
  readonly jobFailures: string[] = [];
  private readonly random: () => number;
  private readonly due: Map<string, DueLicenses>;
  private readonly forgettable: { at: number; itemKey: ItemKey }[] = [];
  readonly publishes: boolean;
  private lastId = 0;

  constructor({ seed, startMs, due, publishes, ...model }: ScaleWorldOptions) {
    this.scheduler = new EventScheduler(startMs, Number.POSITIVE_INFINITY);
    this.random = createRandom(seed);
    this.publishes = publishes;
    this.partitions = new PartitionModel(model);
    this.due = new Map(due.map(licenses => [licenses.tenantId, licenses]));
    this.store = new ItemStore(itemKey =>
      itemKey.table === 'connect' ? this.findDue(itemKey.primaryKey.pk)?.generate(itemKey) : undefined,
    );
    for (const licenses of due) licenses.loadIndex(this.store);
    const { publishCpuMs } = scaleAssumptions;
    this.stream = new SimulatedStream({
      scheduler: this.scheduler,
      // An event has about four writes in its transaction.
      createDependencies: () =>
        this.createDependencies('publish-events', { readCpuMs: 1, writeCpuMs: 1, perWriteCpuMs: publishCpuMs / 4 }),
      onEvent: (entry, committedAt) => this.recordEvent(entry.detail, committedAt),
    });
  }

  createClient(tenantId: string): ScaleClient {
    const { endpointCpuMs } = scaleAssumptions;
    return new ScaleClient(
      {
        ...{ tenantId, scheduler: this.scheduler, random: this.random },
        dependencies: this.createDependencies(tenantId, undefined, endpointCpuMs),
        onCall: call => this.calls.push(call),
      },
      this.store,
    );
  }

  /** Starts the workers of `apply-due` every minute until an instant, as their rules do. */
  startWorkers(workerCount: number, until: number): void {
    const { applyCpuMs } = scaleAssumptions;
    for (let worker = 0; worker < workerCount; worker++) {
      const shards = Array.from({ length: dueShardCount }, (_, shard) => shard).filter(
        shard => shard % workerCount === worker,
      );
      const handler = createScheduledChangesHandler({
        ...this.createDependencies('apply-due', { readCpuMs: 0, writeCpuMs: applyCpuMs, perWriteCpuMs: 0 }),
        log: {
          runEnded: () => {},
          quarantined: (at, reason) => this.jobFailures.push(`${at} was quarantined: ${reason}`),
          failed: at => this.jobFailures.push(`${at} was not applied.`),
        },
      });
      const runEveryMinute = () => {
        const startedAt = this.scheduler.now;
        if (startedAt >= until) return;
        const context = { getRemainingTimeInMillis: () => minuteMs - (this.scheduler.now - startedAt) };
        void handler({ shards }, context).catch(error => this.jobFailures.push(String(error)));
        this.scheduler.schedule(startedAt + minuteMs, runEveryMinute);
      };
      runEveryMinute();
    }
  }

  /** Advances the time, and forgets what nothing reads any more. */
  async advanceTo(until: number): Promise<void> {
    while (this.scheduler.now < until) {
      await this.scheduler.advanceTo(Math.min(until, this.scheduler.now + 10_000));
      const forgetBefore = this.scheduler.now - forgetAfterMs;
      const end = this.forgettable.findIndex(({ at }) => at > forgetBefore);
      for (const { itemKey } of this.forgettable.splice(0, end === -1 ? this.forgettable.length : end))
        this.store.forget(itemKey);
    }
  }

  private createDependencies(name: string, costs?: Omit<CallCosts, 'onThrottle'>, endpointCpuMs = 0): Dependencies {
    const { scheduler, store, partitions } = this;
    const shared = { scheduler, store, partitions, onChange: (change: StoredChange) => this.recordChange(change) };
    const onThrottle = () => {
      this.throttled[name] = (this.throttled[name] ?? 0) + 1;
    };
    const database = costs
      ? new PartitionedDatabase(shared, { ...costs, onThrottle })
      : createPerCallDatabase(() => {
          const perCall = { readCpuMs: endpointCpuMs, writeCpuMs: endpointCpuMs, perWriteCpuMs: 0 };
          return new PartitionedDatabase(shared, { ...perCall, onThrottle });
        });
    return {
      database,
      now: () => Math.floor(scheduler.now),
      newId: () => {
        this.lastId += 1;
        return `00000000-0000-4000-8000-${String(this.lastId).padStart(12, '0')}`;
      },
      random: this.random,
      sleep: ms => new Promise(resolve => scheduler.schedule(scheduler.now + ms, resolve)),
    };
  }

  private findDue(pk = ''): DueLicenses | undefined {
    return this.due.get(pk.slice(0, pk.indexOf('#')));
  }

  private recordChange(change: StoredChange): void {
    const { table, primaryKey } = change.itemKey;
    const { now } = this.scheduler;
    if (table === 'connect') {
      if (this.publishes) this.stream.append(change);
      const isDue = this.findDue(primaryKey.pk)?.recordApplied(primaryKey.pk ?? '', now);
      if (isDue) this.forgettable.push({ at: now, itemKey: change.itemKey });
    }
    if (isForgettable(table, primaryKey)) this.forgettable.push({ at: now, itemKey: change.itemKey });
  }

  private recordEvent(detail: string, committedAt: number): void {
    const { tenantId, data } = JSON.parse(detail) as { tenantId: string; data: { licenseId?: string } };
    const { now } = this.scheduler;
    const isScheduled = this.due.get(tenantId)?.recordPublished(data.licenseId ?? '', now) ?? false;
    this.lags.push({ tenantId, at: now, ms: now - committedAt, isScheduled });
  }
}

/** Endpoints: each request has an execution environment of its own, so calls do not wait for each other. */
function createPerCallDatabase(create: () => PartitionedDatabase): Dependencies['database'] {
  return {
    read: (...args) => create().read(...args),
    commit: (...args) => create().commit(...args),
    update: (...args) => create().update(...args),
  };
}

/** Events and idempotency records are read again only by retries. The end of a feed is always needed. */
const isForgettable = (table: TableName, { pk = '' }: Record<string, string>): boolean =>
  table === 'idempotency' || (table === 'activity' && !pk.endsWith('#feed') && !pk.endsWith('#feed-days'));
