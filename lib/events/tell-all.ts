import type { Ports } from '../command/ports.ts';
import type { CopyTask } from '../copy/copy-task.ts';
import { textChange } from '../copy/text-change.ts';
import type { TenantEvent } from '../schemas/event.ts';
import type { Budget } from '../store/database.ts';
import { changeOf, type StreamRecord } from '../store/item-change.ts';
import { type SubscriptionStep, tell } from './derive.ts';
import { type Aggregate, readAggregate, subscriptionEvent } from './subscription-event.ts';

/** What one record of the stream leads to. */
export interface Telling {
  events: TenantEvent[];
  copy?: CopyTask | undefined;
}

/** What the first records of a batch lead to, up to the first that cannot be told. */
export interface Tellings {
  told: Telling[];
  /** Absent: all could be told. */
  cause?: unknown;
}

/**
 * Derives what a batch of records leads to, in their order. A subscription of which the batch has several steps is read once: all of
 * them are committed, so one read is late enough for each.
 */
export async function tellAll(records: StreamRecord[], budget: Budget, ports: Ports): Promise<Tellings> {
  const read = new Map<string, Promise<Aggregate>>();
  const found = records.map(record => caught(() => derive(record)));
  for (const derived of found.toReversed()) {
    if (!('step' in derived) || !derived.step) continue;
    const at = nameOf(derived.step);
    if (!read.has(at)) read.set(at, readAggregate(derived.step, budget, ports));
  }
  await Promise.allSettled(read.values());

  const told: Telling[] = [];
  for (const derived of found) {
    if ('cause' in derived) return { told, cause: derived.cause };
    const { events, step, copy } = derived;
    try {
      const more = step && (await read.get(nameOf(step)));
      told.push({ events: step && more ? [subscriptionEvent(step, more)] : events, copy });
    } catch (cause) {
      return { told, cause };
    }
  }
  return { told };
}

function derive(record: StreamRecord) {
  const change = changeOf(record);
  return { ...tell(change), copy: textChange(change) };
}

function caught<T>(work: () => T): T | { cause: unknown } {
  try {
    return work();
  } catch (cause) {
    return { cause };
  }
}

const nameOf = ({ tenantId, subscriptionId }: SubscriptionStep): string => `${tenantId} ${subscriptionId}`;
