import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { recordRef } from '../../lib/command/record.ts';
import { commands, commandsKeyedOrNot, createLicense, expectReplay, haveAll } from '../support/commands.ts';
import { useEngine } from '../support/engine.ts';
import { cancel, loseCall, onArrival, Parked } from '../support/network.ts';
import { useWorld } from '../support/world.ts';

const world = useWorld(useEngine());
const day = 24 * 3600_000;

/** The first transaction of a request stays on its way; nothing else of it arrives. */
const parkFirst = () => {
  const parked = new Parked();
  world.network.nextOf('TransactWriteItems', parked.fault);
  world.network.always('TransactWriteItems', loseCall);
  return parked;
};
const anotherToken = () => ({ ClientRequestToken: randomUUID() });

/** I1, I3, I8. */
describe.each(commands)(
  'a transaction of $operation that arrives late',
  ({ operation, request, other, ...command }) => {
    const keyed = { ...request, key: 'k' };

    it('is what happened, if nothing else did', async () => {
      await haveAll(world);
      const parked = parkFirst();
      expect((await world.call(operation, keyed)).json.code).toBe('outcome_unknown');
      world.network.heal();
      expect(await parked.release()).toBe('done');
      const repeat = await world.call(operation, keyed);
      expect(repeat.headers['Idempotent-Replayed']).toBe('true');
      expect(await command.effects(world)).toBe(1);
    });

    it.each([
      ['the repeat', keyed, undefined],
      ['another request under the key', { ...other, key: 'k' }, undefined],
      ['the repeat, with another token', keyed, anotherToken()],
    ])('does nothing after %s was carried out', async (_what, next, changed) => {
      await haveAll(world);
      const parked = parkFirst();
      await world.call(operation, keyed);
      world.network.heal();
      const done = await world.call(operation, next);
      expect(done.status).toBeLessThan(300);
      const records = await world.records();
      expect(await parked.release(changed)).toBe('TransactionCanceledException');
      expect(await world.records()).toEqual(records);
      expect(await command.effects(world)).toBe(1);
      expectReplay(done, await world.call(operation, next));
    });

    it('makes the repeat that it overtakes a replay', async () => {
      await haveAll(world);
      const parked = parkFirst();
      await world.call(operation, keyed);
      world.network.heal();
      world.network.nextOf(
        'TransactWriteItems',
        onArrival(() => parked.release()),
      );
      const repeat = await world.call(operation, keyed);
      expect(repeat.headers['Idempotent-Replayed']).toBe('true');
      expect(repeat.body).toBe((await world.records())[0]?.body);
      expect(await command.effects(world)).toBe(1);
    });

    it('makes the other request that it overtakes a mismatch', async () => {
      await haveAll(world);
      const parked = parkFirst();
      await world.call(operation, keyed);
      world.network.heal();
      world.network.nextOf(
        'TransactWriteItems',
        onArrival(() => parked.release()),
      );
      expect((await world.call(operation, { ...other, key: 'k' })).json.code).toBe('idempotency_key_mismatch');
      expect(await command.effects(world)).toBe(1);
    });

    it('does nothing after a later round of its own request was answered', async () => {
      await haveAll(world);
      const parked = new Parked();
      world.network.nextOf('TransactWriteItems', parked.fault, cancel('TransactionConflict'));
      const answer = await world.call(operation, keyed);
      expect(world.lastReport).toMatchObject({ outcome: 'executed', rounds: 2 });
      expect(await parked.release()).toBe('TransactionCanceledException');
      expect(await command.effects(world)).toBe(1);
      expectReplay(answer, await world.call(operation, keyed));
    });

    it('does nothing after the record that stopped it has expired, as long as that is there', async () => {
      await haveAll(world);
      const parked = parkFirst();
      await world.call(operation, keyed);
      world.network.heal();
      await world.call(operation, keyed);
      world.clock += 30 * day;
      expect(await parked.release(anotherToken())).toBe('TransactionCanceledException');
      expect(await command.effects(world)).toBe(1);
    });
  },
);

/**
 * Once the record is removed, a day later, its own condition stops a late transaction no more; that of a created license does
 * not either. Then it is the age of the signature: DynamoDB takes none that is older than minutes, which this engine does not
 * look at. So what is shown is that nothing ever leaves with a signature that was made after the deadline of its request.
 */
it('whatever leaves was signed before the deadline of its request', async () => {
  await haveAll(world);
  world.clock = Date.now();
  const deadline = world.clock + 8000;
  const parked = parkFirst();
  await world.call('createLicense', { ...createLicense.request, body: createLicense.other.body as object, key: 'k' });
  await world.remove(recordRef(world.tenantId, 'k'));
  const [date, time] = (parked.call?.signedAt ?? '').split('T');
  const signedAt = Date.parse(`${date?.replace(/(..)(..)$/, '-$1-$2')}T${time?.replace(/(..)(..)(..)Z/, '$1:$2:$3Z')}`);
  expect(signedAt).toBeGreaterThan(deadline - 60_000);
  expect(signedAt).toBeLessThan(deadline);
});

describe.each(commandsKeyedOrNot)('$title', ({ operation, request, keyed, ...command }) => {
  it('happens once although its transaction is applied twice', async () => {
    await haveAll(world);
    const parked = new Parked();
    world.network.nextOf('TransactWriteItems', parked.fault);
    expect((await world.call(operation, { ...request, ...keyed })).status).toBeLessThan(300);
    expect(await parked.release()).toBe('done');
    expect(await parked.release(anotherToken())).toBe('TransactionCanceledException');
    expect(await command.effects(world)).toBe(1);
  });
});
