import { toDueShardName } from '../../../lib/dynamodb/items/index-keys.ts';
import { ApiKeyRing } from './api-key-ring.ts';
import type { IntendedRequest, RequestAttempt, SimulatedProcess } from './request-attempt.ts';
import type { SimulatedFault } from './simulated-fault.ts';
import { handleAttempt, runSimulatedJob } from './simulated-functions.ts';
import { SimulatedHost } from './simulated-host.ts';
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
  private readonly host: SimulatedHost;
  private readonly attempts: RequestAttempt[] = [];
  private readonly jobs: SimulatedProcess[] = [];
  private readonly apiKeys: ApiKeyRing;
  private readonly stored = simulatedTenants.flatMap(tenant => createTenantItems(tenant));
  private readonly requests: readonly SimulatedRequest[];

  constructor({ seed, requests }: SimulationPlan) {
    this.requests = requests?.flatMap(index => simulatedRequests[index] ?? []) ?? simulatedRequests;
    this.host = new SimulatedHost(start, seed);
    this.apiKeys = new ApiKeyRing(this.host.database);
    for (const item of this.stored) putSimulatedItem(this.host.database, 'connect', item);
  }

  async executeStep(step: PlanStep): Promise<void> {
    switch (step.kind) {
      case 'send': {
        await this.host.advance(step.after);
        const request = this.pickRequest(step.request);
        if (request) this.send({ request, tenant: step.tenant, idempotencyKey: step.key }, step.skewMs, step.faults);
        return;
      }
      case 'repeat': {
        await this.host.advance(step.after);
        const intended = this.attempts.at(-1 - (step.back % Math.max(1, this.attempts.length)));
        if (intended)
          this.send(varyRequest(intended, step.changed, this.pickRequest(step.other)), step.skewMs, step.faults);
        return;
      }
      case 'pass':
        this.host.log(`${step.ms / 1000} s pass`);
        return this.host.advance(step.ms);
      case 'freeze':
        this.host.log(`all execution environments freeze for ${step.ms} ms`);
        for (const { environment } of this.running) environment.freeze(step.ms);
        return;
      case 'crash':
        this.host.log('all execution environments crash');
        for (const { environment } of this.running) environment.crash();
        return;
      case 'job':
        await this.host.advance(step.after);
        return this.runJob(step.skewMs, step.faults);
      case 'rotate':
        this.host.log(`${step.tenant} rotates its API key`);
        return this.apiKeys.rotate(step.tenant, this.host.scheduler.now);
      case 'revoke':
        this.host.log(`${step.tenant} revokes its API key`);
        return this.apiKeys.revoke(step.tenant, this.host.scheduler.now);
      case 'sweep':
        this.host.log('DynamoDB deletes expired items');
        return this.host.database.deleteExpired(this.host.scheduler.now);
    }
  }

  async finish(): Promise<SimulationHistory> {
    for (const tenant of simulatedTenants) this.apiKeys.issue(tenant);
    // Retry once while the last calls are in flight, and once when all of them have arrived.
    await this.retryAll();
    await this.host.scheduler.advanceToEnd();
    await this.retryAll();
    this.runJob(0, []);
    await this.host.scheduler.advanceToEnd();
    return {
      jobs: this.jobs,
      attempts: this.attempts,
      effects: this.host.database.applied.map(toCommittedTransaction),
      stored: this.stored,
      faults: this.host.faults,
      trace: this.host.trace,
    };
  }

  private pickRequest(number: number): SimulatedRequest | undefined {
    return this.requests[number % this.requests.length];
  }

  private get running(): SimulatedProcess[] {
    return [...this.attempts, ...this.jobs].filter(({ endedAt }) => endedAt === never);
  }

  private async retryAll(): Promise<void> {
    const distinctRequests = new Map(this.attempts.map(attempt => [describeIntendedRequest(attempt), attempt]));
    for (const { request, tenant, idempotencyKey: key } of distinctRequests.values()) {
      if (key === undefined) continue;
      const attempt = this.send({ request, tenant, idempotencyKey: key }, 0, []);
      attempt.isUndisturbed = true;
      await this.host.advance(1000);
    }
  }

  private send(
    { request, tenant, idempotencyKey: key }: IntendedRequest,
    skewMs: number,
    faults: SimulatedFault[],
  ): RequestAttempt {
    const apiKey = this.apiKeys.getNewest(tenant);
    const process = this.host.createProcess(`#${this.attempts.length + 1}`, skewMs, faults);
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
    this.host.log(`${attempt.id} sends "${describeIntendedRequest(attempt)}"${describeFaults(skewMs, faults)}`);
    // Not awaited: the request runs while virtual time advances.
    void handleAttempt(attempt, this.host.createDependencies(attempt)).then(response => {
      attempt.endedAt = this.host.scheduler.now;
      attempt.response = response;
      this.host.log(`${attempt.id} receives ${describeResponse(response)}`);
    });
    return attempt;
  }

  /** Runs the job on the shards that list something, so that not every history has to query all shards. */
  private runJob(skewMs: number, faults: SimulatedFault[]): void {
    const shards = new Set(this.host.database.all('connect').flatMap(({ dueShard }) => dueShard?.S ?? []));
    const job = this.host.createProcess(`job ${this.jobs.length + 1}`, skewMs, faults);
    this.jobs.push(job);
    this.host.log(`${job.id} applies due changes${describeFaults(skewMs, faults)}`);
    void runSimulatedJob(shards.size > 0 ? [...shards] : [toDueShardName(0)], this.host.createDependencies(job)).then(
      ({ applied, stoppedEarly }) => {
        job.endedAt = this.host.scheduler.now;
        this.host.log(`${job.id} ends: ${applied} applied${stoppedEarly ? ', stopped early' : ''}`);
      },
    );
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
