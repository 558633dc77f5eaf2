import { describe, expect, it } from 'vitest';
import { recordRef } from '../../lib/idempotency/idempotency-record.ts';
import { haveExampleFixtures } from '../support/example-requests.ts';
import { beforeExecution } from '../support/faulty-network.ts';
import {
  createLicenseCommand,
  expectReplay,
  haveCommandFixtures,
  repeatableCommands,
} from '../support/test-commands.ts';
import { useEngine } from '../support/test-engine.ts';
import { type TestResponse, useWorld } from '../support/test-world.ts';

const engine = useEngine();
const world = useWorld(engine);
const dayMs = 24 * 3600_000;
const minuteMs = 60_000;
const operation = 'createLicense';
const request = { ...createLicenseCommand.otherRequest, idempotencyKey: 'k' };
const effects = () => createLicenseCommand.effects(world);

/** Deletes the record as DynamoDB's TTL does, which may happen at any time after the expiry. */
const removeRecord = () => world.remove(recordRef(world.tenantId, 'k'));

describe('an idempotency key', () => {
  it.each([
    ['one second less than a day', dayMs - 1000],
    ['a day', dayMs],
    ['a day and twenty-nine minutes', dayMs + 29 * minuteMs],
  ])('is remembered for %s', async (_description, time) => {
    await haveCommandFixtures(world);
    const first = await world.call(operation, request);
    world.clock += time;
    expectReplay(first, await world.call(operation, request));
    expect((await world.call(operation, { ...request, body: '{}' })).json.code).toBe('idempotency_key_mismatch');
    expect(await effects()).toBe(1);
  });

  it('can be used again from the second in which its record expires, 24 hours and 30 minutes later', async () => {
    await haveCommandFixtures(world);
    await world.call(operation, request);
    const [record] = await world.records();
    const expiresAt = Number(record?.expiresAt) * 1000;
    expect(expiresAt - world.clock).toBe(dayMs + 30 * minuteMs);
    world.clock = expiresAt - 1;
    expect((await world.call(operation, request)).headers['Idempotent-Replayed']).toBe('true');
    world.clock = expiresAt;
    expect((await world.call(operation, request)).headers['Idempotent-Replayed']).toBeUndefined();
    expect(await effects()).toBe(2);
  });

  it('is remembered for a day by processes whose clocks differ by ten minutes in either direction (I1)', async () => {
    await haveCommandFixtures(world);
    const start = world.clock;
    for (const [index, skew] of [5 * minuteMs, -5 * minuteMs].entries()) {
      world.clock = start - skew;
      const first = await world.call(operation, { ...request, idempotencyKey: `k${index}` });
      world.clock = start + dayMs + skew;
      expectReplay(first, await world.call(operation, { ...request, idempotencyKey: `k${index}` }));
      world.clock = start + 25 * 3600_000 + skew;
      expect((await world.call(operation, { ...request, idempotencyKey: `k${index}` })).headers).not.toHaveProperty(
        'Idempotent-Replayed',
      );
    }
  });

  it.each(repeatableCommands)(
    'of $operation can be used for another request after its record has expired, even if the record still exists',
    async command => {
      await haveExampleFixtures(world);
      await world.call(command.operation, { ...command.request, idempotencyKey: 'k' });
      const [previousRecord] = await world.records();
      world.clock += 25 * 3600_000;
      const first = await world.call(command.operation, { ...command.otherRequest, idempotencyKey: 'k' });
      expect(first.headers).not.toHaveProperty('Idempotent-Replayed');
      const [record, ...more] = await world.records();
      expect(more).toEqual([]);
      expect(record).toMatchObject({ requestId: first.headers['X-Request-Id'], body: first.body });
      expect(record?.fingerprint).not.toBe(previousRecord?.fingerprint);
      expect(await command.effects(world)).toBe(2);
    },
  );

  it('is reused by one of twenty concurrent requests after it has expired', async () => {
    await haveCommandFixtures(world);
    await world.call(operation, request);
    world.clock += 25 * 3600_000;
    const responses = await Promise.all(Array.from({ length: 20 }, () => world.call(operation, request)));
    expect(new Set(responses.map(({ body }) => body)).size).toBe(1);
    expect(responses.filter(({ headers }) => !headers['Idempotent-Replayed'])).toHaveLength(1);
    expect(await effects()).toBe(2);
  });
});

describe('an expired record', () => {
  it('may be deleted between read and commit', async () => {
    await haveCommandFixtures(world);
    await world.call(operation, request);
    world.clock += 25 * 3600_000;
    world.network.failNextOf('TransactWriteItems', beforeExecution(removeRecord));
    expect((await world.call(operation, request)).status).toBe(201);
    expect(world.lastReport).toMatchObject({ outcome: 'executed', rounds: 1 });
    expect(await effects()).toBe(2);
  });

  it('may be replaced by another call between read and commit, whose response is then replayed', async () => {
    await haveCommandFixtures(world);
    const previous = await world.call(operation, request);
    world.clock += 25 * 3600_000;
    const concurrentResponses: TestResponse[] = [];
    world.network.failNextOf(
      'TransactWriteItems',
      beforeExecution(async () => concurrentResponses.push(await world.call(operation, request))),
    );
    const response = await world.call(operation, request);
    for (const first of concurrentResponses) expectReplay(first, response);
    expect(concurrentResponses.map(({ body }) => body === previous.body)).toEqual([false]);
    expect(world.lastReport).toMatchObject({ outcome: 'replayed', rounds: 2 });
    expect(await effects()).toBe(2);
  });
});

it('records expire at a time in epoch seconds, as TTL requires: with milliseconds they would never expire', async () => {
  await haveCommandFixtures(world);
  await world.call(operation, request);
  const [record] = await world.records();
  expect(String(record?.expiresAt)).toHaveLength(10);
  const [{ input } = { input: undefined }] = world.network.commits;
  const [{ Put }] = input.TransactItems;
  const now = Object.values<{ N: string }>(Put.ExpressionAttributeValues).map(({ N }) => N);
  expect(now).toEqual([String(Math.floor(world.clock / 1000))]);
});
