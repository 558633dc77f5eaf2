import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { ItemAttributes } from '../../../lib/dynamodb/item.ts';
import { isAggregateConsistent } from '../../../lib/dynamodb/items/aggregate.ts';
import { DelayedCall, type WireCall } from '../../support/faulty-network.ts';
import type { ItemTrackingWorld } from '../../support/item-tracking-world.ts';
import { shortDeadline } from '../../support/test-commands.ts';
import type { SendOptions, TestResponse } from '../../support/test-world.ts';
import type { FailureScene, InjectedFailure } from './call-failures.ts';
import { armFaults, type CrashCase, describeCrashCase, resetWithFixtures } from './crash-case.ts';
import { ReceivedResponses } from './received-responses.ts';
import { classifyResponse, ScenarioLog, toStoredText } from './scenario-log.ts';

/** A client, whose calls and whose sandbox meet failures, and what it may rely on all the same. */
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

  private get key(): SendOptions {
    return this.crashCase.keyed ? { key: 'k' } : {};
  }

  private get request(): SendOptions {
    return { ...this.crashCase.command[this.crashCase.which], ...this.key };
  }

  crash(): Promise<never> {
    this.responses.isDead = true;
    this.resolveCrash();
    return new Promise(() => {});
  }

  readonly delay: FailureScene['delay'] = (call, send) => {
    const parked = new DelayedCall();
    this.delayedCalls.push(parked);
    return parked.fault(call, send);
  };

  advanceClock(ms: number): void {
    this.world.clock += ms;
  }

  async runConcurrently(who: 'repeat' | 'other' | 'stranger'): Promise<void> {
    // Without a key a repeat is another command.
    if (!this.crashCase.keyed || who === 'stranger') await this.sendAs('stranger');
    else await this.sendAs(who);
  }

  private async sendAs(who: 'repeat' | 'other' | 'stranger'): Promise<TestResponse> {
    const { command } = this.crashCase;
    const other = { ...command.other, ...(who === 'other' ? this.key : { key: `stranger-${randomUUID()}` }) };
    if (who === 'stranger') this.responses.strangersAsked += 1;
    const answer = await this.world.call(command.operation, who === 'repeat' ? this.request : other);
    this.scenarioLog.log(`${who} told ${answer.status} ${answer.json.code ?? ''}`);
    ({ repeat: this.responses.own, other: this.responses.others, stranger: this.responses.strangers })[who].push(
      answer,
    );
    return answer;
  }

  /** @throws InvariantViolation */
  async run(): Promise<void> {
    try {
      await this.prepare();
      const attempt = await this.attempt();
      if (attempt) this.assertResponse(attempt);
      if (attempt && classifyResponse(attempt) === 'nothing done') await this.assertNoSideEffects(attempt);
      await this.releaseDelayed('before the repeat');
      if (this.crashCase.keyed) await this.repeatUntilDefinite();
      await this.releaseDelayed('after the repeat');
      if (this.crashCase.keyed) await this.assertOneResponse();
      await this.assertTables();
      if (this.crashCase.keyed && this.crashCase.index % 4 === 0) await this.assertRevokedKey();
    } catch (error) {
      throw error instanceof Error && error.name === 'InvariantViolation'
        ? error
        : this.scenarioLog.createViolation(String(error));
    }
  }

  private async prepare(): Promise<void> {
    const { world, crashCase: about } = this;
    await resetWithFixtures(world);
    if (about.before === 'this') await this.sendAs('repeat');
    if (about.before !== 'expired') return;
    await world.call(about.command.operation, { ...about.command.other, ...this.key });
    world.clock += 25 * 3600_000;
  }

  /** The request meets its failures. @returns nothing when its process died */
  private async attempt(): Promise<TestResponse | undefined> {
    const { world, crashCase: about } = this;
    armFaults(world.network, about.faults, this);
    const before = world.network.commits.length;
    const startedAt = world.clock;
    const death = new Promise<undefined>(resolve => {
      this.resolveCrash = () => resolve(undefined);
    });
    const isLong = about.faults.some(({ failure }) => failure.isPersistent);
    const call = world.call(about.command.operation, { ...this.request, ...(isLong && shortDeadline) });
    const answer = await Promise.race([call, death]);
    world.network.heal();
    this.scenarioLog.log(answer ? `told ${answer.status} ${answer.json.code ?? ''}` : 'the process is dead');
    this.assertSameResend(world.network.commits.slice(before));
    if (answer) this.responses.own.push(answer);
    if (answer && about.keyed && about.faults.every(({ failure }) => failure.hasStoredResponse)) {
      const isAtOnce = classifyResponse(answer) === 'kept' && world.clock === startedAt;
      this.scenarioLog.assert('I3 I7: an answer that is there is given at once', isAtOnce);
    }
    return answer;
  }

  /** I1, I6: what is unknown goes out again as it was, under its token, until DynamoDB says what became of it. */
  private assertSameResend(commits: WireCall[]): void {
    const [only, ...more] = this.crashCase.faults;
    if (!only?.failure.isUnknown || more.length > 0 || only.point.operation !== 'TransactWriteItems') return;
    const [sent, next] = commits.slice(only.point.nth).map(({ input }) => JSON.stringify(input));
    this.scenarioLog.assert('I1 I6: an unknown send is repeated as it was', next === undefined || next === sent);
  }

  /** I4, I5, I6, I9: whatever failed, an answer is the right one, or says that nothing was done, or that nobody knows. */
  private assertResponse(answer: TestResponse): void {
    const said = classifyResponse(answer);
    const expected = { request: 'kept', hopeless: 'kept', past: 'refused' }[this.crashCase.which];
    const mayMismatch = this.responses.others.some(
      reply => reply.status < 300 || classifyResponse(reply) === 'unknown',
    );
    const isRight = said === expected || (said === 'mismatch' && mayMismatch);
    const { status } = answer;
    const statuses = { request: [200, 201], hopeless: [404], past: [400] }[this.crashCase.which];
    this.scenarioLog.assert(
      'I6: an answer is right, or leaves it open',
      isRight || said === 'unknown' || said === 'nothing done',
    );
    if (said === expected)
      this.scenarioLog.assert(`I6: it is ${statuses.join(' or ')}`, statuses.includes(status), status);
    if (said === 'unknown') this.scenarioLog.assert('I6: an unknown outcome is a 503', status === 503);
  }

  /** I3, I6, I9: who was told that nothing was done has left no trace, not even one that is still on its way. */
  private async assertNoSideEffects(answer: TestResponse): Promise<void> {
    for (const parked of this.delayedCalls) await parked.release({ ClientRequestToken: randomUUID() }).catch(() => {});
    const records = await this.world.records();
    const trace = records.some(({ requestId }) => requestId === answer.headers['X-Request-Id']);
    this.scenarioLog.assert('I9: no record is left of what was not done', !trace);
    const effects = await this.crashCase.command.effects(this.world);
    const least = this.responses.countAcknowledged(this.crashCase);
    this.scenarioLog.assert(
      'I6 I9: nothing was done',
      effects >= least && effects <= least + this.responses.countUnknown(),
      effects,
    );
  }

  private async releaseDelayed(moment: InjectedFailure['releasePoint']): Promise<void> {
    for (const { failure } of this.crashCase.faults) {
      if (failure.releasePoint !== moment) continue;
      for (const parked of this.delayedCalls)
        this.scenarioLog.log(`what was late arrives ${moment}: ${await parked.release()}`);
    }
  }

  /** I7: once nothing fails any more, the client soon knows. */
  private async repeatUntilDefinite(): Promise<void> {
    for (let times = 1; ; times++) {
      const said = classifyResponse(await this.sendAs('repeat'));
      if (said !== 'unknown' && said !== 'nothing done') return;
      this.scenarioLog.assert('I7: a repeat gets a definite answer within three tries', times < 3);
    }
  }

  /** I2, I3, I4, I8: one request has the key, one answer, and the record is that answer, for ever. */
  private async assertOneResponse(): Promise<void> {
    const { scenarioLog: story, crashCase: about } = this;
    const kept = this.responses.own.filter(reply => classifyResponse(reply) === 'kept');
    const keptByOthers = this.responses.others.filter(reply => classifyResponse(reply) === 'kept');
    const record = await this.liveRecord();
    story.assert('I4: one request has the key', kept.length === 0 || keptByOthers.length === 0);
    const all = [...kept, ...keptByOthers];
    if (about.which === 'past' && all.length === 0 && !record) return this.assertKeyIsFree();
    // The one that has the key died, or could not tell what became of it.
    if (all.length === 0) all.push(await this.sendAs('other'));
    story.assert(
      'I2: all kept answers are the same bytes',
      new Set(all.map(toStoredText)).size === 1,
      all.map(toStoredText),
    );
    story.assert('I3: the record is the answer', record?.body === all[0]?.body && record?.status === all[0]?.status);

    const winner = kept.length > 0 ? 'repeat' : 'other';
    const again = await this.sendAs(winner);
    story.assert('I2: a repeat gets the same bytes', toStoredText(again) === toStoredText(all[0] ?? again));
    story.assert('I2: and is told that they are', again.headers['Idempotent-Replayed'] === 'true');
    if (about.index % 2 === 0) {
      const loser = await this.sendAs(winner === 'repeat' ? 'other' : 'repeat');
      story.assert('I4: another request is refused', classifyResponse(loser) === 'mismatch', loser.json.code);
    } else {
      await this.assertExactBytes(winner);
    }
    for (const parked of this.delayedCalls) await parked.release({ ClientRequestToken: randomUUID() });
    const after = await this.liveRecord();
    story.assert('I8: a live record never changes', isDeepStrictEqual(after, record));
  }

  /** Of the key. */
  private async liveRecord(): Promise<ItemAttributes | undefined> {
    const isLive = ({ pk, expiresAt }: ItemAttributes) =>
      String(pk).endsWith('#k') && Number(expiresAt) * 1000 > this.world.clock;
    return (await this.world.records()).find(isLive);
  }

  /** I4: a body that means the same but is written otherwise is another request. */
  private async assertExactBytes(winner: 'repeat' | 'other'): Promise<void> {
    const { command, which } = this.crashCase;
    const owner = winner === 'repeat' ? command[which] : command.other;
    const body = ` ${JSON.stringify(owner.body)}`;
    const answer = await this.world.call(command.operation, { ...owner, ...this.key, body });
    this.scenarioLog.assert(
      'I4: other bytes are another request',
      classifyResponse(answer) === 'mismatch',
      answer.json.code,
    );
  }

  /** I9: what was refused left the key free. */
  private async assertKeyIsFree(): Promise<void> {
    this.scenarioLog.assert('I9: a refused request leaves no record', (await this.liveRecord()) === undefined);
    const answer = await this.sendAs('other');
    this.scenarioLog.assert('I9: its key then works', answer.status < 300, answer.status);
  }

  /** I5: an answer that is kept is not given to who may not ask any more. */
  private async assertRevokedKey(): Promise<void> {
    await this.world.revokeApiKey();
    const answer = await this.world.call(this.crashCase.command.operation, this.request);
    this.scenarioLog.assert('I5: a revoked key gets no answer', answer.status === 401, answer.status);
  }

  /** I1, I3, I10: what was acknowledged is there, once, and nothing else but what nobody could know. */
  private async assertTables(): Promise<void> {
    const { world, scenarioLog: story } = this;
    const effects = await this.crashCase.command.effects(this.world);
    const least = this.responses.countAcknowledged(this.crashCase);
    const mayBe = this.responses.countUnknown();
    story.assert(
      `I1 I3 I10: ${least} effects and up to ${mayBe} more`,
      effects >= least && effects <= least + mayBe,
      effects,
    );
    const items = await world.items();
    const subscription = items.find(({ sk }) => sk === 'subscription');
    const addons = items.filter(({ sk }) => String(sk).startsWith('addon#'));
    story.assert(
      'I10: a subscription and its add-ons are of one version',
      isAggregateConsistent(subscription as never, addons as never),
    );
    for (const { status, json } of [...this.responses.own, ...this.responses.others, ...this.responses.strangers]) {
      if (status !== 201) continue;
      story.assert(
        'I3: what was made is there',
        items.some(({ licenseId }) => licenseId === json.licenseId),
      );
    }
  }
}
