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
import { type SimulatedRequest, simulatedRequests } from './simulated-requests.ts';
import { createTenantItems, putSimulatedItem } from './simulated-tenant-data.ts';
import { type SimulationHistory, toCommittedTransaction } from './simulation-history.ts';
import { type PlanStep, type SimulationPlan, simulatedTenants } from './simulation-plan.ts';
import { describeFaults, describeIntendedRequest, describeResponse } from './trace-text.ts';

const start = Date.parse('2024-01-15T09:30:00.000Z');
const never = Number.POSITIVE_INFINITY;

/** Runs a plan until nothing is in flight. Then every client retries its requests once more without faults. */
export async function runSimulation(plan: SimulationPlan): Promise<SimulationHistory> {
  const world = new Simulation(plan);
  for (const step of plan.steps) await world.executeStep(step);
  return world.finish();
}

class Simulation {
  private readonly scheduler = new EventScheduler(start);
  private readonly database = new MemoryDatabase();
  private readonly network = new SimulatedNetwork(this.scheduler, this.database, ({ id }, event) =>
    this.log(`${id} ${event}`),
  );
  private readonly random: () => number;
  private readonly attempts: RequestAttempt[] = [];
  private readonly jobs: SimulatedProcess[] = [];
  private readonly apiKeys = new ApiKeyRing(this.database);
  private readonly trace: string[] = [];
  private readonly stored = simulatedTenants.flatMap(tenant => createTenantItems(tenant));
  private ids = 0;
  private faults = 0;

  private readonly requests: readonly SimulatedRequest[];

  constructor({ seed, requests }: SimulationPlan) {
    this.requests = requests?.flatMap(index => simulatedRequests[index] ?? []) ?? simulatedRequests;
    this.random = createRandom(seed);
    for (const item of this.stored) putSimulatedItem(this.database, 'connect', item);
  }

  async executeStep(step: PlanStep): Promise<void> {
    switch (step.kind) {
      case 'send': {
        await this.advance(step.after);
        const request = this.pickRequest(step.request);
        if (request) this.send({ request, tenant: step.tenant, idempotencyKey: step.key }, step.skewMs, step.faults);
        return;
      }
      case 'repeat': {
        await this.advance(step.after);
        const intended = this.attempts.at(-1 - (step.back % Math.max(1, this.attempts.length)));
        if (intended)
          this.send(varyRequest(intended, step.changed, this.pickRequest(step.other)), step.skewMs, step.faults);
        return;
      }
      case 'pass':
        this.log(`${step.ms / 1000} s pass`);
        return this.advance(step.ms);
      case 'freeze':
        this.log(`all execution environments freeze for ${step.ms} ms`);
        for (const { environment } of this.running) environment.freeze(step.ms);
        return;
      case 'crash':
        this.log('all execution environments crash');
        for (const { environment } of this.running) environment.crash();
        return;
      case 'job':
        await this.advance(step.after);
        return this.runJob(step.skewMs, step.faults);
      case 'rotate':
        this.log(`${step.tenant} rotates its API key`);
        return this.apiKeys.rotate(step.tenant, this.scheduler.now);
      case 'revoke':
        this.log(`${step.tenant} revokes its API key`);
        return this.apiKeys.revoke(step.tenant, this.scheduler.now);
      case 'sweep':
        this.log('DynamoDB deletes expired items');
        return this.database.deleteExpired(this.scheduler.now);
    }
  }

  async finish(): Promise<SimulationHistory> {
    for (const tenant of simulatedTenants) this.apiKeys.issue(tenant);
    // Retry once while the last calls are in flight, and once when all of them have arrived.
    await this.retryAll();
    await this.scheduler.advanceToEnd();
    await this.retryAll();
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

  private pickRequest(number: number): SimulatedRequest | undefined {
    return this.requests[number % this.requests.length];
  }

  private get running(): SimulatedProcess[] {
    return [...this.attempts, ...this.jobs].filter(({ endedAt }) => endedAt === never);
  }

  private advance(ms: number): Promise<void> {
    return this.scheduler.advanceTo(this.scheduler.now + ms);
  }

  private async retryAll(): Promise<void> {
    const distinctRequests = new Map(this.attempts.map(attempt => [describeIntendedRequest(attempt), attempt]));
    for (const { request, tenant, idempotencyKey: key } of distinctRequests.values()) {
      if (key === undefined) continue;
      const attempt = this.send({ request, tenant, idempotencyKey: key }, 0, []);
      attempt.isUndisturbed = true;
      await this.advance(1000);
    }
  }

  private send(
    { request, tenant, idempotencyKey: key }: IntendedRequest,
    skewMs: number,
    faults: SimulatedFault[],
  ): RequestAttempt {
    const apiKey = this.apiKeys.getNewest(tenant);
    const process = this.createProcess(`#${this.attempts.length + 1}`, skewMs, faults);
    const attempt: RequestAttempt = {
      ...process,
      request,
      tenant,
      idempotencyKey: key,
      apiKey,
      response: undefined,
      isUndisturbed: false,
    };
    this.attempts.push(attempt);
    this.log(`${attempt.id} sends "${describeIntendedRequest(attempt)}"${describeFaults(skewMs, faults)}`);
    // Not awaited: the request runs while virtual time advances.
    void handleAttempt(attempt, this.createDependencies(attempt)).then(response => {
      attempt.endedAt = this.scheduler.now;
      attempt.response = response;
      this.log(`${attempt.id} receives ${describeResponse(response)}`);
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

  /** Runs the job on the shards that list something, so that not every history has to query all shards. */
  private runJob(skewMs: number, faults: SimulatedFault[]): void {
    const shards = new Set(this.database.all('connect').flatMap(({ dueShard }) => dueShard?.S ?? []));
    const job = this.createProcess(`job ${this.jobs.length + 1}`, skewMs, faults);
    this.jobs.push(job);
    this.log(`${job.id} applies due changes${describeFaults(skewMs, faults)}`);
    void runSimulatedJob(shards.size > 0 ? [...shards] : [toDueShardName(0)], this.createDependencies(job)).then(
      ({ applied, stoppedEarly }) => {
        job.endedAt = this.scheduler.now;
        this.log(`${job.id} ends: ${applied} applied${stoppedEarly ? ', stopped early' : ''}`);
      },
    );
  }

  private createDependencies(attempt: SimulatedProcess): SimulationDependencies {
    const { environment, actions } = attempt;
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
        actions.push({ kind: 'sleep' });
        return new Promise(resolve => {
          environment.schedule(Math.ceil(ms), resolve);
        });
      },
      beforeSigning: async () => {
        const { kind } = takeNextFault(attempt);
        if (kind !== 'none') this.faults += 1;
        if (kind !== 'freeze before signing') return;
        this.network.freeze(attempt);
        await new Promise<void>(resolve => {
          environment.schedule(0, resolve);
        });
      },
      send: call => this.network.send(attempt, call),
    };
  }

  private log(event: string): void {
    this.trace.push(`${((this.scheduler.now - start) / 1000).toFixed(3).padStart(10)}  ${event}`);
  }
}

/** Varies a request: another request with the same idempotency key, or the same request with another key or tenant. */
function varyRequest(
  { request, tenant, idempotencyKey: key }: IntendedRequest,
  changed: 'nothing' | 'request' | 'tenant' | 'key',
  other: SimulatedRequest | undefined,
): IntendedRequest {
  switch (changed) {
    case 'nothing':
      return { request, tenant, idempotencyKey: key };
    case 'request':
      return { request: other ?? request, tenant, idempotencyKey: key };
    case 'tenant':
      return { request, tenant: tenant === 't1' ? 't2' : 't1', idempotencyKey: key };
    case 'key':
      return { request, tenant, idempotencyKey: key === 'a' ? 'b' : 'a' };
  }
}
