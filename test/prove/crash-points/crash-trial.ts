import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { CreatedEntities } from '../../../lib/contract/order.ts';
import type { ItemAttributes } from '../../../lib/dynamodb/item.ts';
import { isAggregateConsistent } from '../../../lib/dynamodb/items/aggregate.ts';
import { DelayedCall, type WireCall } from '../../support/faulty-network.ts';
import type { ItemTrackingWorld } from '../../support/item-tracking-world.ts';
import { shortDeadline } from '../../support/test-commands.ts';
import type { SendOptions, TestResponse } from '../../support/test-world.ts';
import type { ConcurrentRequest, FailureScene, InjectedFailure } from './call-failures.ts';
import { armFaults, type CrashCase, describeCrashCase, resetWithFixtures } from './crash-case.ts';
import { ReceivedResponses } from './received-responses.ts';
import { classifyResponse, ScenarioLog, toStoredText } from './scenario-log.ts';

/** Runs one crash case as a client would experience it, and asserts the invariants that must hold despite the failures. */
export class CrashTrial implements FailureScene {
  private readonly world: ItemTrackingWorld;
  private readonly crashCase: CrashCase;
  private readonly scenarioLog = new ScenarioLog();
  private readonly delayedCalls: DelayedCall[] = [];
  private readonly responses = new ReceivedResponses();
  private resolveCrash = () => {};

  constructor(world: ItemTrackingWorld, crashCase: CrashCase) {
    this.world = world;
    this.crashCase = crashCase;
    this.scenarioLog.log(describeCrashCase(crashCase));
  }

  private get keyOption(): SendOptions {
    return this.crashCase.hasIdempotencyKey ? { idempotencyKey: 'k' } : {};
  }

  private get request(): SendOptions {
    return { ...this.crashCase.command[this.crashCase.variant], ...this.keyOption };
  }

  crash(): Promise<never> {
    this.responses.hasCrashed = true;
    this.resolveCrash();
    return new Promise(() => {});
  }

  readonly delay: FailureScene['delay'] = (call, send) => {
    const delayedCall = new DelayedCall();
    this.delayedCalls.push(delayedCall);
    return delayedCall.fault(call, send);
  };

  advanceClock(ms: number): void {
    this.world.clock += ms;
  }

  async runConcurrently(kind: ConcurrentRequest): Promise<void> {
    // Without an idempotency key, a retry is another command.
    await this.sendAs(this.crashCase.hasIdempotencyKey ? kind : 'unrelated');
  }

  private async sendAs(kind: ConcurrentRequest): Promise<TestResponse> {
    const { command } = this.crashCase;
    const otherKey = kind === 'sameKey' ? this.keyOption : { idempotencyKey: `unrelated-${randomUUID()}` };
    const otherRequest = { ...command.otherRequest, ...otherKey };
    if (kind === 'unrelated') this.responses.unrelatedSent += 1;
    const response = await this.world.call(command.operation, kind === 'retry' ? this.request : otherRequest);
    this.scenarioLog.log(`response to ${kind}: ${response.status} ${response.json.code ?? ''}`);
    ({ retry: this.responses.own, sameKey: this.responses.sameKey, unrelated: this.responses.unrelated })[kind].push(
      response,
    );
    return response;
  }

  /** Runs the case. @throws InvariantViolation */
  async run(): Promise<void> {
    try {
      await this.prepare();
      const attempt = await this.attempt();
      if (attempt) this.assertResponse(attempt);
      if (attempt && classifyResponse(attempt) === 'nothing done') await this.assertNoSideEffects(attempt);
      await this.releaseDelayed('before retry');
      if (this.crashCase.hasIdempotencyKey) await this.retryUntilDefinite();
      await this.releaseDelayed('after retry');
      if (this.crashCase.hasIdempotencyKey) await this.assertOneResponse();
      await this.assertTables();
      if (this.crashCase.hasIdempotencyKey && this.crashCase.index % 4 === 0) await this.assertRevokedKey();
    } catch (error) {
      throw error instanceof Error && error.name === 'InvariantViolation'
        ? error
        : this.scenarioLog.createViolation(String(error));
    }
  }

  private async prepare(): Promise<void> {
    const { world, crashCase } = this;
    await resetWithFixtures(world);
    if (crashCase.earlierUse === 'sameRequest') await this.sendAs('retry');
    if (crashCase.earlierUse !== 'expired') return;
    await world.call(crashCase.command.operation, { ...crashCase.command.otherRequest, ...this.keyOption });
    world.clock += 25 * 3600_000;
  }

  /** Sends the request with its failures. @returns undefined if its process crashed */
  private async attempt(): Promise<TestResponse | undefined> {
    const { world, crashCase } = this;
    armFaults(world.network, crashCase.faults, this);
    const before = world.network.commits.length;
    const startedAt = world.clock;
    const crashed = new Promise<undefined>(resolve => {
      this.resolveCrash = () => resolve(undefined);
    });
    const isPersistent = crashCase.faults.some(({ failure }) => failure.isPersistent);
    const call = world.call(crashCase.command.operation, { ...this.request, ...(isPersistent && shortDeadline) });
    const response = await Promise.race([call, crashed]);
    world.network.heal();
    this.scenarioLog.log(response ? `response: ${response.status} ${response.json.code ?? ''}` : 'the process crashed');
    this.assertSameResend(world.network.commits.slice(before));
    if (response) this.responses.own.push(response);
    if (response && crashCase.hasIdempotencyKey && crashCase.faults.every(({ failure }) => failure.hasStoredResponse)) {
      const isImmediate = classifyResponse(response) === 'stored' && world.clock === startedAt;
      this.scenarioLog.assert('I3 I7: a stored response is returned without waiting', isImmediate);
    }
    return response;
  }

  /** I1, I6: a call with an unknown outcome is sent again unchanged and with its token, until DynamoDB reports the outcome. */
  private assertSameResend(commits: WireCall[]): void {
    const [fault, ...otherFaults] = this.crashCase.faults;
    if (!fault?.failure.isUnknown || otherFaults.length > 0 || fault.point.operation !== 'TransactWriteItems') return;
    const [sent, next] = commits.slice(fault.point.nth).map(({ input }) => JSON.stringify(input));
    this.scenarioLog.assert(
      'I1 I6: a call with an unknown outcome is sent again unchanged',
      next === undefined || next === sent,
    );
  }

  /** I4, I5, I6, I9: whatever failed, the response is correct, or says that nothing was done or that the outcome is unknown. */
  private assertResponse(response: TestResponse): void {
    const kind = classifyResponse(response);
    const expected = { request: 'stored', byReference: 'stored', rejected: 'stored', pastDate: 'refused' }[
      this.crashCase.variant
    ];
    const mayMismatch = this.responses.sameKey.some(
      response => response.status < 300 || classifyResponse(response) === 'unknown',
    );
    const isCorrect = kind === expected || (kind === 'mismatch' && mayMismatch);
    const { status } = response;
    const executed = this.isTaken() ? [200, 201, 409] : [200, 201];
    const statuses = { request: executed, byReference: executed, rejected: [404], pastDate: [400] }[
      this.crashCase.variant
    ];
    this.scenarioLog.assert(
      'I6: a response is correct, or says that nothing was done or that the outcome is unknown',
      isCorrect || kind === 'unknown' || kind === 'nothing done',
    );
    if (kind === expected)
      this.scenarioLog.assert(`I6: the status is ${statuses.join(' or ')}`, statuses.includes(status), status);
    if (kind === 'unknown') this.scenarioLog.assert('I6: an unknown outcome is a 503', status === 503);
  }

  /** I3, I6, I9: a request whose response says that nothing was done leaves no trace, not even a call that is still in flight. */
  private async assertNoSideEffects(response: TestResponse): Promise<void> {
    for (const call of this.delayedCalls) await call.release({ ClientRequestToken: randomUUID() }).catch(() => {});
    const records = await this.world.records();
    const hasRecord = records.some(({ requestId }) => requestId === response.headers['X-Request-Id']);
    this.scenarioLog.assert('I9: a request that was not executed leaves no record', !hasRecord);
    const effects = await this.crashCase.command.effects(this.world);
    const acknowledged = this.responses.countAcknowledged(this.crashCase);
    this.scenarioLog.assert(
      'I6 I9: nothing was done',
      effects >= this.toMinEffects(acknowledged) && effects <= acknowledged + this.responses.countUnknown(),
      effects,
    );
  }

  private async releaseDelayed(moment: InjectedFailure['releasePoint']): Promise<void> {
    for (const { failure } of this.crashCase.faults) {
      if (failure.releasePoint !== moment) continue;
      for (const call of this.delayedCalls)
        this.scenarioLog.log(`delayed call arrives ${moment}: ${await call.release()}`);
    }
  }

  /** I7: once nothing fails any more, a retry gets a definite response within three attempts. */
  private async retryUntilDefinite(): Promise<void> {
    for (let attempts = 1; ; attempts++) {
      const kind = classifyResponse(await this.sendAs('retry'));
      if (kind !== 'unknown' && kind !== 'nothing done') return;
      this.scenarioLog.assert('I7: a retry gets a definite response within three attempts', attempts < 3);
    }
  }

  /** I2, I3, I4, I8: one request owns the idempotency key, it has one response, and the record holds it without change. */
  private async assertOneResponse(): Promise<void> {
    const { scenarioLog, crashCase } = this;
    const ownStored = this.responses.own.filter(response => classifyResponse(response) === 'stored');
    const otherStored = this.responses.sameKey.filter(response => classifyResponse(response) === 'stored');
    const record = await this.readLiveRecord();
    scenarioLog.assert('I4: one request owns the idempotency key', ownStored.length === 0 || otherStored.length === 0);
    const stored = [...ownStored, ...otherStored];
    if (crashCase.variant === 'pastDate' && stored.length === 0 && !record) return this.assertKeyIsFree();
    // The request that owns the key crashed or has an unknown outcome.
    if (stored.length === 0) stored.push(await this.sendAs('sameKey'));
    scenarioLog.assert(
      'I2: all stored responses have the same bytes',
      new Set(stored.map(toStoredText)).size === 1,
      stored.map(toStoredText),
    );
    scenarioLog.assert(
      'I3: the record holds the response',
      record?.body === stored[0]?.body && record?.status === stored[0]?.status,
    );

    const owner = ownStored.length > 0 ? 'retry' : 'sameKey';
    const replay = await this.sendAs(owner);
    scenarioLog.assert('I2: a retry gets the same bytes', toStoredText(replay) === toStoredText(stored[0] ?? replay));
    scenarioLog.assert('I2: a replay is marked as such', replay.headers['Idempotent-Replayed'] === 'true');
    if (crashCase.index % 2 === 0) {
      const mismatch = await this.sendAs(owner === 'retry' ? 'sameKey' : 'retry');
      scenarioLog.assert(
        'I4: another request is refused',
        classifyResponse(mismatch) === 'mismatch',
        mismatch.json.code,
      );
    } else {
      await this.assertExactBytes(owner);
    }
    for (const call of this.delayedCalls) await call.release({ ClientRequestToken: randomUUID() });
    const after = await this.readLiveRecord();
    scenarioLog.assert('I8: a live record never changes', isDeepStrictEqual(after, record));
  }

  /** Reads the live record of the idempotency key. */
  private async readLiveRecord(): Promise<ItemAttributes | undefined> {
    const isLive = ({ pk, expiresAt }: ItemAttributes) =>
      String(pk).endsWith('#k') && Number(expiresAt) * 1000 > this.world.clock;
    return (await this.world.records()).find(isLive);
  }

  /** I4: a body with the same meaning but other bytes is another request. */
  private async assertExactBytes(owner: 'retry' | 'sameKey'): Promise<void> {
    const { command, variant } = this.crashCase;
    const request = owner === 'retry' ? command[variant] : command.otherRequest;
    const body = ` ${JSON.stringify(request?.body)}`;
    const response = await this.world.call(command.operation, { ...request, ...this.keyOption, body });
    this.scenarioLog.assert(
      'I4: other bytes are another request',
      classifyResponse(response) === 'mismatch',
      response.json.code,
    );
  }

  /** I9: a refused request leaves the idempotency key free. */
  private async assertKeyIsFree(): Promise<void> {
    this.scenarioLog.assert('I9: a refused request leaves no record', (await this.readLiveRecord()) === undefined);
    const response = await this.sendAs('sameKey');
    const isExecuted = response.status < 300 || (this.isTaken() && response.status === 409);
    this.scenarioLog.assert('I9: its idempotency key then works', isExecuted, response.status);
  }

  /** I5: a stored response is not returned to a revoked API key. */
  private async assertRevokedKey(): Promise<void> {
    await this.world.revokeApiKey();
    const response = await this.world.call(this.crashCase.command.operation, this.request);
    this.scenarioLog.assert('I5: a revoked API key gets a 401', response.status === 401, response.status);
  }

  /** True if an unrelated request may have left nothing to do for a command that is not repeatable. */
  private isTaken(): boolean {
    return !this.crashCase.command.isRepeatable && this.responses.unrelatedSent > 0;
  }

  /** I15: exactly the licenses and add-ons exist that a completed order names. */
  private assertOrderIsWhole(items: ItemAttributes[]): void {
    const named = items.flatMap(({ createdEntities }) => {
      const { licenses = [], addons = [] } = (createdEntities ?? {}) as Partial<CreatedEntities>;
      return [...licenses.map(({ licenseId }) => licenseId), ...addons.map(addon => addon.subscriptionAddonId)];
    });
    const stored = items.map(({ sk, licenseId, subscriptionAddonId }) =>
      sk === 'license' ? licenseId : subscriptionAddonId,
    );
    const created = stored.filter(id => /^[0-9a-f-]{36}$/.test(String(id)));
    this.scenarioLog.assert(
      'I15: an order created exactly what it names',
      named.length % 2 === 0 && isDeepStrictEqual(named.sort(), created.map(String).sort()),
      { named, created },
    );
  }

  /** A command that is not repeatable has one effect at least, because another execution may change nothing. */
  private toMinEffects(acknowledged: number): number {
    return this.crashCase.command.isRepeatable ? acknowledged : Math.min(acknowledged, 1);
  }

  /** I1, I3, I10: every acknowledged effect is stored once, and nothing else except effects with an unknown outcome. */
  private async assertTables(): Promise<void> {
    const { world, scenarioLog } = this;
    const effects = await this.crashCase.command.effects(this.world);
    const acknowledged = this.responses.countAcknowledged(this.crashCase);
    const unknown = this.responses.countUnknown();
    scenarioLog.assert(
      `I1 I3 I10: ${acknowledged} effects and up to ${unknown} more`,
      effects >= this.toMinEffects(acknowledged) && effects <= acknowledged + unknown,
      effects,
    );
    const items = await world.items();
    if (this.crashCase.command.operation === 'submitOrder') this.assertOrderIsWhole(items);
    for (const subscription of items.filter(({ sk }) => sk === 'subscription')) {
      const addons = items.filter(({ pk, sk }) => pk === subscription.pk && String(sk).startsWith('addon#'));
      scenarioLog.assert(
        'I10: a subscription and its add-ons have one version',
        isAggregateConsistent(subscription as never, addons as never),
      );
    }
    for (const { status, json } of [...this.responses.own, ...this.responses.sameKey, ...this.responses.unrelated]) {
      if (status !== 201) continue;
      scenarioLog.assert(
        'I3: an acknowledged license is stored',
        items.some(({ licenseId }) => licenseId === json.licenseId),
      );
    }
  }
}
