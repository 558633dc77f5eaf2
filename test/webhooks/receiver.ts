import type { Started, useProcesses } from '../support/processes.ts';
import type { Control, Taken } from './receiver-process.ts';

/** A receiver in a process of its own, as seen from a test. */
export class Receiver {
  port = 0;
  secret = '';
  mode: Control['mode'] = 'take';
  private readonly start: ReturnType<typeof useProcesses>;
  private process: Started | undefined;
  private told: Control | undefined;

  constructor(start: ReturnType<typeof useProcesses>) {
    this.start = start;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/hooks`;
  }

  /** At the same port as before. */
  async run(): Promise<void> {
    this.told = undefined;
    this.process = this.start('test/webhooks/receiver-process.ts', [String(this.port)]);
    this.port = Number(/port (\d+)\./.exec(await this.process.said('.'))?.[1]);
  }

  async die(): Promise<void> {
    this.process?.child.kill('SIGKILL');
    await this.process?.ended();
    this.process = undefined;
  }

  /** Tells it what it is to do, and what time it is: its clock may be less than five minutes off. */
  async tell(nowMs: number): Promise<void> {
    const { secret, mode, told } = this;
    const isKnown = told?.secret === secret && told.mode === mode && Math.abs(told.nowMs - nowMs) < 4 * 60_000;
    if (!this.process || isKnown) return;
    const control: Control = { secret, mode, nowMs };
    await fetch(`http://127.0.0.1:${this.port}/control`, { method: 'POST', body: JSON.stringify(control) });
    this.told = control;
  }

  /** Forgets what it got. */
  async forget(): Promise<void> {
    this.mode = 'take';
    await fetch(`http://127.0.0.1:${this.port}/taken`, { method: 'DELETE' });
  }

  async got(): Promise<{ taken: Taken[]; forged: number }> {
    return (await (await fetch(`http://127.0.0.1:${this.port}/taken`)).json()) as { taken: Taken[]; forged: number };
  }
}
