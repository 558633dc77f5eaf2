import type { EventScheduler } from './event-scheduler.ts';

/** A process with a clock of its own that serves one request, can stand still, and can die. */
export class ExecutionEnvironment {
  frozen = false;
  crashed = false;
  private readonly scheduler: EventScheduler;
  private readonly skewMs: number;
  private frozenUntil = 0;

  /** @param skewMs - how far its clock is ahead */
  constructor(scheduler: EventScheduler, skewMs: number) {
    this.scheduler = scheduler;
    this.skewMs = skewMs;
  }

  now(): number {
    return this.scheduler.now + this.skewMs;
  }

  /** Goes on after a while, or when it is thawed, or never. */
  schedule(ms: number, goOn: () => void): void {
    this.scheduler.schedule(this.scheduler.now + ms, () => this.resume(goOn));
  }

  freeze(ms: number): void {
    this.frozen = true;
    this.frozenUntil = Math.max(this.frozenUntil, this.scheduler.now + ms);
  }

  crash(): void {
    this.crashed = true;
  }

  private resume(goOn: () => void): void {
    if (this.crashed) return;
    if (this.scheduler.now < this.frozenUntil) this.scheduler.schedule(this.frozenUntil, () => this.resume(goOn));
    else goOn();
  }
}
