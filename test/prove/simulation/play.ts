import { dueShard } from '../../../lib/store/index-keys.ts';
import { MemoryDatabase } from '../../support/memory-database.ts';
import { randomOf } from '../../support/random.ts';
import { type Attempt, nextFault, type Process, type Wish } from './attempt.ts';
import { type Fault, noFault } from './fault.ts';
import { handle, runJob, type Surroundings } from './functions.ts';
import { effectOf, type History } from './history.ts';
import { KeyRing } from './key-ring.ts';
import { type Plan, type Step, tenants } from './plan.ts';
import { requests } from './request.ts';
import { Sandbox } from './sandbox.ts';
import { Scheduler } from './scheduler.ts';
import { itemsOf, store } from './tenant-data.ts';
import { Wire } from './wire.ts';
import { circumstances, nameOf, saidIn } from './wording.ts';

const start = Date.parse('2024-01-15T09:30:00.000Z');
const never = Number.POSITIVE_INFINITY;

/** Lets a plan happen, and in the end everything that is still under way; then every client asks once more, and nothing fails. */
export async function play(plan: Plan): Promise<History> {
  const world = new Simulation(plan.seed);
  for (const step of plan.steps) await world.take(step);
  return world.end();
}

class Simulation {
  private readonly scheduler = new Scheduler(start);
  private readonly database = new MemoryDatabase();
  private readonly wire = new Wire(this.scheduler, this.database, ({ id }, what) => this.tell(`${id} ${what}`));
  private readonly random: () => number;
  private readonly attempts: Attempt[] = [];
  private readonly jobs: Process[] = [];
  private readonly keys = new KeyRing(this.database);
  private readonly trace: string[] = [];
  private readonly stored = tenants.flatMap(tenant => itemsOf(tenant));
  private ids = 0;
  private faults = 0;

  constructor(seed: number) {
    this.random = randomOf(seed);
    for (const item of this.stored) store(this.database, 'connect', item);
  }

  async take(step: Step): Promise<void> {
    switch (step.kind) {
      case 'send': {
        await this.pass(step.after);
        const request = requests[step.request];
        if (request) this.send({ request, tenant: step.tenant, key: step.key }, step.skewMs, step.faults);
        return;
      }
      case 'repeat': {
        await this.pass(step.after);
        const wish = this.attempts.at(-1 - (step.back % Math.max(1, this.attempts.length)));
        if (wish) this.send(changed(wish, step.but, step.other), step.skewMs, step.faults);
        return;
      }
      case 'pass':
        this.tell(`${step.ms / 1000} s pass`);
        return this.pass(step.ms);
      case 'freeze':
        this.tell(`all sandboxes freeze for ${step.ms} ms`);
        for (const { sandbox } of this.running) sandbox.freeze(step.ms);
        return;
      case 'crash':
        this.tell('all sandboxes crash');
        for (const { sandbox } of this.running) sandbox.crash();
        return;
      case 'job':
        await this.pass(step.after);
        return this.runJob(step.skewMs, step.faults);
      case 'rotate':
        this.tell(`${step.tenant} rotates its key`);
        return this.keys.rotate(step.tenant, this.scheduler.now);
      case 'revoke':
        this.tell(`${step.tenant} revokes its key`);
        return this.keys.revoke(step.tenant, this.scheduler.now);
      case 'sweep':
        this.tell('what has expired is deleted');
        return this.database.sweep(this.scheduler.now);
    }
  }

  async end(): Promise<History> {
    for (const tenant of tenants) this.keys.issue(tenant);
    // Once while the last things are under way, and once when everything has arrived.
    await this.askAgain();
    await this.scheduler.passAll();
    await this.askAgain();
    this.runJob(0, []);
    await this.scheduler.passAll();
    return {
      jobs: this.jobs,
      attempts: this.attempts,
      effects: this.database.applied.map(effectOf),
      stored: this.stored,
      faults: this.faults,
      trace: this.trace,
    };
  }

  private get running(): Process[] {
    return [...this.attempts, ...this.jobs].filter(({ endedAt }) => endedAt === never);
  }

  private pass(ms: number): Promise<void> {
    return this.scheduler.passUntil(this.scheduler.now + ms);
  }

  private async askAgain(): Promise<void> {
    const wishes = new Map(this.attempts.map(attempt => [nameOf(attempt), attempt]));
    for (const { request, tenant, key } of wishes.values()) {
      if (key === undefined) continue;
      const attempt = this.send({ request, tenant, key }, 0, []);
      attempt.last = true;
      await this.pass(1000);
    }
  }

  private send({ request, tenant, key }: Wish, skewMs: number, faults: Fault[]): Attempt {
    const apiKey = this.keys.newest(tenant);
    const process = this.start(`#${this.attempts.length + 1}`, skewMs, faults);
    const attempt: Attempt = { ...process, request, tenant, key, apiKey, reply: undefined, last: false };
    this.attempts.push(attempt);
    this.tell(`${attempt.id} sends "${nameOf(attempt)}"${circumstances(skewMs, faults)}`);
    // Not awaited: what it does happens while time passes.
    void handle(attempt, this.surroundings(attempt)).then(reply => {
      attempt.endedAt = this.scheduler.now;
      attempt.reply = reply;
      this.tell(`${attempt.id} is answered ${saidIn(reply)}`);
    });
    return attempt;
  }

  private start(id: string, skewMs: number, faults: Fault[]): Process {
    return {
      ...{ id, skewMs, faults: [...faults], fault: noFault, deeds: [], requestId: undefined },
      ...{ sandbox: new Sandbox(this.scheduler, skewMs), startedAt: this.scheduler.now, endedAt: never },
    };
  }

  /** Looks where something is listed, so that not every history has to ask all lines. */
  private runJob(skewMs: number, faults: Fault[]): void {
    const lines = new Set(this.database.all('connect').flatMap(({ dueShard: line }) => line?.S ?? []));
    const job = this.start(`job ${this.jobs.length + 1}`, skewMs, faults);
    this.jobs.push(job);
    this.tell(`${job.id} puts in force what is due${circumstances(skewMs, faults)}`);
    void runJob(lines.size > 0 ? [...lines] : [dueShard(0)], this.surroundings(job)).then(({ applied, left }) => {
      job.endedAt = this.scheduler.now;
      this.tell(`${job.id} ends: ${applied} applied${left ? ', some left' : ''}`);
    });
  }

  private surroundings(attempt: Process): Surroundings {
    const { sandbox, deeds } = attempt;
    return {
      process: attempt,
      newId: () => {
        this.ids += 1;
        const id = `00000000-0000-4000-8000-${String(this.ids).padStart(12, '0')}`;
        attempt.requestId ??= id;
        return id;
      },
      random: this.random,
      sleep: ms => {
        deeds.push({ kind: 'sleep' });
        return new Promise(resolve => {
          sandbox.after(Math.ceil(ms), resolve);
        });
      },
      beforeSigning: async () => {
        const { kind } = nextFault(attempt);
        if (kind !== 'none') this.faults += 1;
        if (kind !== 'freeze unsigned') return;
        this.wire.freeze(attempt);
        await new Promise<void>(resolve => {
          sandbox.after(0, resolve);
        });
      },
      send: sent => this.wire.send(attempt, sent),
    };
  }

  private tell(what: string): void {
    this.trace.push(`${((this.scheduler.now - start) / 1000).toFixed(3).padStart(10)}  ${what}`);
  }
}

/** Another thing under the same key, or the same under another key. */
function changed({ request, tenant, key }: Wish, but: 'nothing' | 'request' | 'tenant' | 'key', other: number): Wish {
  switch (but) {
    case 'nothing':
      return { request, tenant, key };
    case 'request':
      return { request: requests[other] ?? request, tenant, key };
    case 'tenant':
      return { request, tenant: tenant === 't1' ? 't2' : 't1', key };
    case 'key':
      return { request, tenant, key: key === 'a' ? 'b' : 'a' };
  }
}
