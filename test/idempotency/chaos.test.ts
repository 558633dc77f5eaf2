import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { isAggregateConsistent } from '../../lib/dynamodb/items/aggregate.ts';
import {
  cancelTransaction,
  DelayedCall,
  executeThen,
  leaveTablesUnprocessed,
  leaveUnprocessed,
  loseCall,
  loseResponse,
  type NetworkFault,
  passThrough,
  refuseCall,
  StaleRead,
  timeOutCall,
  truncateResponse,
  withRequestToken,
} from '../support/faulty-network.ts';
import { haveCommandFixtures, type TestCommand, testCommands } from '../support/test-commands.ts';
import { useEngine } from '../support/test-engine.ts';
import { type SendOptions, type TestResponse, useWorld } from '../support/test-world.ts';

const world = useWorld(useEngine());

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One thing a client wants, which it may ask for again. */
interface RepeatedRequest {
  command: TestCommand;
  send: SendOptions;
  /** Equal for equal requests. */
  name: string;
  answers: TestResponse[];
}

const isUnknown = ({ json }: TestResponse) => json.code === 'outcome_unknown';
const isMismatch = ({ json }: TestResponse) => json.code === 'idempotency_key_mismatch';
const isStoredResponse = (answer: TestResponse) =>
  (answer.status < 300 || answer.status === 404) && !isMismatch(answer);
const bytes = ({ status, body }: TestResponse) => `${status} ${body}`;

class ChaosRun {
  readonly requests: RepeatedRequest[];
  private readonly delayedCalls: DelayedCall[] = [];
  private readonly random: () => number;
  private depth = 0;

  constructor(seed: number) {
    this.random = randomOf(seed);
    const requests = testCommands.flatMap(command =>
      (['request', 'otherRequest', 'rejected'] as const).map(which => ({
        command,
        send: command[which],
        name: `${command.operation} ${which}`,
      })),
    );
    // Few keys and requests, so that they meet.
    const some = [0, 1, 2].map(() => this.oneOf(requests));
    this.requests = [...some, ...some, ...some].map((request, index) => {
      const key = ['a', 'b', undefined][index % 2 === 0 ? Math.floor(this.random() * 3) : 0];
      return { ...request, send: { ...request.send, ...(key && { idempotencyKey: key }) }, answers: [] };
    });
    for (const [operation, faults] of Object.entries(this.faults())) {
      // Each operation has chances of its own, so that it does not matter which of two parallel calls comes first.
      const random = randomOf(seed * 31 + operation.length);
      world.network.failAlways(operation, (call, send) => {
        const fault = random() < 0.5 ? faults[Math.floor(random() * faults.length)] : passThrough;
        return (fault ?? passThrough)(call, send);
      });
    }
  }

  private oneOf<T>(all: readonly T[]): T {
    const one = all[Math.floor(this.random() * all.length)];
    if (one === undefined) throw new Error('There is nothing to choose from.');
    return one;
  }

  private faults(): Record<string, NetworkFault[]> {
    const park: NetworkFault = (call, send) => {
      const parked = new DelayedCall();
      this.delayedCalls.push(parked);
      return parked.fault(call, send);
    };
    const release: NetworkFault = async (_call, send) => {
      await this.delayedCalls.shift()?.release(this.random() < 0.5 ? { ClientRequestToken: randomUUID() } : {});
      return send();
    };
    const another: NetworkFault = async (_call, send) => {
      if (this.depth < 2) await this.sendOne();
      return send();
    };
    const reads = [
      another,
      leaveUnprocessed,
      leaveTablesUnprocessed('connect'),
      leaveTablesUnprocessed('idempotency'),
      refuseCall('ThrottlingException'),
      refuseCall('InternalServerError', {}, 500),
      loseCall,
      truncateResponse,
    ];
    return {
      BatchGetItem: reads,
      Query: [another, loseCall, refuseCall('ThrottlingException'), new StaleRead().fault],
      TransactWriteItems: [
        park,
        park,
        release,
        release,
        another,
        another,
        loseCall,
        loseResponse,
        truncateResponse,
        timeOutCall,
        executeThen(refuseCall('InternalServerError', {}, 500)),
        refuseCall('TransactionInProgressException'),
        cancelTransaction('TransactionConflict', 'None', 'None'),
        refuseCall('ThrottlingException'),
        withRequestToken(randomUUID()),
      ],
    };
  }

  /** A client asks for something, or asks again. */
  async sendOne(): Promise<void> {
    this.depth += 1;
    const wish = this.oneOf(this.requests);
    wish.answers.push(await world.call(wish.command.operation, wish.send));
    this.depth -= 1;
  }

  /** Nothing fails from now on, and what was on its way arrives. */
  async settleNetwork(): Promise<void> {
    world.network.heal();
    for (const parked of this.delayedCalls.splice(0)) {
      await parked.release(this.random() < 0.5 ? { ClientRequestToken: randomUUID() } : {});
    }
    for (const wish of this.requests.filter(({ send }) => send.idempotencyKey)) {
      wish.answers.push(await world.call(wish.command.operation, wish.send));
    }
  }
}

/** Whatever was lost, late, torn, refused or interleaved. */
it.each(Array.from({ length: Number(process.env.SEEDS ?? 20) }, (_, index) => index + 1))(
  'the promise holds in chaos %i',
  async seed => {
    await haveCommandFixtures(world);
    const chaos = new ChaosRun(seed);
    for (let step = 0; step < 8; step++) await chaos.sendOne();
    await chaos.settleNetwork();

    const done = new Map<TestCommand, number>();
    for (const key of ['a', 'b']) {
      const wishes = chaos.requests.filter(({ send }) => send.idempotencyKey === key);
      const owners = wishes.filter(({ answers }) => answers.some(isStoredResponse));
      // One request has the key; all its answers are the same bytes, and the others never got one (I2, I4, I7).
      expect(new Set(owners.map(({ name }) => name)).size).toBe(wishes.length > 0 ? 1 : 0);
      expect(new Set(owners.flatMap(({ answers }) => answers.filter(isStoredResponse).map(bytes))).size).toBe(
        owners.length > 0 ? 1 : 0,
      );
      for (const { answers, name } of wishes) {
        const last = answers.at(-1);
        expect(last && (isStoredResponse(last) || isMismatch(last))).toBe(true);
        if (name === owners[0]?.name) expect(answers.some(isMismatch)).toBe(false);
      }
      // The record is that answer (I3, I8).
      const [owner] = owners;
      if (!owner) continue;
      const record = (await world.records()).find(({ pk }) => String(pk).endsWith(`#${key}`));
      expect(record).toMatchObject({ body: owner.answers.find(isStoredResponse)?.body });
      if (Number(record?.status) < 300) done.set(owner.command, (done.get(owner.command) ?? 0) + 1);
    }
    for (const command of testCommands) {
      // Every acknowledged effect is there, and no other than those (I1, I3, I6, I10).
      const withoutKey = chaos.requests
        .filter(wish => wish.command === command && !wish.send.idempotencyKey)
        .flatMap(({ answers }) => answers);
      const least = (done.get(command) ?? 0) + withoutKey.filter(({ status }) => status < 300).length;
      const effects = await command.effects(world);
      expect(effects).toBeGreaterThanOrEqual(least);
      expect(effects).toBeLessThanOrEqual(least + withoutKey.filter(isUnknown).length);
    }
    const items = await world.items();
    const made = chaos.requests.flatMap(({ answers }) => answers).filter(({ status }) => status === 201);
    for (const { json } of made) expect(items.map(({ licenseId }) => licenseId)).toContain(json.licenseId);
    const subscription = items.find(({ sk }) => sk === 'subscription');
    expect(
      isAggregateConsistent(subscription as never, items.filter(({ sk }) => String(sk).startsWith('addon#')) as never),
    ).toBe(true);
  },
);
