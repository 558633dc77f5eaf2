import { toDueShardName } from '../../../lib/dynamodb/items/index-keys.ts';
import { createRetryQuota, lambdaRetryTokens } from '../../../lib/dynamodb/retry-quota.ts';
import { MemoryDatabase } from '../../support/memory-database.ts';
import { createRandom } from '../../support/random.ts';
import { ApiKeyRing } from './api-key-ring.ts';
import { EventScheduler } from './event-scheduler.ts';
import { ExecutionEnvironment } from './execution-environment.ts';
import { type IntendedRequest, type RequestAttempt, type SimulatedProcess, takeNextFault } from './request-attempt.ts';
import { noSimulatedFault, type SimulatedFault } from './simulated-fault.ts';
import { handleAttempt, runSimulatedJob, type SimulationDependencies } from './simulated-functions.ts';
import { SimulatedNetwork } from './simulated-network.ts';
import { simulatedRequests } from './simulated-requests.ts';
import { createTenantItems, putSimulatedItem } from './simulated-tenant-data.ts';
import { type SimulationHistory, toCommittedTransaction } from './simulation-history.ts';
import { type PlanStep, type SimulationPlan, simulatedTenants } from './simulation-plan.ts';
import { describeFaults, describeIntendedRequest, describeResponse } from './trace-text.ts';

const start = Date.parse('2024-01-15T09:30:00.000Z');
const never = Number.POSITIVE_INFINITY;

/** Lets a plan happen, and in the end everything that is still under way; then every client asks once more, and nothing fails. */
export async function runSimulation(plan: SimulationPlan): Promise<SimulationHistory> {
  const world = new Simulation(plan.seed);
  for (const step of plan.steps) await world.executeStep(step);
  return world.finish();
}

class Simulation {
  private readonly scheduler = new EventScheduler(start);
  private readonly database = new MemoryDatabase();
  private readonly wire = new SimulatedNetwork(this.scheduler, this.database, ({ id }, what) =>
    this.log(`${id} ${what}`),
  );
  private readonly random: () => number;
  private readonly attempts: RequestAttempt[] = [];
  private readonly jobs: SimulatedProcess[] = [];
  private readonly apiKeys = new ApiKeyRing(this.database);
  private readonly trace: string[] = [];
  private readonly stored = simulatedTenants.flatMap(tenant => createTenantItems(tenant));
  private ids = 0;
  private faults = 0;

  constructor(seed: number) {
    this.random = createRandom(seed);
    for (const item of this.stored) putSimulatedItem(this.database, 'connect', item);
  }

  async executeStep(step: PlanStep): Promise<void> {
    switch (step.kind) {
      case 'send': {
        await this.advance(step.after);
        const request = simulatedRequests[step.request];
        if (request) this.send({ request, tenant: step.tenant, key: step.key }, step.skewMs, step.faults);
        return;
      }
      case 'repeat': {
        await this.advance(step.after);
        const wish = this.attempts.at(-1 - (step.back % Math.max(1, this.attempts.length)));
        if (wish) this.send(varyRequest(wish, step.but, step.other), step.skewMs, step.faults);
        return;
      }
      case 'pass':
        this.log(`${step.ms / 1000} s pass`);
        return this.advance(step.ms);
      case 'freeze':
        this.log(`all sandboxes freeze for ${step.ms} ms`);
        for (const { environment: sandbox } of this.running) sandbox.freeze(step.ms);
        return;
      case 'crash':
        this.log('all sandboxes crash');
        for (const { environment: sandbox } of this.running) sandbox.crash();
        return;
      case 'job':
        await this.advance(step.after);
        return this.runJob(step.skewMs, step.faults);
      case 'rotate':
        this.log(`${step.tenant} rotates its key`);
        return this.apiKeys.rotate(step.tenant, this.scheduler.now);
      case 'revoke':
        this.log(`${step.tenant} revokes its key`);
        return this.apiKeys.revoke(step.tenant, this.scheduler.now);
      case 'sweep':
        this.log('what has expired is deleted');
        return this.database.deleteExpired(this.scheduler.now);
    }
  }

  async finish(): Promise<SimulationHistory> {
    for (const tenant of simulatedTenants) this.apiKeys.issue(tenant);
    // Once while the last things are under way, and once when everything has arrived.
    await this.repeatAll();
    await this.scheduler.advanceToEnd();
    await this.repeatAll();
    this.runJob(0, []);
    await this.scheduler.advanceToEnd();
    return {
      jobs: this.jobs,
      attempts: this.attempts,
      effects: this.database.applied.map(toCommittedTransaction),
      stored: this.stored,
      faults: this.faults,
      trace: this.trace,
    };
  }

  private get running(): SimulatedProcess[] {
    return [...this.attempts, ...this.jobs].filter(({ endedAt }) => endedAt === never);
  }

  private advance(ms: number): Promise<void> {
    return this.scheduler.advanceTo(this.scheduler.now + ms);
  }

  private async repeatAll(): Promise<void> {
    const distinctRequests = new Map(this.attempts.map(attempt => [describeIntendedRequest(attempt), attempt]));
    for (const { request, tenant, key } of distinctRequests.values()) {
      if (key === undefined) continue;
      const attempt = this.send({ request, tenant, key }, 0, []);
      attempt.isUndisturbed = true;
      await this.advance(1000);
    }
  }

  private send({ request, tenant, key }: IntendedRequest, skewMs: number, faults: SimulatedFault[]): RequestAttempt {
    const apiKey = this.apiKeys.newest(tenant);
    const process = this.createProcess(`#${this.attempts.length + 1}`, skewMs, faults);
    const attempt: RequestAttempt = {
      ...process,
      request,
      tenant,
      key,
      apiKey,
      response: undefined,
      isUndisturbed: false,
    };
    this.attempts.push(attempt);
    this.log(`${attempt.id} sends "${describeIntendedRequest(attempt)}"${describeFaults(skewMs, faults)}`);
    // Not awaited: what it does happens while time passes.
    void handleAttempt(attempt, this.createDependencies(attempt)).then(reply => {
      attempt.endedAt = this.scheduler.now;
      attempt.response = reply;
      this.log(`${attempt.id} is answered ${describeResponse(reply)}`);
    });
    return attempt;
  }

  private createProcess(id: string, skewMs: number, faults: SimulatedFault[]): SimulatedProcess {
    return {
      ...{ id, skewMs, faults: [...faults], fault: noSimulatedFault, actions: [], requestId: undefined },
      ...{
        environment: new ExecutionEnvironment(this.scheduler, skewMs),
        retryQuota: createRetryQuota(Math.floor(this.random() * (lambdaRetryTokens + 1))),
        startedAt: this.scheduler.now,
        endedAt: never,
      },
    };
  }

  /** Looks where something is listed, so that not every history has to ask all lines. */
  private runJob(skewMs: number, faults: SimulatedFault[]): void {
    const lines = new Set(this.database.all('connect').flatMap(({ dueShard: line }) => line?.S ?? []));
    const job = this.createProcess(`job ${this.jobs.length + 1}`, skewMs, faults);
    this.jobs.push(job);
    this.log(`${job.id} puts in force what is due${describeFaults(skewMs, faults)}`);
    void runSimulatedJob(lines.size > 0 ? [...lines] : [toDueShardName(0)], this.createDependencies(job)).then(
      ({ applied, stoppedEarly: left }) => {
        job.endedAt = this.scheduler.now;
        this.log(`${job.id} ends: ${applied} applied${left ? ', some left' : ''}`);
      },
    );
  }

  private createDependencies(attempt: SimulatedProcess): SimulationDependencies {
    const { environment: sandbox, actions: deeds } = attempt;
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
          sandbox.schedule(Math.ceil(ms), resolve);
        });
      },
      beforeSigning: async () => {
        const { kind } = takeNextFault(attempt);
        if (kind !== 'none') this.faults += 1;
        if (kind !== 'freeze unsigned') return;
        this.wire.freeze(attempt);
        await new Promise<void>(resolve => {
          sandbox.schedule(0, resolve);
        });
      },
      send: sent => this.wire.send(attempt, sent),
    };
  }

  private log(what: string): void {
    this.trace.push(`${((this.scheduler.now - start) / 1000).toFixed(3).padStart(10)}  ${what}`);
  }
}

/** Another thing under the same key, or the same under another key. */
function varyRequest(
  { request, tenant, key }: IntendedRequest,
  but: 'nothing' | 'request' | 'tenant' | 'key',
  other: number,
): IntendedRequest {
  switch (but) {
    case 'nothing':
      return { request, tenant, key };
    case 'request':
      return { request: simulatedRequests[other] ?? request, tenant, key };
    case 'tenant':
      return { request, tenant: tenant === 't1' ? 't2' : 't1', key };
    case 'key':
      return { request, tenant, key: key === 'a' ? 'b' : 'a' };
  }
}
