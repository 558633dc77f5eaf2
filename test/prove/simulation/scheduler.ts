import { setImmediate } from 'node:timers/promises';
import { Violated } from '../part.ts';

/** More than any history takes: what goes on and on is found here. */
const maxEvents = 20_000;

interface Event {
  at: number;
  happen: () => void;
}

/** Time that passes only from one event to the next. Everything between two events runs to its end before the second. */
export class Scheduler {
  /** Epoch milliseconds, of the world and of DynamoDB. */
  now: number;
  private readonly queue: Event[] = [];
  private left = maxEvents;

  constructor(now: number) {
    this.now = now;
  }

  /** Lets something happen, behind everything that is to happen at that instant already. */
  at(time: number, happen: () => void): void {
    const at = Math.max(time, this.now);
    const later = this.queue.findLastIndex(event => event.at <= at);
    this.queue.splice(later + 1, 0, { at, happen });
  }

  async passUntil(time: number): Promise<void> {
    await this.settle();
    for (let next = this.queue[0]; next && next.at <= time; next = this.queue[0]) {
      this.queue.shift();
      this.now = next.at;
      next.happen();
      await this.settle();
      this.left -= 1;
      if (this.left < 0) throw new Violated('I7: it goes on and on, and no request ends.');
    }
    this.now = Math.max(this.now, time);
  }

  /** Until nothing is under way. */
  async passAll(): Promise<void> {
    await this.settle();
    for (let last = this.queue.at(-1); last; last = this.queue.at(-1)) await this.passUntil(last.at);
  }

  /** Until every promise that was kept has had its consequences. */
  private settle(): Promise<void> {
    return setImmediate();
  }
}
