import type { StartedProcess, useProcesses } from '../../support/processes.ts';
import type { ReceiverControl, VerifiedMessage } from './webhook-receiver-process.ts';

/** A receiver in a process of its own, as seen from a test. */
export class WebhookReceiver {
  port = 0;
  secret = '';
  mode: ReceiverControl['mode'] = 'take';
  private readonly start: ReturnType<typeof useProcesses>;
  private process: StartedProcess | undefined;
  private lastControl: ReceiverControl | undefined;

  constructor(start: ReturnType<typeof useProcesses>) {
    this.start = start;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/hooks`;
  }

  /** At the same port as before. */
  async startListening(): Promise<void> {
    this.lastControl = undefined;
    this.process = this.start('test/jobs/webhooks/webhook-receiver-process.ts', [String(this.port)]);
    this.port = Number(/port (\d+)\./.exec(await this.process.waitForOutput('.'))?.[1]);
  }

  async kill(): Promise<void> {
    this.process?.child.kill('SIGKILL');
    await this.process?.waitForExit();
    this.process = undefined;
  }

  /** Tells it what it is to do, and what time it is: its clock may be less than five minutes off. */
  async sendControl(nowMs: number): Promise<void> {
    const { secret, mode, lastControl: told } = this;
    const isKnown = told?.secret === secret && told.mode === mode && Math.abs(told.nowMs - nowMs) < 4 * 60_000;
    if (!this.process || isKnown) return;
    const control: ReceiverControl = { secret, mode, nowMs };
    await fetch(`http://127.0.0.1:${this.port}/control`, { method: 'POST', body: JSON.stringify(control) });
    this.lastControl = control;
  }

  /** Forgets what it got. */
  async clearReceived(): Promise<void> {
    this.mode = 'take';
    await fetch(`http://127.0.0.1:${this.port}/taken`, { method: 'DELETE' });
  }

  async readReceived(): Promise<{ taken: VerifiedMessage[]; forged: number }> {
    return (await (await fetch(`http://127.0.0.1:${this.port}/taken`)).json()) as {
      taken: VerifiedMessage[];
      forged: number;
    };
  }
}
