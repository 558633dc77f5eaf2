import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { PortalOperationName } from '../../../functions/endpoints.ts';
import { parseApiKey } from '../../../lib/auth/api-key.ts';
import { membershipRef } from '../../../lib/auth/person.ts';
import { portalUserRef } from '../../../lib/auth/portal-user.ts';
import type { TableName } from '../../../lib/contract/endpoint.ts';
import type { ItemAttributes } from '../../../lib/dynamodb/item.ts';
import { endpointsByName } from '../../support/operations.ts';
import type { SimulatedProcess, SimulatedResponse } from '../simulation/request-attempt.ts';
import type { SimulatedFault } from '../simulation/simulated-fault.ts';
import { callFunction } from '../simulation/simulated-functions.ts';
import { SimulatedHost } from '../simulation/simulated-host.ts';
import { createSimulatedApiKey, createTenantItems, putSimulatedItem } from '../simulation/simulated-tenant-data.ts';
import { type PortalOwner, type PortalPlan, type PortalStep, portalOwners } from './portal-plan.ts';

const start = Date.parse('2024-01-15T09:30:00.000Z');
const tenantId = 't1';

/** A request of an owner. Equal requests with the same idempotency key are retries of one request. */
interface PortalRequest {
  operation: PortalOperationName;
  owner: PortalOwner;
  path: Record<string, string>;
  body: object;
  idempotencyKey: string | undefined;
}

/** A request that was sent, and its response. */
export interface PortalAttempt extends PortalRequest {
  process: SimulatedProcess;
  response?: SimulatedResponse;
  /** Set if the attempt was made after the faults had stopped. */
  isUndisturbed: boolean;
}

/** A transaction that DynamoDB has applied. */
export interface PortalTransaction {
  at: number;
  changes: { table: TableName; before: ItemAttributes | undefined; after: ItemAttributes | undefined }[];
}

/** The history of a run. */
export interface PortalHistory {
  attempts: PortalAttempt[];
  transactions: PortalTransaction[];
  /** The API keys that a person has seen, with the time. The first existed at the start. */
  shown: { text: string; keyId: string; at: number }[];
  /** The items at the start. */
  initial: { apiKeys: ItemAttributes[]; users: ItemAttributes[] };
  /** The items at the end. */
  stored: { apiKeys: ItemAttributes[]; users: ItemAttributes[] };
  faults: number;
  trace: string[];
}

/** Runs a plan until nothing is in flight. Then every request with an idempotency key is repeated once more without faults. */
export async function runPortal(plan: PortalPlan): Promise<PortalHistory> {
  const run = new PortalRun(plan.seed);
  for (const step of plan.steps) await run.executeStep(step);
  return run.finish();
}

class PortalRun {
  private readonly host: SimulatedHost;
  private readonly attempts: PortalAttempt[] = [];
  private readonly shown: PortalHistory['shown'] = [];
  private readonly initial: PortalHistory['initial'];
  /** The API key that the tenant uses, as far as its owners know. */
  private currentKeyId: string;
  /** The new API key of the rotation that was shown last. */
  private rotated: { oldKeyId: string; newKeyId: string } | undefined;
  /** API keys that were replaced. */
  private readonly oldKeyIds: string[] = [];

  constructor(seed: number) {
    this.host = new SimulatedHost(start, seed);
    const { text, item } = createSimulatedApiKey(tenantId, 0);
    this.currentKeyId = String(item.keyId);
    this.shown.push({ text, keyId: this.currentKeyId, at: start });
    const users = portalOwners.map(userId => ({
      ...portalUserRef(tenantId, userId).primaryKey,
      ...{ tenantId, userId, email: `${userId}@example.com`, role: 'OWNER', createdAt: '2024-01-01T00:00:00.000Z' },
      version: 1,
    }));
    for (const connectItem of createTenantItems(tenantId)) putSimulatedItem(this.host.database, 'connect', connectItem);
    putSimulatedItem(this.host.database, 'apiKeys', item);
    for (const user of users) {
      putSimulatedItem(this.host.database, 'users', user);
      const { primaryKey } = membershipRef(user.userId, tenantId);
      putSimulatedItem(this.host.database, 'users', { ...primaryKey, tenantId });
    }
    this.initial = { apiKeys: [item], users };
  }

  async executeStep(step: PortalStep): Promise<void> {
    switch (step.kind) {
      case 'send': {
        await this.host.advance(step.after);
        const request = this.createRequest(step);
        if (request) this.send(request, step.skewMs, step.faults);
        return;
      }
      case 'repeat': {
        await this.host.advance(step.after);
        const request = this.attempts.at(-1 - (step.back % Math.max(1, this.attempts.length)));
        if (request?.idempotencyKey !== undefined) this.send(request, step.skewMs, step.faults);
        return;
      }
      case 'pass':
        return this.host.advance(step.ms);
      case 'freeze':
        for (const { process } of this.running) process.environment.freeze(step.ms);
        return;
      case 'crash':
        this.host.log('all execution environments crash');
        for (const { process } of this.running) process.environment.crash();
    }
  }

  async finish(): Promise<PortalHistory> {
    await this.host.scheduler.advanceToEnd();
    const repeatable = new Map(this.attempts.map(attempt => [attempt.idempotencyKey, attempt]));
    repeatable.delete(undefined);
    for (const request of repeatable.values()) {
      this.send(request, 0, []).isUndisturbed = true;
      await this.host.advance(1000);
    }
    await this.host.scheduler.advanceToEnd();
    return {
      attempts: this.attempts,
      transactions: this.host.database.applied.map(({ at, changes }) => ({
        at,
        changes: changes.map(({ table, before, after }) => ({
          table,
          before: before && unmarshall(before),
          after: after && unmarshall(after),
        })),
      })),
      shown: this.shown,
      initial: this.initial,
      stored: { apiKeys: this.listStored('apiKeys'), users: this.listStored('users').filter(({ sk }) => isUser(sk)) },
      faults: this.host.faults,
      trace: this.host.trace,
    };
  }

  private listStored(table: TableName): ItemAttributes[] {
    return this.host.database.all(table).map(item => unmarshall(item));
  }

  private get running(): PortalAttempt[] {
    return this.attempts.filter(({ process }) => process.endedAt === Number.POSITIVE_INFINITY);
  }

  /** Creates the request that an owner would send now. @returns undefined if there is nothing to do */
  private createRequest(step: Extract<PortalStep, { kind: 'send' }>): PortalRequest | undefined {
    const { owner } = step;
    const idempotencyKey = step.hasIdempotencyKey ? `key-${this.attempts.length}` : undefined;
    const build = (operation: PortalOperationName, path: Record<string, string>, body: object = {}): PortalRequest => ({
      ...{ operation, owner, path, body, idempotencyKey },
    });
    const other = portalOwners.find(each => each !== owner) ?? owner;
    switch (step.command) {
      case 'create':
        return build('createApiKey', {}, { scopes: ['*'] });
      case 'rotate':
        return build('rotateApiKey', { keyId: this.currentKeyId });
      case 'confirm':
        return this.rotated && build('confirmApiKeyRotation', { keyId: this.rotated.oldKeyId }, this.toConfirmation());
      case 'cancel rotation': {
        const { oldKeyId: keyId, newKeyId } = this.rotated ?? {};
        return keyId === undefined ? undefined : build('cancelApiKeyRotation', { keyId }, { newKeyId });
      }
      case 'update':
        return build('updateApiKey', { keyId: this.currentKeyId }, { addScopes: ['orders:read'] });
      case 'revoke an old key': {
        const [keyId] = this.oldKeyIds;
        return keyId === undefined ? undefined : build('revokeApiKey', { keyId });
      }
      case 'revoke the new key':
        return this.rotated && build('revokeApiKey', { keyId: this.rotated.newKeyId });
      case 'remove the other owner':
        return build('removeUser', { userId: other });
      case 'demote the other owner':
        return build('changeUserRole', { userId: other }, { role: 'VIEWER' });
    }
  }

  private toConfirmation = () => ({ newKeyId: this.rotated?.newKeyId, overlapHours: 0 });

  private send(request: PortalRequest, skewMs: number, faults: SimulatedFault[]): PortalAttempt {
    const process = this.host.createProcess(`#${this.attempts.length + 1}`, skewMs, faults);
    const { operation, owner, path, body, idempotencyKey } = request;
    const attempt: PortalAttempt = { operation, owner, path, body, idempotencyKey, process, isUndisturbed: false };
    this.attempts.push(attempt);
    this.host.log(
      `${process.id} ${owner} sends ${operation} ${JSON.stringify({ ...path, ...body })} ${idempotencyKey}`,
    );
    const callerHeaders = { Authorization: [`Bearer ${owner}`], 'X-Tenant-Id': [tenantId] };
    const call = { endpoint: endpointsByName[operation], path, body: JSON.stringify(body) };
    void callFunction(call, callerHeaders, idempotencyKey, this.host.createDependencies(process)).then(response => {
      process.endedAt = this.host.scheduler.now;
      attempt.response = response;
      this.host.log(`${process.id} receives ${response.status} ${response.body.slice(0, 200)}`);
      this.learn(attempt, response);
    });
    return attempt;
  }

  /** An owner reads the response: stores a secret that it shows, and knows which API keys are old. */
  private learn({ operation, path }: PortalAttempt, { status, body }: SimulatedResponse): void {
    if (status !== 200) return;
    const content = JSON.parse(body);
    if (typeof content.secret === 'string') {
      const keyId = parseApiKey(content.secret)?.keyId ?? '';
      this.shown.push({ text: content.secret, keyId, at: this.host.scheduler.now });
      if (operation === 'rotateApiKey') this.rotated = { oldKeyId: path.keyId ?? '', newKeyId: keyId };
    }
    if (operation === 'confirmApiKeyRotation' && this.rotated && content.keyId === this.rotated.oldKeyId) {
      this.oldKeyIds.push(this.rotated.oldKeyId);
      this.currentKeyId = this.rotated.newKeyId;
      this.rotated = undefined;
    }
    if (operation === 'cancelApiKeyRotation') this.rotated = undefined;
  }
}

const isUser = (sk: unknown): boolean => String(sk).startsWith('user#');
