import type { StartedProcess, useProcesses } from '../../support/processes.ts';
import type { ReceiverControl, VerifiedMessage } from './webhook-receiver-process.ts';

/** A receiver in a separate process, with its controls for a test. */
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

  /** Starts the process, at the same port as before. */
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

  /** Sets its behaviour and its clock, which may be off by less than five minutes. */
  async sendControl(nowMs: number): Promise<void> {
    const { secret, mode, lastControl } = this;
    const isKnown =
      lastControl?.secret === secret && lastControl.mode === mode && Math.abs(lastControl.nowMs - nowMs) < 4 * 60_000;
    if (!this.process || isKnown) return;
    const control: ReceiverControl = { secret, mode, nowMs };
    await fetch(`http://127.0.0.1:${this.port}/control`, { method: 'POST', body: JSON.stringify(control) });
    this.lastControl = control;
  }

  /** Clears the received messages. */
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
