import { setTimeout } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import type { OperationName } from '../../functions/endpoints.ts';
import { isAggregateConsistent } from '../../lib/dynamodb/items/aggregate.ts';
import { haveExampleFixtures } from '../support/example-requests.ts';
import {
  cancelAddonCommand,
  cancelLicenseCommand,
  createLicenseCommand,
  haveCommandFixtures,
  testCommands,
} from '../support/test-commands.ts';
import { useEngine } from '../support/test-engine.ts';
import { type SendOptions, type TestResponse, useWorld } from '../support/test-world.ts';

const world = useWorld(useEngine());

beforeEach(async () => {
  await haveCommandFixtures(world);
  // Delays are real but short, and the clock is the same for all calls.
  world.sleep = async ms => {
    await setTimeout(ms / 20);
  };
});

const isReplay = ({ headers }: TestResponse) => headers['Idempotent-Replayed'] === 'true';
const listDistinctResponses = (responses: TestResponse[]) =>
  new Set(responses.map(({ status, body }) => `${status} ${body}`));
const callConcurrently = <T>(count: number, send: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, index) => send(index)));
const findItems = async (sk: string) => (await world.items()).filter(found => found.sk === sk);

describe.each(testCommands)(
  '$operation, called concurrently with one key',
  ({ operation, request, otherRequest: other, ...command }) => {
    beforeEach(() => haveExampleFixtures(world));

    it('has one effect and one response for equal requests (I1, I2)', async () => {
      const responses = await callConcurrently(operation === 'createLicense' ? 50 : 20, () =>
        world.call(operation, { ...request, idempotencyKey: 'k' }),
      );
      expect(listDistinctResponses(responses).size).toBe(1);
      expect(responses[0]?.status).toBeLessThan(300);
      expect(responses.filter(response => !isReplay(response))).toHaveLength(1);
      expect(await command.effects(world)).toBe(1);
    });

    it('has one effect for different requests, and rejects the others as mismatches (I4, I11)', async () => {
      const responses = await callConcurrently(15, index =>
        world.call(operation, {
          ...request,
          idempotencyKey: 'k',
          body: { ...(request.body as object), metadata: { index: Math.floor(index / 3) } },
        }),
      );
      const successes = responses.filter(({ status }) => status < 300);
      expect(successes.length).toBeGreaterThan(0);
      expect(successes.length).toBeLessThanOrEqual(3);
      expect(listDistinctResponses(successes).size).toBe(1);
      expect(successes.filter(response => !isReplay(response))).toHaveLength(1);
      const mismatches = responses.filter(({ json }) => json.code === 'idempotency_key_mismatch');
      expect(mismatches.length + successes.length).toBe(15);
      expect(await command.effects(world)).toBe(1);
    });

    it('returns one rejection for equal requests that cannot succeed', async () => {
      const responses = await callConcurrently(10, () =>
        world.call(operation, { ...command.rejected, idempotencyKey: 'k' }),
      );
      expect(listDistinctResponses(responses).size).toBe(1);
      expect(responses.filter(response => !isReplay(response))).toHaveLength(1);
      expect(await world.records()).toHaveLength(1);
    });
  },
);

it('one key sent to three endpoints executes one of them (I4)', async () => {
  const commands = [createLicenseCommand, cancelLicenseCommand, cancelAddonCommand];
  const calls: [OperationName, SendOptions][] = commands.flatMap(({ operation, request }) =>
    [0, 1, 2].map(() => [operation, request] as [OperationName, SendOptions]),
  );
  const responses = await callConcurrently(calls.length, async index => {
    const [operation, send] = calls[index] ?? ['createLicense', {}];
    return world.call(operation, { ...send, idempotencyKey: 'k' });
  });
  expect(responses.filter(({ status }) => status < 300)).toHaveLength(3);
  expect(responses.filter(({ json }) => json.code === 'idempotency_key_mismatch')).toHaveLength(6);
  const effects = await Promise.all(commands.map(command => command.effects(world)));
  expect(effects.toSorted()).toEqual([0, 0, 1]);
});

it('one key sent by several tenants is independent in each of them (I5)', async () => {
  const tenants: { tenantId: string; apiKey: string }[] = [];
  for (let count = 0; count < 5; count++) {
    await world.enterTenant();
    await haveCommandFixtures(world);
    tenants.push({ tenantId: world.tenantId, apiKey: world.apiKey });
  }
  const responses = await callConcurrently(15, index =>
    world.call('createLicense', {
      ...createLicenseCommand.request,
      idempotencyKey: 'k',
      apiKey: tenants[index % 5]?.apiKey ?? '',
    }),
  );
  expect(listDistinctResponses(responses).size).toBe(5);
  for (const tenant of tenants) {
    Object.assign(world, tenant);
    expect(await createLicenseCommand.effects(world)).toBe(1);
    expect(await world.records()).toHaveLength(1);
  }
});

it('concurrent changes of one license are applied one by one, each to the result of the previous one (I10)', async () => {
  const count = 12;
  const days = Array.from({ length: count }, (_, index) => `2024-03-${String(index + 1).padStart(2, '0')}`);
  const responses = await callConcurrently(count, index => {
    const day = days[index] ?? '';
    return world.call('cancelLicense', {
      ...cancelLicenseCommand.request,
      idempotencyKey: day,
      body: { scheduledAt: day, metadata: { [day]: true } },
    });
  });
  expect(responses.map(({ status }) => status)).toEqual(days.map(() => 200));
  expect(responses.map(({ json }) => json.pendingStatus.scheduledAt)).toEqual(days);
  const [license] = await findItems('license');
  expect(license?.version).toBe(1 + count);
  // Metadata is merged, so each response shows the earlier changes: the n-th change shows n - 1 others.
  const order = responses.toSorted((a, b) => Object.keys(a.json.metadata).length - Object.keys(b.json.metadata).length);
  order.forEach(({ json }, index) => {
    const applied = order.slice(0, index + 1).map(response => response.json.pendingStatus.scheduledAt);
    expect(Object.keys(json.metadata).toSorted()).toEqual(applied.toSorted());
  });
  expect(license).toMatchObject({ ends: { on: order.at(-1)?.json.pendingStatus.scheduledAt } });
});

it('of concurrent immediate cancellations of one license one succeeds, and the others are rejected (I10, I11)', async () => {
  const responses = await callConcurrently(12, index =>
    world.call('cancelLicense', { path: { licenseId: 'license' }, idempotencyKey: `k${index}` }),
  );
  expect(responses.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(responses.filter(({ json }) => json.code === 'license_already_cancelled')).toHaveLength(11);
  expect(await cancelLicenseCommand.effects(world)).toBe(1);
  expect(await world.records()).toHaveLength(12);
});

it('concurrent changes of two add-ons leave a consistent aggregate, and each response shows a state that existed (I10)', async () => {
  const { operation, request } = cancelAddonCommand;
  const responses = await callConcurrently(12, index => {
    const productOfferingId = index % 2 === 0 ? 'addon-offering' : 'addon-2';
    const body = { productOfferingId, scheduledAt: `2024-03-${10 + index}`, metadata: { [`n${index}`]: true } };
    return world.call(operation, { ...request, idempotencyKey: `k${index}`, body });
  });
  expect(responses.map(({ status }) => status)).toEqual(responses.map(() => 200));
  const [subscription] = await findItems('subscription');
  const addons = (await world.items()).filter(({ sk }) => String(sk).startsWith('addon#'));
  expect(subscription?.version).toBe(13);
  expect(isAggregateConsistent(subscription as never, addons as never)).toBe(true);
  // Each change adds one metadata key, so the sorted responses form a history without gaps or forks.
  const listMetadataKeys = (response: TestResponse): string[] =>
    response.json.addons.flatMap(({ metadata = {} }: { metadata?: object }) => Object.keys(metadata)).toSorted();
  const history = responses.map(listMetadataKeys).toSorted((a, b) => a.length - b.length);
  history.forEach((state, index) => {
    expect(state).toHaveLength(index + 1);
    expect(state).toEqual(expect.arrayContaining(history[index - 1] ?? []));
  });
});

it('reads during concurrent cancellations return only states that existed', async () => {
  const { operation, request } = cancelAddonCommand;
  const writes = callConcurrently(8, index => {
    const productOfferingId = index % 2 === 0 ? 'addon-offering' : 'addon-2';
    return world.call(operation, {
      ...request,
      body: { productOfferingId, scheduledAt: `2024-03-${10 + index}`, metadata: { [`n${index}`]: true } },
    });
  });
  const reads = callConcurrently(20, () => world.call('getSubscription', { path: { subscriptionId: 'subscription' } }));
  const states = new Set((await writes).map(({ body }) => body));
  const readResponses = await reads;
  const shown = readResponses.filter(({ status }) => status === 200).map(({ body }) => body);
  const known = shown.filter(body => states.has(body) || !body.includes('metadata'));
  expect(known).toHaveLength(shown.length);
});
