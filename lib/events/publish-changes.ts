import type { Ports } from '../command/ports.ts';
import type { CopyQueue } from '../copy/copy-queue.ts';
import { CorruptItem } from '../store/item.ts';
import type { EventBus } from './event-bus.ts';
import type { StreamRecord } from './item-change.ts';
import type { ObservePublish } from './observe-publish.ts';
import { publish } from './publish.ts';
import { type Telling, tellAll } from './tell-all.ts';

/** Changes in their order, as Lambda hands them over. */
export interface StreamBatch {
  Records: StreamRecord[];
}

/** The first change that is to come again, and with it all behind it. */
export interface BatchAnswer {
  batchItemFailures: { itemIdentifier: string }[];
}

export interface PublishPorts extends Ports {
  bus: EventBus;
  copies: CopyQueue;
  observe: ObservePublish;
}

export interface TimeLeft {
  getRemainingTimeInMillis(): number;
}

/** For the calls that are under way when the time is over. */
const marginMs = 5000;

/**
 * Tells others of a batch of changes. Those before the first that cannot be told are told; from it on, the batch comes again. One
 * that never can is thrown once it is the first, so that Lambda halves the batch until it stands alone and is put aside.
 *
 * @throws CorruptItem
 */
export async function publishChanges(
  { Records }: StreamBatch,
  context: TimeLeft,
  { bus, copies, observe, ...ports }: PublishPorts,
): Promise<BatchAnswer> {
  const budget = { deadline: ports.now() + context.getRemainingTimeInMillis() - marginMs, maxCalls: 2000, calls: 0 };
  const { told, cause: untold } = await tellAll(Records, budget, ports);
  let published = 0;
  let cause = untold;
  let done = told.length;
  // A change that comes again starts its copy again, which does no harm: so copies go first.
  let copiesStarted = false;
  try {
    for (const { copy } of told) if (copy) await copies.send(copy, 0);
    copiesStarted = true;
    const count = (events: number) => {
      published += events;
    };
    await publish(
      told.flatMap(({ events }) => events),
      bus,
      budget,
      ports,
      count,
    );
  } catch (error) {
    cause = error;
    done = copiesStarted ? recordsOf(told, published) : 0;
  }
  observe.ended(published, Records.length - done, cause);
  if (done === Records.length) return { batchItemFailures: [] };
  if (done === 0 && cause instanceof CorruptItem) throw cause;
  const itemIdentifier = Records[done]?.dynamodb?.SequenceNumber ?? '';
  return { batchItemFailures: [{ itemIdentifier }] };
}

/** How many records are told once so many events are. */
function recordsOf(told: Telling[], published: number): number {
  let events = 0;
  const first = told.findIndex(telling => {
    events += telling.events.length;
    return events > published;
  });
  return first === -1 ? told.length : first;
}
