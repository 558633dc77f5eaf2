import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { isWhole } from '../../lib/store/change.ts';
import type { Item } from '../../lib/store/item.ts';
import { briefly } from '../support/commands.ts';
import type { LedgerWorld } from '../support/ledger-world.ts';
import { Parked, type WireCall } from '../support/network.ts';
import type { Reply, Send } from '../support/world.ts';
import { arm, type CrashCase, settleWithAll, titleOf } from './crash-points-about.ts';
import type { Failure, Scene } from './crash-points-failures.ts';
import { keptText, Story, saidBy } from './crash-points-story.ts';
import { Told } from './crash-points-told.ts';

/** A client, whose calls and whose sandbox meet failures, and what it may rely on all the same. */
export class CrashPoint implements Scene {
  private readonly world: LedgerWorld;
  private readonly about: CrashCase;
  private readonly story = new Story();
  private readonly parked: Parked[] = [];
  private readonly told = new Told();
  private end = () => {};

  constructor(world: LedgerWorld, about: CrashCase) {
    this.world = world;
    this.about = about;
    this.story.tell(titleOf(about));
  }

  private get key(): Send {
    return this.about.keyed ? { key: 'k' } : {};
  }

  private get request(): Send {
    return { ...this.about.command[this.about.which], ...this.key };
  }

  die(): Promise<never> {
    this.told.isDead = true;
    this.end();
    return new Promise(() => {});
  }

  readonly park: Scene['park'] = (call, send) => {
    const parked = new Parked();
    this.parked.push(parked);
    return parked.fault(call, send);
  };

  wait(ms: number): void {
    this.world.clock += ms;
  }

  async meanwhile(who: 'repeat' | 'other' | 'stranger'): Promise<void> {
    // Without a key a repeat is another command.
    if (!this.about.keyed || who === 'stranger') await this.ask('stranger');
    else await this.ask(who);
  }

  private async ask(who: 'repeat' | 'other' | 'stranger'): Promise<Reply> {
    const { command } = this.about;
    const other = { ...command.other, ...(who === 'other' ? this.key : { key: `stranger-${randomUUID()}` }) };
    if (who === 'stranger') this.told.strangersAsked += 1;
    const answer = await this.world.call(command.operation, who === 'repeat' ? this.request : other);
    this.story.tell(`${who} told ${answer.status} ${answer.json.code ?? ''}`);
    ({ repeat: this.told.own, other: this.told.others, stranger: this.told.strangers })[who].push(answer);
    return answer;
  }

  /** @throws Violated */
  async run(): Promise<void> {
    try {
      await this.prepare();
      const attempt = await this.attempt();
      if (attempt) this.judge(attempt);
      if (attempt && saidBy(attempt) === 'nothing done') await this.holdNothingDone(attempt);
      await this.land('before the repeat');
      if (this.about.keyed) await this.repeat();
      await this.land('after the repeat');
      if (this.about.keyed) await this.holdKey();
      await this.holdTables();
      if (this.about.keyed && this.about.index % 4 === 0) await this.holdRevoked();
    } catch (error) {
      throw error instanceof Error && error.name === 'Violated' ? error : this.story.violation(String(error));
    }
  }

  private async prepare(): Promise<void> {
    const { world, about } = this;
    await settleWithAll(world);
    if (about.before === 'this') await this.ask('repeat');
    if (about.before !== 'expired') return;
    await world.call(about.command.operation, { ...about.command.other, ...this.key });
    world.clock += 25 * 3600_000;
  }

  /** The request meets its failures. @returns nothing when its process died */
  private async attempt(): Promise<Reply | undefined> {
    const { world, about } = this;
    arm(world.network, about.faults, this);
    const before = world.network.commits.length;
    const startedAt = world.clock;
    const death = new Promise<undefined>(resolve => {
      this.end = () => resolve(undefined);
    });
    const isLong = about.faults.some(({ failure }) => failure.lasts);
    const call = world.call(about.command.operation, { ...this.request, ...(isLong && briefly) });
    const answer = await Promise.race([call, death]);
    world.network.heal();
    this.story.tell(answer ? `told ${answer.status} ${answer.json.code ?? ''}` : 'the process is dead');
    this.holdSame(world.network.commits.slice(before));
    if (answer) this.told.own.push(answer);
    if (answer && about.keyed && about.faults.every(({ failure }) => failure.isAnswered)) {
      const isAtOnce = saidBy(answer) === 'kept' && world.clock === startedAt;
      this.story.hold('I3 I7: an answer that is there is given at once', isAtOnce);
    }
    return answer;
  }

  /** I1, I6: what is unknown goes out again as it was, under its token, until DynamoDB says what became of it. */
  private holdSame(commits: WireCall[]): void {
    const [only, ...more] = this.about.faults;
    if (!only?.failure.isUnknown || more.length > 0 || only.point.operation !== 'TransactWriteItems') return;
    const [sent, next] = commits.slice(only.point.nth).map(({ input }) => JSON.stringify(input));
    this.story.hold('I1 I6: an unknown send is repeated as it was', next === undefined || next === sent);
  }

  /** I4, I5, I6, I9: whatever failed, an answer is the right one, or says that nothing was done, or that nobody knows. */
  private judge(answer: Reply): void {
    const said = saidBy(answer);
    const expected = { request: 'kept', hopeless: 'kept', past: 'refused' }[this.about.which];
    const mayMismatch = this.told.others.some(reply => reply.status < 300 || saidBy(reply) === 'unknown');
    const isRight = said === expected || (said === 'mismatch' && mayMismatch);
    const { status } = answer;
    const statuses = { request: [200, 201], hopeless: [404], past: [400] }[this.about.which];
    this.story.hold(
      'I6: an answer is right, or leaves it open',
      isRight || said === 'unknown' || said === 'nothing done',
    );
    if (said === expected) this.story.hold(`I6: it is ${statuses.join(' or ')}`, statuses.includes(status), status);
    if (said === 'unknown') this.story.hold('I6: an unknown outcome is a 503', status === 503);
  }

  /** I3, I6, I9: who was told that nothing was done has left no trace, not even one that is still on its way. */
  private async holdNothingDone(answer: Reply): Promise<void> {
    for (const parked of this.parked) await parked.release({ ClientRequestToken: randomUUID() }).catch(() => {});
    const records = await this.world.records();
    const trace = records.some(({ requestId }) => requestId === answer.headers['X-Request-Id']);
    this.story.hold('I9: no record is left of what was not done', !trace);
    const effects = await this.about.command.effects(this.world);
    const least = this.told.acknowledged(this.about);
    this.story.hold('I6 I9: nothing was done', effects >= least && effects <= least + this.told.unknown(), effects);
  }

  private async land(moment: Failure['lands']): Promise<void> {
    for (const { failure } of this.about.faults) {
      if (failure.lands !== moment) continue;
      for (const parked of this.parked) this.story.tell(`what was late arrives ${moment}: ${await parked.release()}`);
    }
  }

  /** I7: once nothing fails any more, the client soon knows. */
  private async repeat(): Promise<void> {
    for (let times = 1; ; times++) {
      const said = saidBy(await this.ask('repeat'));
      if (said !== 'unknown' && said !== 'nothing done') return;
      this.story.hold('I7: a repeat gets a definite answer within three tries', times < 3);
    }
  }

  /** I2, I3, I4, I8: one request has the key, one answer, and the record is that answer, for ever. */
  private async holdKey(): Promise<void> {
    const { story, about } = this;
    const kept = this.told.own.filter(reply => saidBy(reply) === 'kept');
    const keptByOthers = this.told.others.filter(reply => saidBy(reply) === 'kept');
    const record = await this.liveRecord();
    story.hold('I4: one request has the key', kept.length === 0 || keptByOthers.length === 0);
    const all = [...kept, ...keptByOthers];
    if (about.which === 'past' && all.length === 0 && !record) return this.holdFree();
    // The one that has the key died, or could not tell what became of it.
    if (all.length === 0) all.push(await this.ask('other'));
    story.hold('I2: all kept answers are the same bytes', new Set(all.map(keptText)).size === 1, all.map(keptText));
    story.hold('I3: the record is the answer', record?.body === all[0]?.body && record?.status === all[0]?.status);

    const winner = kept.length > 0 ? 'repeat' : 'other';
    const again = await this.ask(winner);
    story.hold('I2: a repeat gets the same bytes', keptText(again) === keptText(all[0] ?? again));
    story.hold('I2: and is told that they are', again.headers['Idempotent-Replayed'] === 'true');
    if (about.index % 2 === 0) {
      const loser = await this.ask(winner === 'repeat' ? 'other' : 'repeat');
      story.hold('I4: another request is refused', saidBy(loser) === 'mismatch', loser.json.code);
    } else {
      await this.holdBytes(winner);
    }
    for (const parked of this.parked) await parked.release({ ClientRequestToken: randomUUID() });
    const after = await this.liveRecord();
    story.hold('I8: a live record never changes', isDeepStrictEqual(after, record));
  }

  /** Of the key. */
  private async liveRecord(): Promise<Item | undefined> {
    const isLive = ({ pk, expiresAt }: Item) =>
      String(pk).endsWith('#k') && Number(expiresAt) * 1000 > this.world.clock;
    return (await this.world.records()).find(isLive);
  }

  /** I4: a body that means the same but is written otherwise is another request. */
  private async holdBytes(winner: 'repeat' | 'other'): Promise<void> {
    const { command, which } = this.about;
    const owner = winner === 'repeat' ? command[which] : command.other;
    const body = ` ${JSON.stringify(owner.body)}`;
    const answer = await this.world.call(command.operation, { ...owner, ...this.key, body });
    this.story.hold('I4: other bytes are another request', saidBy(answer) === 'mismatch', answer.json.code);
  }

  /** I9: what was refused left the key free. */
  private async holdFree(): Promise<void> {
    this.story.hold('I9: a refused request leaves no record', (await this.liveRecord()) === undefined);
    const answer = await this.ask('other');
    this.story.hold('I9: its key then works', answer.status < 300, answer.status);
  }

  /** I5: an answer that is kept is not given to who may not ask any more. */
  private async holdRevoked(): Promise<void> {
    await this.world.revoke();
    const answer = await this.world.call(this.about.command.operation, this.request);
    this.story.hold('I5: a revoked key gets no answer', answer.status === 401, answer.status);
  }

  /** I1, I3, I10: what was acknowledged is there, once, and nothing else but what nobody could know. */
  private async holdTables(): Promise<void> {
    const { world, story } = this;
    const effects = await this.about.command.effects(this.world);
    const least = this.told.acknowledged(this.about);
    const mayBe = this.told.unknown();
    story.hold(
      `I1 I3 I10: ${least} effects and up to ${mayBe} more`,
      effects >= least && effects <= least + mayBe,
      effects,
    );
    const items = await world.items();
    const subscription = items.find(({ sk }) => sk === 'subscription');
    const addons = items.filter(({ sk }) => String(sk).startsWith('addon#'));
    story.hold(
      'I10: a subscription and its add-ons are of one version',
      isWhole(subscription as never, addons as never),
    );
    for (const { status, json } of [...this.told.own, ...this.told.others, ...this.told.strangers]) {
      if (status !== 201) continue;
      story.hold(
        'I3: what was made is there',
        items.some(({ licenseId }) => licenseId === json.licenseId),
      );
    }
  }
}
