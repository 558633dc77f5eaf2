import { describe, expect, it } from 'vitest';
import { recordRef } from '../../lib/idempotency/idempotency-record.ts';
import { beforeExecution } from '../support/faulty-network.ts';
import { createLicenseCommand, expectReplay, haveCommandFixtures, testCommands } from '../support/test-commands.ts';
import { useEngine } from '../support/test-engine.ts';
import { type TestResponse, useWorld } from '../support/test-world.ts';

const engine = useEngine();
const world = useWorld(engine);
const day = 24 * 3600_000;
const minute = 60_000;
const operation = 'createLicense';
const request = { ...createLicenseCommand.otherRequest, idempotencyKey: 'k' };
const effects = () => createLicenseCommand.effects(world);

/** What TTL does, at a time of its own. */
const removeRecord = () => world.remove(recordRef(world.tenantId, 'k'));

describe('a key', () => {
  it.each([
    ['a day less a second', day - 1000],
    ['a day', day],
    ['a day and twenty-nine minutes', day + 29 * minute],
  ])('is kept for %s', async (_what, time) => {
    await haveCommandFixtures(world);
    const made = await world.call(operation, request);
    world.clock += time;
    expectReplay(made, await world.call(operation, request));
    expect((await world.call(operation, { ...request, body: '{}' })).json.code).toBe('idempotency_key_mismatch');
    expect(await effects()).toBe(1);
  });

  it('is free again from the second its record expires in, which is within 25 hours', async () => {
    await haveCommandFixtures(world);
    await world.call(operation, request);
    const [record] = await world.records();
    const expiresAt = Number(record?.expiresAt) * 1000;
    expect(expiresAt - world.clock).toBe(day + 30 * minute);
    world.clock = expiresAt - 1;
    expect((await world.call(operation, request)).headers['Idempotent-Replayed']).toBe('true');
    world.clock = expiresAt;
    expect((await world.call(operation, request)).headers['Idempotent-Replayed']).toBeUndefined();
    expect(await effects()).toBe(2);
  });

  it('is kept for a day between clocks that are ten minutes apart, whichever is ahead (I1)', async () => {
    await haveCommandFixtures(world);
    const start = world.clock;
    for (const [index, skew] of [5 * minute, -5 * minute].entries()) {
      world.clock = start - skew;
      const made = await world.call(operation, { ...request, idempotencyKey: `k${index}` });
      world.clock = start + day + skew;
      expectReplay(made, await world.call(operation, { ...request, idempotencyKey: `k${index}` }));
      world.clock = start + 25 * 3600_000 + skew;
      expect((await world.call(operation, { ...request, idempotencyKey: `k${index}` })).headers).not.toHaveProperty(
        'Idempotent-Replayed',
      );
    }
  });

  it.each(testCommands)(
    'of $operation that is free again, though its record is still there, serves another request',
    async command => {
      await haveCommandFixtures(world);
      await world.call(command.operation, { ...command.request, idempotencyKey: 'k' });
      const [old] = await world.records();
      world.clock += 25 * 3600_000;
      const made = await world.call(command.operation, { ...command.otherRequest, idempotencyKey: 'k' });
      expect(made.headers).not.toHaveProperty('Idempotent-Replayed');
      const [record, ...more] = await world.records();
      expect(more).toEqual([]);
      expect(record).toMatchObject({ requestId: made.headers['X-Request-Id'], body: made.body });
      expect(record?.fingerprint).not.toBe(old?.fingerprint);
      expect(await command.effects(world)).toBe(2);
    },
  );

  it('is used again once when twenty want it the moment it is free', async () => {
    await haveCommandFixtures(world);
    await world.call(operation, request);
    world.clock += 25 * 3600_000;
    const answers = await Promise.all(Array.from({ length: 20 }, () => world.call(operation, request)));
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    expect(answers.filter(({ headers }) => !headers['Idempotent-Replayed'])).toHaveLength(1);
    expect(await effects()).toBe(2);
  });
});

describe('an expired record', () => {
  it('may be removed between read and commit', async () => {
    await haveCommandFixtures(world);
    await world.call(operation, request);
    world.clock += 25 * 3600_000;
    world.network.failNextOf('TransactWriteItems', beforeExecution(removeRecord));
    expect((await world.call(operation, request)).status).toBe(201);
    expect(world.lastReport).toMatchObject({ outcome: 'executed', rounds: 1 });
    expect(await effects()).toBe(2);
  });

  it('may be replaced by another call between read and commit, whose answer then is the answer', async () => {
    await haveCommandFixtures(world);
    const old = await world.call(operation, request);
    world.clock += 25 * 3600_000;
    const other: TestResponse[] = [];
    world.network.failNextOf(
      'TransactWriteItems',
      beforeExecution(async () => other.push(await world.call(operation, request))),
    );
    const answer = await world.call(operation, request);
    for (const made of other) expectReplay(made, answer);
    expect(other.map(({ body }) => body === old.body)).toEqual([false]);
    expect(world.lastReport).toMatchObject({ outcome: 'replayed', rounds: 2 });
    expect(await effects()).toBe(2);
  });
});

it('time in a record is seconds, as TTL wants them: milliseconds would never expire', async () => {
  await haveCommandFixtures(world);
  await world.call(operation, request);
  const [record] = await world.records();
  expect(String(record?.expiresAt)).toHaveLength(10);
  const [{ input } = { input: undefined }] = world.network.commits;
  const [{ Put }] = input.TransactItems;
  const now = Object.values<{ N: string }>(Put.ExpressionAttributeValues).map(({ N }) => N);
  expect(now).toEqual([String(Math.floor(world.clock / 1000))]);
});
