import type { Scheduler } from './scheduler.ts';

/** A process with a clock of its own that serves one request, can stand still, and can die. */
export class Sandbox {
  frozen = false;
  crashed = false;
  private readonly scheduler: Scheduler;
  private readonly skewMs: number;
  private frozenUntil = 0;

  /** @param skewMs - how far its clock is ahead */
  constructor(scheduler: Scheduler, skewMs: number) {
    this.scheduler = scheduler;
    this.skewMs = skewMs;
  }

  now(): number {
    return this.scheduler.now + this.skewMs;
  }

  /** Goes on after a while, or when it is thawed, or never. */
  after(ms: number, goOn: () => void): void {
    this.scheduler.at(this.scheduler.now + ms, () => this.wake(goOn));
  }

  freeze(ms: number): void {
    this.frozen = true;
    this.frozenUntil = Math.max(this.frozenUntil, this.scheduler.now + ms);
  }

  crash(): void {
    this.crashed = true;
  }

  private wake(goOn: () => void): void {
    if (this.crashed) return;
    if (this.scheduler.now < this.frozenUntil) this.scheduler.at(this.frozenUntil, () => this.wake(goOn));
    else goOn();
  }
}
