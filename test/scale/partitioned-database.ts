import { isDeepStrictEqual } from 'node:util';
import type { IndexName } from '../../lib/contract/endpoint.ts';
import {
  type CommitOutcome,
  type ItemDatabase,
  isBudgetSpent,
  type ReadRequest,
  type RefusalReason,
  type RetryBudget,
} from '../../lib/dynamodb/database.ts';
import { formatItemKey, type ItemAttributes, type ItemKey } from '../../lib/dynamodb/item.ts';
import type { ItemWrite, UpdateWrite, WriteTransaction } from '../../lib/dynamodb/item-write.ts';
import { marshallItem } from '../../lib/dynamodb/marshall-item.ts';
import { listTableIndexes, tableDefinitions } from '../../lib/dynamodb/tables.ts';
import { computeReadUnits, computeWriteUnits } from '../bench/capacity-units.ts';
import type { EventScheduler } from '../prove/simulation/event-scheduler.ts';
import { findEntry, type ItemStore, parseItem, type StoredChange } from './item-store.ts';
import type { PartitionCharge, PartitionModel } from './partition-model.ts';
import { scaleAssumptions } from './scale-assumptions.ts';

/** Parts that all processes of a simulation share. */
export interface SharedStore {
  scheduler: EventScheduler;
  store: ItemStore;
  partitions: PartitionModel;
  /** Called for each change that is committed, in order. */
  onChange(change: StoredChange): void;
}

/** A process: its calls wait until its processor is free. */
export interface CallCosts {
  /** CPU time before a call, in milliseconds of a whole vCPU. */
  readCpuMs: number;
  writeCpuMs: number;
  /** CPU time for each write of a transaction. */
  perWriteCpuMs: number;
  /** Counts the calls of this process that were throttled. */
  onThrottle(space: string): void;
}

/** A call takes effect and returns at the same instant: the model has no lost responses, which `npm run prove` covers. */
export class PartitionedDatabase implements ItemDatabase {
  private readonly shared: SharedStore;
  private readonly costs: CallCosts;
  private cpuFreeAt = 0;

  constructor(shared: SharedStore, costs: CallCosts) {
    this.shared = shared;
    this.costs = costs;
  }

  async read(request: ReadRequest, budget: RetryBudget): ReturnType<ItemDatabase['read']> {
    const { items, collections, listings = [] } = request;
    if (!(await this.send(this.costs.readCpuMs, scaleAssumptions.readMs, budget))) return pastDeadline;
    const found = new Map<string, ItemAttributes>();
    const unprocessed: ItemKey[] = [];
    for (const itemKey of items) {
      const text = this.shared.store.readText(itemKey);
      const item = text === undefined ? undefined : parseItem(text);
      if (!this.consumeRead(itemKey, text, item)) unprocessed.push(itemKey);
      else if (item) found.set(formatItemKey(itemKey), item);
    }
    const collected = collections.map(collection => this.shared.store.listCollection(collection));
    const pages = listings.map(listing => this.shared.store.query(listing));
    const charges = [
      ...collections.map(({ table, partitionKey }, index) => toQueryCharge(table, partitionKey, collected[index], 1)),
      ...listings.map(({ index, partitionValue }, number) =>
        toQueryCharge(
          typeof index === 'string' ? index : index.table,
          partitionValue,
          pages[number]?.indexKeys,
          typeof index === 'string' ? 0.5 : 1,
        ),
      ),
    ];
    const throttledBy = this.consume(charges);
    if (throttledBy !== undefined) return { kind: 'transient', cause: createThrottling(throttledBy) };
    return { kind: 'read', items: found, unprocessed, collections: collected, listings: pages };
  }

  async commit({ writes, clientRequestToken: token }: WriteTransaction, budget: RetryBudget): Promise<CommitOutcome> {
    const cpuMs = this.costs.writeCpuMs + this.costs.perWriteCpuMs * writes.length;
    if (!(await this.send(cpuMs, scaleAssumptions.transactionMs, budget))) return pastDeadline;
    const committed = this.shared.store.findTransaction(token);
    if (committed) return isDeepStrictEqual(committed, writes) ? { kind: 'committed' } : tokenMismatch;
    const outcome = this.write(writes, 2);
    if (outcome.kind === 'committed') this.shared.store.keepTransaction(token, writes);
    return outcome;
  }

  async update(update: UpdateWrite, budget: RetryBudget): Promise<CommitOutcome> {
    if (!(await this.send(this.costs.writeCpuMs, scaleAssumptions.writeMs, budget))) return pastDeadline;
    return this.write([update], 1);
  }

  private write(writes: ItemWrite[], unitsPerKb: 1 | 2): CommitOutcome {
    const changes: StoredChange[] = [];
    for (const write of writes) {
      const change = this.shared.store.prepare(write);
      if (!change) break;
      changes.push(change);
    }
    // A transaction whose condition fails costs as much as one that is applied. The writes behind it count with their smallest size.
    const charges = writes.flatMap((write, index) => toWriteCharges(write, changes[index], unitsPerKb));
    if (this.consume(charges) !== undefined)
      return { kind: 'refused', reasons: writes.map(() => ({ code: 'ThrottlingError' })) };
    if (changes.length < writes.length)
      return { kind: 'refused', reasons: writes.map(write => this.findReason(write)) };
    for (const [index, change] of changes.entries()) {
      if (writes[index]?.kind === 'check') continue;
      this.shared.store.apply(change);
      this.shared.onChange(change);
    }
    return { kind: 'committed' };
  }

  private findReason(write: ItemWrite): RefusalReason {
    if (this.shared.store.prepare(write)) return { code: 'None' };
    const stored = this.shared.store.readText(write);
    const writtenBy = stored === undefined ? undefined : (parseItem(stored).requestId as string | undefined);
    return { code: 'ConditionalCheckFailed', writtenBy };
  }

  private consumeRead(itemKey: ItemKey, text: string | undefined, item: ItemAttributes | undefined): boolean {
    const space = itemKey.table;
    const partitionKey = itemKey.primaryKey[tableDefinitions[space].partitionKey] ?? '';
    // JSON is never shorter than what DynamoDB counts.
    const isSmall = text === undefined || text.length <= 4096;
    const reads = isSmall ? 1 : computeReadUnits(item && marshallItem(item), true);
    return this.consume([{ space, partitionKey, reads, writes: 0 }]) === undefined;
  }

  private consume(charges: PartitionCharge[]): string | undefined {
    const throttledBy = this.shared.partitions.consume(charges, this.shared.scheduler.now);
    if (throttledBy !== undefined) this.costs.onThrottle(throttledBy);
    return throttledBy;
  }

  /** Waits for the processor and for the call. @returns false if the budget forbids the call */
  private async send(cpuMs: number, callMs: number, budget: RetryBudget): Promise<boolean> {
    const { scheduler } = this.shared;
    if (isBudgetSpent(budget, scheduler.now)) return false;
    this.cpuFreeAt = Math.max(scheduler.now, this.cpuFreeAt) + cpuMs / scaleAssumptions.cpuShare;
    if (this.cpuFreeAt >= budget.deadline) return false;
    budget.calls += 1;
    const endsAt = this.cpuFreeAt + callMs;
    await new Promise<void>(resolve => scheduler.schedule(endsAt, resolve));
    return true;
  }
}

const tokenMismatch = {
  kind: 'unknown',
  cause: Object.assign(new Error('The token belongs to another transaction.'), {
    name: 'IdempotentParameterMismatchException',
  }),
} as const;

const pastDeadline = { kind: 'pastDeadline', cause: new Error('The budget is spent.') } as const;

const createThrottling = (space: string): Error =>
  Object.assign(new Error(`A partition of ${space} is throttled.`), { name: 'ThrottlingException' });

/** An entry of an index has about 150 bytes. */
const toQueryCharge = (
  space: string,
  partitionKey: string,
  found: unknown[] | undefined,
  unitsPer4Kb: number,
): PartitionCharge => ({
  ...{ space, partitionKey, writes: 0 },
  reads: Math.max(1, Math.ceil(((found?.length ?? 0) * (unitsPer4Kb === 1 ? 1024 : 150)) / 4096)) * unitsPer4Kb,
});

/** Builds the charges of a write: the item, and each index in which it appears, moves or disappears. */
function toWriteCharges(write: ItemWrite, change: StoredChange | undefined, unitsPerKb: 1 | 2): PartitionCharge[] {
  const { table, primaryKey } = write;
  const partitionKey = primaryKey[tableDefinitions[table].partitionKey] ?? '';
  if (!change) return [{ space: table, partitionKey, reads: 0, writes: unitsPerKb }];
  const { beforeItem: before, afterItem: after } = change;
  const ofIndexes =
    write.kind === 'check'
      ? []
      : listTableIndexes(table).flatMap(([index, keys]) => toIndexCharges(index, keys, before, after));
  // JSON is never shorter than what DynamoDB counts.
  const isSmall = Math.max(change.before?.length ?? 0, change.after?.length ?? 0) <= 1024;
  const total = isSmall
    ? 0
    : computeWriteUnits(before && marshallItem(before), after && marshallItem(after), unitsPerKb === 2);
  const writes = isSmall ? unitsPerKb : total - ofIndexes.reduce((sum, charge) => sum + charge.writes, 0);
  return [{ space: table, partitionKey, reads: 0, writes }, ...ofIndexes];
}

function toIndexCharges(
  index: IndexName,
  keys: { partitionKey: string; sortKey: string },
  before: ItemAttributes | undefined,
  after: ItemAttributes | undefined,
): PartitionCharge[] {
  const [from, to] = [findEntry(keys, before), findEntry(keys, after)];
  if (from?.value === to?.value && from?.sortKey === to?.sortKey) return [];
  return [from, to].flatMap(entry => (entry ? [{ space: index, partitionKey: entry.value, reads: 0, writes: 1 }] : []));
}
