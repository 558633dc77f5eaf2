import { pause } from '../command/budget.ts';
import type { Ports } from '../command/ports.ts';
import { messageJson } from '../json.ts';
import type { TenantEvent } from '../schemas/event.ts';
import type { Budget } from '../store/database.ts';
import { type BusEntry, busLimits, type EventBus } from './event-bus.ts';
import { shrink } from './shrink.ts';

/** How often what was not taken is sent again before it is reported. */
const attempts = 5;

/** The events were not taken, though they were sent again. */
class Unpublished extends Error {
  override name = 'Unpublished';
}

/**
 * Publishes events in their order, call by call: none of a call is sent before all of the one before were taken.
 *
 * @param published - is told how many were taken, after each call
 * @throws Unpublished
 */
export async function publish(
  events: TenantEvent[],
  bus: EventBus,
  budget: Budget,
  ports: Ports,
  published: (count: number) => void,
): Promise<void> {
  for (const call of calls(events.map(entryOf))) {
    await send(call, bus, budget, ports);
    published(call.length);
  }
}

async function send(entries: BusEntry[], bus: EventBus, budget: Budget, ports: Ports): Promise<void> {
  let waiting = entries;
  let cause: unknown;
  for (let attempt = 1; attempt <= attempts && ports.now() < budget.deadline; attempt++) {
    if (attempt > 1) await pause(attempt, ports, budget);
    try {
      const failures = await bus.put(waiting);
      cause = failures.find(failure => failure !== undefined);
      waiting = waiting.filter((_, index) => failures[index] !== undefined);
    } catch (error) {
      cause = error;
    }
    if (waiting.length === 0) return;
  }
  throw new Unpublished(`${waiting.length} of ${entries.length} events were not taken.`, { cause });
}

const entryOf = (event: TenantEvent): BusEntry => ({ type: event.type, detail: messageJson(shrink(event)) });

function calls(entries: BusEntry[]): BusEntry[][] {
  const made: BusEntry[][] = [];
  let bytes = 0;
  for (const entry of entries) {
    const size = Buffer.byteLength(entry.detail);
    const last = made.at(-1);
    const fits = last && last.length < busLimits.entries && bytes + size <= busLimits.bytes;
    if (fits) last.push(entry);
    else made.push([entry]);
    bytes = (fits ? bytes : 0) + size;
  }
  return made;
}
