import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { OperationName } from '../../functions/endpoints.ts';
import { recordRef } from '../../lib/idempotency/idempotency-record.ts';
import { haveExampleFixtures } from '../support/example-requests.ts';
import { beforeExecution, cancelTransaction, DelayedCall, loseCall } from '../support/faulty-network.ts';
import {
  commandsWithAndWithoutIdempotencyKey,
  createLicenseCommand,
  expectReplay,
  haveCommandFixtures,
  shortDeadline,
  testCommands,
} from '../support/test-commands.ts';
import { useEngine } from '../support/test-engine.ts';
import { type SendOptions, useWorld } from '../support/test-world.ts';

const world = useWorld(useEngine());
const dayMs = 24 * 3600_000;

/** Delays the first transaction of a request and loses its retries. */
const delayFirstCommit = async (operation: OperationName, send: SendOptions): Promise<DelayedCall> => {
  const delayedCall = new DelayedCall();
  world.network.failNextOf('TransactWriteItems', delayedCall.fault);
  world.network.failAlways('TransactWriteItems', loseCall);
  expect((await world.call(operation, { ...send, ...shortDeadline })).json.code).toBe('outcome_unknown');
  world.network.heal();
  return delayedCall;
};
const createToken = () => ({ ClientRequestToken: randomUUID() });

/** Guarantees I1, I3 and I8. */
describe.each(testCommands)(
  'a transaction of $operation that arrives late',
  ({ operation, request, otherRequest: other, ...command }) => {
    const requestWithKey = { ...request, idempotencyKey: 'k' };

    it('is applied if the key has not been used, and the repeat is a replay', async () => {
      await haveExampleFixtures(world);
      const delayedCall = await delayFirstCommit(operation, requestWithKey);
      expect(await delayedCall.release()).toBe('done');
      const repeat = await world.call(operation, requestWithKey);
      expect(repeat.headers['Idempotent-Replayed']).toBe('true');
      expect(await command.effects(world)).toBe(1);
    });

    it.each([
      ['the repeat', requestWithKey, undefined],
      ['another request with the key', { ...other, idempotencyKey: 'k' }, undefined],
      ['the repeat, with another token', requestWithKey, createToken()],
    ])('changes nothing after %s was executed', async (_description, next, changed) => {
      await haveExampleFixtures(world);
      const delayedCall = await delayFirstCommit(operation, requestWithKey);
      const response = await world.call(operation, next);
      expect(response.status).toBeLessThan(300);
      const records = await world.records();
      expect(await delayedCall.release(changed)).toBe('TransactionCanceledException');
      expect(await world.records()).toEqual(records);
      expect(await command.effects(world)).toBe(1);
      expectReplay(response, await world.call(operation, next));
    });

    it('makes the repeat a replay if it is applied before the repeat commits', async () => {
      await haveExampleFixtures(world);
      const delayedCall = await delayFirstCommit(operation, requestWithKey);
      world.network.failNextOf(
        'TransactWriteItems',
        beforeExecution(() => delayedCall.release()),
      );
      const repeat = await world.call(operation, requestWithKey);
      expect(repeat.headers['Idempotent-Replayed']).toBe('true');
      expect(repeat.body).toBe((await world.records())[0]?.body);
      expect(await command.effects(world)).toBe(1);
    });

    it('makes another request a mismatch if it is applied before that request commits', async () => {
      await haveExampleFixtures(world);
      const delayedCall = await delayFirstCommit(operation, requestWithKey);
      world.network.failNextOf(
        'TransactWriteItems',
        beforeExecution(() => delayedCall.release()),
      );
      expect((await world.call(operation, { ...other, idempotencyKey: 'k' })).json.code).toBe(
        'idempotency_key_mismatch',
      );
      expect(await command.effects(world)).toBe(1);
    });

    it('changes nothing after a later round of its own request was committed', async () => {
      await haveExampleFixtures(world);
      const delayedCall = new DelayedCall();
      world.network.failNextOf('TransactWriteItems', delayedCall.fault, cancelTransaction('TransactionConflict'));
      const response = await world.call(operation, requestWithKey);
      expect(world.lastReport).toMatchObject({ outcome: 'executed', rounds: 2 });
      expect(await delayedCall.release()).toBe('TransactionCanceledException');
      expect(await command.effects(world)).toBe(1);
      expectReplay(response, await world.call(operation, requestWithKey));
    });

    it('changes nothing while the expired record still exists', async () => {
      await haveExampleFixtures(world);
      const delayedCall = await delayFirstCommit(operation, requestWithKey);
      await world.call(operation, requestWithKey);
      world.clock += 30 * dayMs;
      expect(await delayedCall.release(createToken())).toBe('TransactionCanceledException');
      expect(await command.effects(world)).toBe(1);
    });
  },
);

/**
 * After the record was deleted, a day later, no stored item prevents a late creation, because the license has a new ID. DynamoDB
 * refuses it because of its signature, which is valid for minutes only. This engine does not verify signatures. Therefore the test
 * shows that the signature is as old as the request: nothing is signed after the deadline, whenever it is sent.
 */
it('a creation that arrives days late has a signature from the time of its request', async () => {
  await haveCommandFixtures(world);
  world.clock = Date.now();
  const startedAt = world.clock;
  const send = { body: { productOfferingId: 'offering', customerId: 'customer' }, idempotencyKey: 'k' };
  const delayedCall = await delayFirstCommit('createLicense', send);
  await world.call('createLicense', send);
  await world.remove(recordRef(world.tenantId, 'k'));
  expect(await delayedCall.release(createToken())).toBe('done');
  expect(await createLicenseCommand.effects(world)).toBe(2);
  const [, year, month, dayOfMonth, ...time] =
    /(....)(..)(..)T(..)(..)(..)Z/.exec(delayedCall.call?.signedAt ?? '') ?? [];
  const signedAt = Date.parse(`${year}-${month}-${dayOfMonth}T${time.join(':')}Z`);
  expect(signedAt).toBeGreaterThan(startedAt - 1000);
  expect(signedAt).toBeLessThan(startedAt + 8000);
});

describe.each(commandsWithAndWithoutIdempotencyKey)('$title', ({ operation, request, keyOption, ...command }) => {
  it('has one effect although its transaction arrives three times', async () => {
    await haveExampleFixtures(world);
    const delayedCall = new DelayedCall();
    world.network.failNextOf('TransactWriteItems', delayedCall.fault);
    expect((await world.call(operation, { ...request, ...keyOption })).status).toBeLessThan(300);
    expect(await delayedCall.release()).toBe('done');
    expect(await delayedCall.release(createToken())).toBe('TransactionCanceledException');
    expect(await command.effects(world)).toBe(1);
  });
});
