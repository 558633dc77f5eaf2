import { setTimeout } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import type { OperationName } from '../../functions/endpoints.ts';
import { isAggregateConsistent } from '../../lib/dynamodb/items/aggregate.ts';
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
  // Everybody waits for a moment, and for all of them the time is the same.
  world.sleep = async ms => {
    await setTimeout(ms / 20);
  };
});

const replayed = ({ headers }: TestResponse) => headers['Idempotent-Replayed'] === 'true';
const bodies = (answers: TestResponse[]) => new Set(answers.map(({ status, body }) => `${status} ${body}`));
const times = <T>(count: number, what: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, index) => what(index)));
const item = async (sk: string) => (await world.items()).filter(found => found.sk === sk);

describe.each(testCommands)(
  'at once, on one key: $operation',
  ({ operation, request, otherRequest: other, ...command }) => {
    it('equal calls have one effect and one answer (I1, I2)', async () => {
      const answers = await times(operation === 'createLicense' ? 50 : 20, () =>
        world.call(operation, { ...request, idempotencyKey: 'k' }),
      );
      expect(bodies(answers).size).toBe(1);
      expect(answers[0]?.status).toBeLessThan(300);
      expect(answers.filter(answer => !replayed(answer))).toHaveLength(1);
      expect(await command.effects(world)).toBe(1);
    });

    it('different calls have one effect, and the others a mismatch (I4, I11)', async () => {
      const answers = await times(15, index =>
        world.call(operation, {
          ...request,
          idempotencyKey: 'k',
          body: { ...(request.body as object), metadata: { index: Math.floor(index / 3) } },
        }),
      );
      const done = answers.filter(({ status }) => status < 300);
      expect(done.length).toBeGreaterThan(0);
      expect(done.length).toBeLessThanOrEqual(3);
      expect(bodies(done).size).toBe(1);
      expect(done.filter(answer => !replayed(answer))).toHaveLength(1);
      const mismatches = answers.filter(({ json }) => json.code === 'idempotency_key_mismatch');
      expect(mismatches.length + done.length).toBe(15);
      expect(await command.effects(world)).toBe(1);
    });

    it('equal calls that are hopeless get one rejection', async () => {
      const answers = await times(10, () => world.call(operation, { ...command.rejected, idempotencyKey: 'k' }));
      expect(bodies(answers).size).toBe(1);
      expect(answers.filter(answer => !replayed(answer))).toHaveLength(1);
      expect(await world.records()).toHaveLength(1);
    });
  },
);

it('one key over three endpoints carries out one of them (I4)', async () => {
  const calls: [OperationName, SendOptions][] = testCommands.flatMap(({ operation, request }) =>
    [0, 1, 2].map(() => [operation, request] as [OperationName, SendOptions]),
  );
  const answers = await times(calls.length, async index => {
    const [operation, send] = calls[index] ?? ['createLicense', {}];
    return world.call(operation, { ...send, idempotencyKey: 'k' });
  });
  expect(answers.filter(({ status }) => status < 300)).toHaveLength(3);
  expect(answers.filter(({ json }) => json.code === 'idempotency_key_mismatch')).toHaveLength(6);
  const effects = await Promise.all(testCommands.map(command => command.effects(world)));
  expect(effects.toSorted()).toEqual([0, 0, 1]);
});

it('one key over many tenants is a key of each of them (I5)', async () => {
  const tenants: { tenantId: string; apiKey: string }[] = [];
  for (let count = 0; count < 5; count++) {
    await world.enterTenant();
    await haveCommandFixtures(world);
    tenants.push({ tenantId: world.tenantId, apiKey: world.apiKey });
  }
  const answers = await times(15, index =>
    world.call('createLicense', {
      ...createLicenseCommand.request,
      idempotencyKey: 'k',
      apiKey: tenants[index % 5]?.apiKey ?? '',
    }),
  );
  expect(bodies(answers).size).toBe(5);
  for (const tenant of tenants) {
    Object.assign(world, tenant);
    expect(await createLicenseCommand.effects(world)).toBe(1);
    expect(await world.records()).toHaveLength(1);
  }
});

it('many keys on one license change it one after the other, each by what the one before left (I10)', async () => {
  const count = 12;
  const days = Array.from({ length: count }, (_, index) => `2024-03-${String(index + 1).padStart(2, '0')}`);
  const answers = await times(count, index => {
    const day = days[index] ?? '';
    return world.call('cancelLicense', {
      ...cancelLicenseCommand.request,
      idempotencyKey: day,
      body: { scheduledAt: day, metadata: { [day]: true } },
    });
  });
  expect(answers.map(({ status }) => status)).toEqual(days.map(() => 200));
  expect(answers.map(({ json }) => json.pendingStatus.scheduledAt)).toEqual(days);
  const [license] = await item('license');
  expect(license?.version).toBe(1 + count);
  // Metadata is merged, so each answer shows who came before it: with n - 1 others, it was the n-th.
  const order = answers.toSorted((a, b) => Object.keys(a.json.metadata).length - Object.keys(b.json.metadata).length);
  order.forEach(({ json }, index) => {
    const before = order.slice(0, index + 1).map(answer => answer.json.pendingStatus.scheduledAt);
    expect(Object.keys(json.metadata).toSorted()).toEqual(before.toSorted());
  });
  expect(license).toMatchObject({ ends: { on: order.at(-1)?.json.pendingStatus.scheduledAt } });
});

it('many keys on one license that end it at once: one does, the others are told so (I10, I11)', async () => {
  const answers = await times(12, index =>
    world.call('cancelLicense', { path: { licenseId: 'license' }, idempotencyKey: `k${index}` }),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(answers.filter(({ json }) => json.code === 'license_already_cancelled')).toHaveLength(11);
  expect(await cancelLicenseCommand.effects(world)).toBe(1);
  expect(await world.records()).toHaveLength(12);
});

it('many keys on two add-ons of one subscription leave one aggregate, and each answer shows a state it had (I10)', async () => {
  const { operation, request } = cancelAddonCommand;
  const answers = await times(12, index => {
    const productOfferingId = index % 2 === 0 ? 'addon-offering' : 'addon-2';
    const body = { productOfferingId, scheduledAt: `2024-03-${10 + index}`, metadata: { [`n${index}`]: true } };
    return world.call(operation, { ...request, idempotencyKey: `k${index}`, body });
  });
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  const [subscription] = await item('subscription');
  const addons = (await world.items()).filter(({ sk }) => String(sk).startsWith('addon#'));
  expect(subscription?.version).toBe(13);
  expect(isAggregateConsistent(subscription as never, addons as never)).toBe(true);
  // The marks that commands left in the metadata grow by one from state to state: a history without gaps or forks.
  const marks = (answer: TestResponse): string[] =>
    answer.json.addons.flatMap(({ metadata = {} }: { metadata?: object }) => Object.keys(metadata)).toSorted();
  const history = answers.map(marks).toSorted((a, b) => a.length - b.length);
  history.forEach((state, index) => {
    expect(state).toHaveLength(index + 1);
    expect(state).toEqual(expect.arrayContaining(history[index - 1] ?? []));
  });
});

it('reads beside many cancellations show only states that were', async () => {
  const { operation, request } = cancelAddonCommand;
  const writes = times(8, index => {
    const productOfferingId = index % 2 === 0 ? 'addon-offering' : 'addon-2';
    return world.call(operation, {
      ...request,
      body: { productOfferingId, scheduledAt: `2024-03-${10 + index}`, metadata: { [`n${index}`]: true } },
    });
  });
  const reads = times(20, () => world.call('getSubscription', { path: { subscriptionId: 'subscription' } }));
  const states = new Set((await writes).map(({ body }) => body));
  const first = await reads;
  const shown = first.filter(({ status }) => status === 200).map(({ body }) => body);
  const known = shown.filter(body => states.has(body) || !body.includes('metadata'));
  expect(known).toHaveLength(shown.length);
});
