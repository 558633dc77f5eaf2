import { setImmediate } from 'node:timers/promises';
import { InvariantViolation } from '../proof-part.ts';

/** The default limit that no correct history reaches. It detects endless loops. */
const defaultMaxEvents = 20_000;

interface ScheduledEvent {
  at: number;
  run: () => void;
}

/**
 * Virtual time that advances from one event to the next. All code that an event triggers runs to its end before the next
 * event.
 */
export class EventScheduler {
  /** Epoch milliseconds of the true time, which is also the clock of DynamoDB. */
  now: number;
  private readonly queue: ScheduledEvent[] = [];
  private remainingEvents: number;

  constructor(now: number, maxEvents = defaultMaxEvents) {
    this.now = now;
    this.remainingEvents = maxEvents;
  }

  /** Schedules an event after all other events of the same instant. */
  schedule(time: number, run: () => void): void {
    const at = Math.max(time, this.now);
    const later = this.queue.findLastIndex(event => event.at <= at);
    this.queue.splice(later + 1, 0, { at, run });
  }

  async advanceTo(time: number): Promise<void> {
    await this.flushPromises();
    for (let next = this.queue[0]; next && next.at <= time; next = this.queue[0]) {
      this.queue.shift();
      this.now = next.at;
      next.run();
      await this.flushPromises();
      this.remainingEvents -= 1;
      if (this.remainingEvents < 0) throw new InvariantViolation('I7: the simulation does not end.');
    }
    this.now = Math.max(this.now, time);
  }

  /** Advances until no event is left. */
  async advanceToEnd(): Promise<void> {
    await this.flushPromises();
    for (let last = this.queue.at(-1); last; last = this.queue.at(-1)) await this.advanceTo(last.at);
  }

  /** Waits until all reactions to settled promises have run. */
  private flushPromises(): Promise<void> {
    return setImmediate();
  }
}
