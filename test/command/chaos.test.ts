import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { isWhole } from '../../lib/store/change.ts';
import { type Command, commands, haveAll } from '../support/commands.ts';
import { useEngine } from '../support/engine.ts';
import {
  cancel,
  cutAnswer,
  doneBut,
  type Fault,
  leaveTables,
  leaveUnprocessed,
  loseAnswer,
  loseCall,
  Parked,
  pass,
  refuse,
  Stale,
  timeOut,
  withToken,
} from '../support/network.ts';
import { type Reply, type Send, useWorld } from '../support/world.ts';

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
interface Wish {
  command: Command;
  send: Send;
  /** Equal for equal requests. */
  name: string;
  answers: Reply[];
}

const isUnknown = ({ json }: Reply) => json.code === 'outcome_unknown';
const isMismatch = ({ json }: Reply) => json.code === 'idempotency_key_mismatch';
const isKept = (answer: Reply) => (answer.status < 300 || answer.status === 404) && !isMismatch(answer);
const bytes = ({ status, body }: Reply) => `${status} ${body}`;

class Chaos {
  readonly wishes: Wish[];
  private readonly parked: Parked[] = [];
  private readonly random: () => number;
  private depth = 0;

  constructor(seed: number) {
    this.random = randomOf(seed);
    const requests = commands.flatMap(command =>
      (['request', 'other', 'hopeless'] as const).map(which => ({
        command,
        send: command[which],
        name: `${command.operation} ${which}`,
      })),
    );
    // Few keys and requests, so that they meet.
    const some = [0, 1, 2].map(() => this.oneOf(requests));
    this.wishes = [...some, ...some, ...some].map((request, index) => {
      const key = ['a', 'b', undefined][index % 2 === 0 ? Math.floor(this.random() * 3) : 0];
      return { ...request, send: { ...request.send, ...(key && { key }) }, answers: [] };
    });
    for (const [operation, faults] of Object.entries(this.faults())) {
      // Each operation has chances of its own, so that it does not matter which of two parallel calls comes first.
      const random = randomOf(seed * 31 + operation.length);
      world.network.always(operation, (call, send) => {
        const fault = random() < 0.5 ? faults[Math.floor(random() * faults.length)] : pass;
        return (fault ?? pass)(call, send);
      });
    }
  }

  private oneOf<T>(all: readonly T[]): T {
    const one = all[Math.floor(this.random() * all.length)];
    if (one === undefined) throw new Error('There is nothing to choose from.');
    return one;
  }

  private faults(): Record<string, Fault[]> {
    const park: Fault = (call, send) => {
      const parked = new Parked();
      this.parked.push(parked);
      return parked.fault(call, send);
    };
    const release: Fault = async (_call, send) => {
      await this.parked.shift()?.release(this.random() < 0.5 ? { ClientRequestToken: randomUUID() } : {});
      return send();
    };
    const another: Fault = async (_call, send) => {
      if (this.depth < 2) await this.ask();
      return send();
    };
    const reads = [
      another,
      leaveUnprocessed,
      leaveTables('connect'),
      leaveTables('idempotency'),
      refuse('ThrottlingException'),
      refuse('InternalServerError', {}, 500),
      loseCall,
      cutAnswer,
    ];
    return {
      BatchGetItem: reads,
      Query: [another, loseCall, refuse('ThrottlingException'), new Stale().fault],
      TransactWriteItems: [
        park,
        park,
        release,
        release,
        another,
        another,
        loseCall,
        loseAnswer,
        cutAnswer,
        timeOut,
        doneBut(refuse('InternalServerError', {}, 500)),
        refuse('TransactionInProgressException'),
        cancel('TransactionConflict', 'None', 'None'),
        refuse('ThrottlingException'),
        withToken(randomUUID()),
      ],
    };
  }

  /** A client asks for something, or asks again. */
  async ask(): Promise<void> {
    this.depth += 1;
    const wish = this.oneOf(this.wishes);
    wish.answers.push(await world.call(wish.command.operation, wish.send));
    this.depth -= 1;
  }

  /** Nothing fails from now on, and what was on its way arrives. */
  async calm(): Promise<void> {
    world.network.heal();
    for (const parked of this.parked.splice(0)) {
      await parked.release(this.random() < 0.5 ? { ClientRequestToken: randomUUID() } : {});
    }
    for (const wish of this.wishes.filter(({ send }) => send.key)) {
      wish.answers.push(await world.call(wish.command.operation, wish.send));
    }
  }
}

/** Whatever was lost, late, torn, refused or interleaved. */
it.each(Array.from({ length: Number(process.env.SEEDS ?? 20) }, (_, index) => index + 1))(
  'the promise holds in chaos %i',
  async seed => {
    await haveAll(world);
    const chaos = new Chaos(seed);
    for (let step = 0; step < 8; step++) await chaos.ask();
    await chaos.calm();

    const done = new Map<Command, number>();
    for (const key of ['a', 'b']) {
      const wishes = chaos.wishes.filter(({ send }) => send.key === key);
      const owners = wishes.filter(({ answers }) => answers.some(isKept));
      // One request has the key; all its answers are the same bytes, and the others never got one (I2, I4, I7).
      expect(new Set(owners.map(({ name }) => name)).size).toBe(wishes.length > 0 ? 1 : 0);
      expect(new Set(owners.flatMap(({ answers }) => answers.filter(isKept).map(bytes))).size).toBe(
        owners.length > 0 ? 1 : 0,
      );
      for (const { answers, name } of wishes) {
        const last = answers.at(-1);
        expect(last && (isKept(last) || isMismatch(last))).toBe(true);
        if (name === owners[0]?.name) expect(answers.some(isMismatch)).toBe(false);
      }
      // The record is that answer (I3, I8).
      const [owner] = owners;
      if (!owner) continue;
      const record = (await world.records()).find(({ pk }) => String(pk).endsWith(`#${key}`));
      expect(record).toMatchObject({ body: owner.answers.find(isKept)?.body });
      if (Number(record?.status) < 300) done.set(owner.command, (done.get(owner.command) ?? 0) + 1);
    }
    for (const command of commands) {
      // Every acknowledged effect is there, and no other than those (I1, I3, I6, I10).
      const withoutKey = chaos.wishes
        .filter(wish => wish.command === command && !wish.send.key)
        .flatMap(({ answers }) => answers);
      const least = (done.get(command) ?? 0) + withoutKey.filter(({ status }) => status < 300).length;
      const effects = await command.effects(world);
      expect(effects).toBeGreaterThanOrEqual(least);
      expect(effects).toBeLessThanOrEqual(least + withoutKey.filter(isUnknown).length);
    }
    const items = await world.items();
    const made = chaos.wishes.flatMap(({ answers }) => answers).filter(({ status }) => status === 201);
    for (const { json } of made) expect(items.map(({ licenseId }) => licenseId)).toContain(json.licenseId);
    const subscription = items.find(({ sk }) => sk === 'subscription');
    expect(isWhole(subscription as never, items.filter(({ sk }) => String(sk).startsWith('addon#')) as never)).toBe(
      true,
    );
  },
);
