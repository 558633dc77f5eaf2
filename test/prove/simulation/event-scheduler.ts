import { setImmediate } from 'node:timers/promises';
import { InvariantViolation } from '../proof-part.ts';

/** More than any history takes: what goes on and on is found here. */
const maxEvents = 20_000;

interface ScheduledEvent {
  at: number;
  run: () => void;
}

/** Time that passes only from one event to the next. Everything between two events runs to its end before the second. */
export class EventScheduler {
  /** Epoch milliseconds, of the world and of DynamoDB. */
  now: number;
  private readonly queue: ScheduledEvent[] = [];
  private remainingEvents = maxEvents;

  constructor(now: number) {
    this.now = now;
  }

  /** Lets something happen, behind everything that is to happen at that instant already. */
  schedule(time: number, happen: () => void): void {
    const schedule = Math.max(time, this.now);
    const later = this.queue.findLastIndex(event => event.at <= schedule);
    this.queue.splice(later + 1, 0, { at: schedule, run: happen });
  }

  async advanceTo(time: number): Promise<void> {
    await this.flushPromises();
    for (let next = this.queue[0]; next && next.at <= time; next = this.queue[0]) {
      this.queue.shift();
      this.now = next.at;
      next.run();
      await this.flushPromises();
      this.remainingEvents -= 1;
      if (this.remainingEvents < 0) throw new InvariantViolation('I7: it goes on and on, and no request ends.');
    }
    this.now = Math.max(this.now, time);
  }

  /** Until nothing is under way. */
  async advanceToEnd(): Promise<void> {
    await this.flushPromises();
    for (let last = this.queue.at(-1); last; last = this.queue.at(-1)) await this.advanceTo(last.at);
  }

  /** Until every promise that was kept has had its consequences. */
  private flushPromises(): Promise<void> {
    return setImmediate();
  }
}
