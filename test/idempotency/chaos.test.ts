import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { isAggregateConsistent } from '../../lib/dynamodb/items/aggregate.ts';
import { haveExampleFixtures } from '../support/example-requests.ts';
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
import { repeatableCommands, type TestCommand } from '../support/test-commands.ts';
import { useEngine } from '../support/test-engine.ts';
import { type SendOptions, type TestResponse, useWorld } from '../support/test-world.ts';

const world = useWorld(useEngine());

/** Creates a generator of numbers in [0, 1) that are the same for the same seed (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One request of a client, which it may repeat. */
interface RepeatedRequest {
  command: TestCommand;
  send: SendOptions;
  /** Equal for equal requests. */
  name: string;
  responses: TestResponse[];
}

const isUnknown = ({ json }: TestResponse) => json.code === 'outcome_unknown';
const isMismatch = ({ json }: TestResponse) => json.code === 'idempotency_key_mismatch';
const isStoredResponse = (response: TestResponse) =>
  (response.status < 300 || response.status === 404) && !isMismatch(response);
const toComparable = ({ status, body }: TestResponse) => `${status} ${body}`;

class ChaosRun {
  readonly requests: RepeatedRequest[];
  private readonly delayedCalls: DelayedCall[] = [];
  private readonly random: () => number;
  private depth = 0;

  constructor(seed: number) {
    this.random = createRandom(seed);
    const requests = repeatableCommands.flatMap(command =>
      (['request', 'otherRequest', 'rejected'] as const).map(which => ({
        command,
        send: command[which],
        name: `${command.operation} ${which}`,
      })),
    );
    // Uses few keys and requests, so that they conflict often.
    const sample = [0, 1, 2].map(() => this.pick(requests));
    this.requests = [...sample, ...sample, ...sample].map((request, index) => {
      const key = ['a', 'b', undefined][index % 2 === 0 ? Math.floor(this.random() * 3) : 0];
      return { ...request, send: { ...request.send, ...(key && { idempotencyKey: key }) }, responses: [] };
    });
    for (const [operation, faults] of Object.entries(this.faults())) {
      // Each operation has its own random numbers, so the order of two parallel calls does not matter.
      const random = createRandom(seed * 31 + operation.length);
      world.network.failAlways(operation, (call, send) => {
        const fault = random() < 0.5 ? faults[Math.floor(random() * faults.length)] : passThrough;
        return (fault ?? passThrough)(call, send);
      });
    }
  }

  private pick<T>(all: readonly T[]): T {
    const one = all[Math.floor(this.random() * all.length)];
    if (one === undefined) throw new Error('There is nothing to pick from.');
    return one;
  }

  private faults(): Record<string, NetworkFault[]> {
    const delay: NetworkFault = (call, send) => {
      const delayedCall = new DelayedCall();
      this.delayedCalls.push(delayedCall);
      return delayedCall.fault(call, send);
    };
    const release: NetworkFault = async (_call, send) => {
      await this.delayedCalls.shift()?.release(this.random() < 0.5 ? { ClientRequestToken: randomUUID() } : {});
      return send();
    };
    const sendAnother: NetworkFault = async (_call, send) => {
      if (this.depth < 2) await this.sendRequest();
      return send();
    };
    const reads = [
      sendAnother,
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
      Query: [sendAnother, loseCall, refuseCall('ThrottlingException'), new StaleRead().fault],
      TransactWriteItems: [
        delay,
        delay,
        release,
        release,
        sendAnother,
        sendAnother,
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

  /** Sends one of the requests, for the first time or again. */
  async sendRequest(): Promise<void> {
    this.depth += 1;
    const repeated = this.pick(this.requests);
    repeated.responses.push(await world.call(repeated.command.operation, repeated.send));
    this.depth -= 1;
  }

  /** Removes all faults, delivers the delayed calls and repeats the requests that have a key. */
  async settleNetwork(): Promise<void> {
    world.network.heal();
    for (const delayedCall of this.delayedCalls.splice(0)) {
      await delayedCall.release(this.random() < 0.5 ? { ClientRequestToken: randomUUID() } : {});
    }
    for (const repeated of this.requests.filter(({ send }) => send.idempotencyKey)) {
      repeated.responses.push(await world.call(repeated.command.operation, repeated.send));
    }
  }
}

/** Combines lost, late, inconsistent, refused and interleaved calls. */
it.each(Array.from({ length: Number(process.env.SEEDS ?? 20) }, (_, index) => index + 1))(
  'the guarantees hold under random faults (seed %i)',
  async seed => {
    await haveExampleFixtures(world);
    const chaos = new ChaosRun(seed);
    for (let step = 0; step < 8; step++) await chaos.sendRequest();
    await chaos.settleNetwork();

    const executedCounts = new Map<TestCommand, number>();
    for (const key of ['a', 'b']) {
      const repeatedRequests = chaos.requests.filter(({ send }) => send.idempotencyKey === key);
      const owners = repeatedRequests.filter(({ responses }) => responses.some(isStoredResponse));
      // One request owns the key, and all its responses are equal byte for byte. The others got none (I2, I4, I7).
      expect(new Set(owners.map(({ name }) => name)).size).toBe(repeatedRequests.length > 0 ? 1 : 0);
      expect(
        new Set(owners.flatMap(({ responses }) => responses.filter(isStoredResponse).map(toComparable))).size,
      ).toBe(owners.length > 0 ? 1 : 0);
      for (const { responses, name } of repeatedRequests) {
        const last = responses.at(-1);
        expect(last && (isStoredResponse(last) || isMismatch(last))).toBe(true);
        if (name === owners[0]?.name) expect(responses.some(isMismatch)).toBe(false);
      }
      // The record contains that response (I3, I8).
      const [owner] = owners;
      if (!owner) continue;
      const record = (await world.records()).find(({ pk }) => String(pk).endsWith(`#${key}`));
      expect(record).toMatchObject({ body: owner.responses.find(isStoredResponse)?.body });
      if (Number(record?.status) < 300) executedCounts.set(owner.command, (executedCounts.get(owner.command) ?? 0) + 1);
    }
    for (const command of repeatableCommands) {
      // All acknowledged effects are stored, and no others (I1, I3, I6, I10).
      const withoutKey = chaos.requests
        .filter(repeated => repeated.command === command && !repeated.send.idempotencyKey)
        .flatMap(({ responses }) => responses);
      const minEffects = (executedCounts.get(command) ?? 0) + withoutKey.filter(({ status }) => status < 300).length;
      const effects = await command.effects(world);
      expect(effects).toBeGreaterThanOrEqual(minEffects);
      expect(effects).toBeLessThanOrEqual(minEffects + withoutKey.filter(isUnknown).length);
    }
    const items = await world.items();
    const created = chaos.requests.flatMap(({ responses }) => responses).filter(({ status }) => status === 201);
    for (const { json } of created) expect(items.map(({ licenseId }) => licenseId)).toContain(json.licenseId);
    for (const subscription of items.filter(({ sk }) => sk === 'subscription')) {
      const addons = items.filter(({ pk, sk }) => pk === subscription.pk && String(sk).startsWith('addon#'));
      expect(isAggregateConsistent(subscription as never, addons as never)).toBe(true);
    }
  },
);
