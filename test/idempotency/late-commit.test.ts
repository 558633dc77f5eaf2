import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { OperationName } from '../../functions/endpoints.ts';
import { recordRef } from '../../lib/idempotency/idempotency-record.ts';
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

/** The first transaction of a request stays on its way; nothing else of it arrives. */
const delayFirstCommit = async (operation: OperationName, send: SendOptions): Promise<DelayedCall> => {
  const parked = new DelayedCall();
  world.network.failNextOf('TransactWriteItems', parked.fault);
  world.network.failAlways('TransactWriteItems', loseCall);
  expect((await world.call(operation, { ...send, ...shortDeadline })).json.code).toBe('outcome_unknown');
  world.network.heal();
  return parked;
};
const createToken = () => ({ ClientRequestToken: randomUUID() });

/** I1, I3, I8. */
describe.each(testCommands)(
  'a transaction of $operation that arrives late',
  ({ operation, request, otherRequest: other, ...command }) => {
    const keyed = { ...request, idempotencyKey: 'k' };

    it('is what happened, if nothing else did', async () => {
      await haveCommandFixtures(world);
      const parked = await delayFirstCommit(operation, keyed);
      expect(await parked.release()).toBe('done');
      const repeat = await world.call(operation, keyed);
      expect(repeat.headers['Idempotent-Replayed']).toBe('true');
      expect(await command.effects(world)).toBe(1);
    });

    it.each([
      ['the repeat', keyed, undefined],
      ['another request under the key', { ...other, idempotencyKey: 'k' }, undefined],
      ['the repeat, with another token', keyed, createToken()],
    ])('does nothing after %s was carried out', async (_what, next, changed) => {
      await haveCommandFixtures(world);
      const parked = await delayFirstCommit(operation, keyed);
      const done = await world.call(operation, next);
      expect(done.status).toBeLessThan(300);
      const records = await world.records();
      expect(await parked.release(changed)).toBe('TransactionCanceledException');
      expect(await world.records()).toEqual(records);
      expect(await command.effects(world)).toBe(1);
      expectReplay(done, await world.call(operation, next));
    });

    it('makes the repeat that it overtakes a replay', async () => {
      await haveCommandFixtures(world);
      const parked = await delayFirstCommit(operation, keyed);
      world.network.failNextOf(
        'TransactWriteItems',
        beforeExecution(() => parked.release()),
      );
      const repeat = await world.call(operation, keyed);
      expect(repeat.headers['Idempotent-Replayed']).toBe('true');
      expect(repeat.body).toBe((await world.records())[0]?.body);
      expect(await command.effects(world)).toBe(1);
    });

    it('makes the other request that it overtakes a mismatch', async () => {
      await haveCommandFixtures(world);
      const parked = await delayFirstCommit(operation, keyed);
      world.network.failNextOf(
        'TransactWriteItems',
        beforeExecution(() => parked.release()),
      );
      expect((await world.call(operation, { ...other, idempotencyKey: 'k' })).json.code).toBe(
        'idempotency_key_mismatch',
      );
      expect(await command.effects(world)).toBe(1);
    });

    it('does nothing after a later round of its own request was answered', async () => {
      await haveCommandFixtures(world);
      const parked = new DelayedCall();
      world.network.failNextOf('TransactWriteItems', parked.fault, cancelTransaction('TransactionConflict'));
      const answer = await world.call(operation, keyed);
      expect(world.lastReport).toMatchObject({ outcome: 'executed', rounds: 2 });
      expect(await parked.release()).toBe('TransactionCanceledException');
      expect(await command.effects(world)).toBe(1);
      expectReplay(answer, await world.call(operation, keyed));
    });

    it('does nothing after the record that stopped it has expired, as long as that is there', async () => {
      await haveCommandFixtures(world);
      const parked = await delayFirstCommit(operation, keyed);
      await world.call(operation, keyed);
      world.clock += 30 * dayMs;
      expect(await parked.release(createToken())).toBe('TransactionCanceledException');
      expect(await command.effects(world)).toBe(1);
    });
  },
);

/**
 * Once the record is removed, a day later, nothing stored stops a late creation: the license it would make has an id of its own.
 * What stops it is the age of its signature, which DynamoDB takes for minutes and this engine does not look at. So what is
 * shown is that the signature is as old as the request: nothing is signed after the deadline, whatever is sent when.
 */
it('a creation that arrives days late has a signature of then', async () => {
  await haveCommandFixtures(world);
  world.clock = Date.now();
  const startedAt = world.clock;
  const send = { body: { productOfferingId: 'offering', customerId: 'customer' }, idempotencyKey: 'k' };
  const parked = await delayFirstCommit('createLicense', send);
  await world.call('createLicense', send);
  await world.remove(recordRef(world.tenantId, 'k'));
  expect(await parked.release(createToken())).toBe('done');
  expect(await createLicenseCommand.effects(world)).toBe(2);
  const [, year, month, dayOfMonth, ...time] = /(....)(..)(..)T(..)(..)(..)Z/.exec(parked.call?.signedAt ?? '') ?? [];
  const signedAt = Date.parse(`${year}-${month}-${dayOfMonth}T${time.join(':')}Z`);
  expect(signedAt).toBeGreaterThan(startedAt - 1000);
  expect(signedAt).toBeLessThan(startedAt + 8000);
});

describe.each(commandsWithAndWithoutIdempotencyKey)('$title', ({ operation, request, keyed, ...command }) => {
  it('happens once although its transaction is applied twice', async () => {
    await haveCommandFixtures(world);
    const parked = new DelayedCall();
    world.network.failNextOf('TransactWriteItems', parked.fault);
    expect((await world.call(operation, { ...request, ...keyed })).status).toBeLessThan(300);
    expect(await parked.release()).toBe('done');
    expect(await parked.release(createToken())).toBe('TransactionCanceledException');
    expect(await command.effects(world)).toBe(1);
  });
});
