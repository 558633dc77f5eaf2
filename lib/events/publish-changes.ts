import type { Ports } from '../command/ports.ts';
import type { CopyQueue } from '../copy/copy-queue.ts';
import type { BatchAnswer, TimeLeft } from '../lambda.ts';
import { CorruptItem } from '../store/item.ts';
import type { StreamRecord } from '../store/item-change.ts';
import type { EventBus } from './event-bus.ts';
import type { ObservePublish } from './observe-publish.ts';
import { publish } from './publish.ts';
import { type Telling, tellAll } from './tell-all.ts';

/** Changes in their order, as Lambda hands them over. */
export interface StreamBatch {
  Records: StreamRecord[];
}

export interface PublishPorts extends Ports {
  bus: EventBus;
  copies: CopyQueue;
  observe: ObservePublish;
}

/** For the calls that are under way when the time is over. */
const marginMs = 5000;

/** Between tries that got nowhere. */
const restMs = 5000;

/**
 * Tells others of a batch of changes. Those before the first that cannot be told are told; from it on, the batch comes again. One
 * that never can is thrown once it is the first, so that Lambda halves the batch until it stands alone and is put aside.
 *
 * Lambda gives up on a batch after so many tries, however fast they fail: where nothing can be told at all, one of them lasts as
 * long as it may, so that all of them last for hours.
 *
 * @throws CorruptItem
 */
export async function publishChanges(
  { Records }: StreamBatch,
  context: TimeLeft,
  { observe, ...ports }: PublishPorts,
): Promise<BatchAnswer> {
  const deadline = ports.now() + context.getRemainingTimeInMillis() - marginMs;
  let tried = await tellOnce(Records, deadline, ports);
  while (isOutage(tried) && ports.now() + restMs < deadline) {
    await ports.sleep(restMs);
    tried = await tellOnce(Records, deadline, ports);
  }
  const { done, published, cause } = tried;
  observe.ended(published, Records.length - done, cause);
  if (done === Records.length) return { batchItemFailures: [] };
  if (done === 0 && cause instanceof CorruptItem) throw cause;
  const itemIdentifier = Records[done]?.dynamodb?.SequenceNumber ?? '';
  return { batchItemFailures: [{ itemIdentifier }] };
}

interface Tried {
  /** Records that were told, from the first on. */
  done: number;
  /** Events that were taken. */
  published: number;
  /** Why it did not come to the end. */
  cause: unknown;
}

const isOutage = ({ done, cause }: Tried): boolean =>
  done === 0 && cause !== undefined && !(cause instanceof CorruptItem);

async function tellOnce(
  records: StreamRecord[],
  deadline: number,
  { bus, copies, ...ports }: Omit<PublishPorts, 'observe'>,
): Promise<Tried> {
  const budget = { deadline, maxCalls: 2000, calls: 0 };
  const { told, cause } = await tellAll(records, budget, ports);
  let published = 0;
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
    return { done: copiesStarted ? recordsOf(told, published) : 0, published, cause: error };
  }
  return { done: told.length, published, cause };
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
