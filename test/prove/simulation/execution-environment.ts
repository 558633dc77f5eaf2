import type { EventScheduler } from './event-scheduler.ts';

/** A process that serves one request. It has its own clock, can freeze, and can crash. */
export class ExecutionEnvironment {
  frozen = false;
  crashed = false;
  private readonly scheduler: EventScheduler;
  private readonly skewMs: number;
  private frozenUntil = 0;

  /** @param skewMs - milliseconds by which the clock is ahead of the true time */
  constructor(scheduler: EventScheduler, skewMs: number) {
    this.scheduler = scheduler;
    this.skewMs = skewMs;
  }

  now(): number {
    return this.scheduler.now + this.skewMs;
  }

  /** Runs a function after a delay, or when the environment resumes, or never if it crashed. */
  schedule(ms: number, proceed: () => void): void {
    this.scheduler.schedule(this.scheduler.now + ms, () => this.resume(proceed));
  }

  freeze(ms: number): void {
    this.frozen = true;
    this.frozenUntil = Math.max(this.frozenUntil, this.scheduler.now + ms);
  }

  crash(): void {
    this.crashed = true;
  }

  private resume(proceed: () => void): void {
    if (this.crashed) return;
    if (this.scheduler.now < this.frozenUntil) this.scheduler.schedule(this.frozenUntil, () => this.resume(proceed));
    else proceed();
  }
}
