import { expect } from 'vitest';
import type { ApiOperation, SendOptions, TestResponse, TestWorld } from './test-world.ts';

/** A command as the tests of the protocol use it: what is promised of one is promised of all. */
export interface TestCommand {
  operation: ApiOperation;
  /** Succeeds. */
  request: SendOptions;
  /** Succeeds too, and is another request. */
  otherRequest: SendOptions;
  /** A rule says no to it because of what is stored. */
  rejected: SendOptions;
  /** A date in it has gone by. */
  pastDate: SendOptions;
  /** How many calls one read takes. */
  readCalls: number;
  /** How often something was done, by what is stored. */
  effects(world: TestWorld): Promise<number>;
}

const order = { productOfferingId: 'offering', customerId: 'customer' };
const ofLicense = { path: { licenseId: 'license' } };
const ofSubscription = { path: { subscriptionId: 'subscription' } };
const ofAddon = { productOfferingId: 'addon-offering' };
const day = '2024-03-01';
const pastDay = '2024-01-14';

const isUuid = (id: string) => id.length === 36;

export const createLicenseCommand: TestCommand = {
  operation: 'createLicense',
  request: { body: { ...order, scheduledAt: day } },
  otherRequest: { body: { ...order, metadata: { other: true } } },
  rejected: { body: { ...order, customerId: 'nobody' } },
  pastDate: { body: { ...order, scheduledAt: pastDay } },
  readCalls: 1,
  effects: async world => (await world.licenses()).filter(({ licenseId }) => isUuid(String(licenseId))).length,
};

export const cancelLicenseCommand: TestCommand = {
  operation: 'cancelLicense',
  request: { ...ofLicense, body: { scheduledAt: day } },
  otherRequest: { ...ofLicense, body: { scheduledAt: '2024-04-01' } },
  rejected: { path: { licenseId: 'nothing' }, body: { scheduledAt: day } },
  pastDate: { ...ofLicense, body: { scheduledAt: pastDay } },
  readCalls: 1,
  effects: async world => countChanges(world, 'license', '#license#license'),
};

export const cancelAddonCommand: TestCommand = {
  operation: 'cancelAddon',
  request: { ...ofSubscription, body: { ...ofAddon, scheduledAt: day } },
  otherRequest: { ...ofSubscription, body: { ...ofAddon, scheduledAt: '2024-04-01' } },
  rejected: { ...ofSubscription, body: { productOfferingId: 'never-had', scheduledAt: day } },
  pastDate: { ...ofSubscription, body: { ...ofAddon, scheduledAt: pastDay } },
  readCalls: 2,
  effects: async world => countChanges(world, 'subscription', '#subscription#subscription'),
};

export const testCommands: TestCommand[] = [createLicenseCommand, cancelLicenseCommand, cancelAddonCommand];

export const withAndWithoutIdempotencyKey = (command: TestCommand) =>
  [{ idempotencyKey: 'k' }, {}].map(keyed => ({
    ...command,
    keyed,
    title: `${command.operation} ${keyed.idempotencyKey ? 'with' : 'without'} a key`,
  }));

export const commandsWithAndWithoutIdempotencyKey = testCommands.flatMap(withAndWithoutIdempotencyKey);

/** A second until the deadline: what tries until then need not try for eight. */
export const shortDeadline = { remainingMs: 3500 };

/** Everything that the commands are about, and no call counted yet. */
export async function haveCommandFixtures(world: TestWorld): Promise<void> {
  await Promise.all([
    world.haveCustomer(),
    world.haveOffering(),
    world.haveLicense(),
    world.haveSubscription([{}, { offeringId: 'addon-2' }]),
  ]);
  world.network.reset();
}

async function countChanges(world: TestWorld, sk: string, pkEnd: string): Promise<number> {
  const item = (await world.items()).find(found => found.sk === sk && String(found.pk).endsWith(pkEnd));
  return Number(item?.version) - 1;
}

/** The second answer is the first one again: status, body and kept headers, byte for byte (I2). */
export function expectReplay(first: TestResponse, again: TestResponse): void {
  const { 'Idempotent-Replayed': replayed, 'X-Request-Id': requestId, ...kept } = again.headers;
  const { 'Idempotent-Replayed': _, 'X-Request-Id': firstRequestId, ...given } = first.headers;
  expect({ status: again.status, body: again.body, ...kept }).toEqual({
    status: first.status,
    body: first.body,
    ...given,
  });
  expect(replayed).toBe('true');
  expect(requestId).not.toBe(firstRequestId);
}

/** Nothing was done and nothing was kept (I9). */
export async function expectNoSideEffects(world: TestWorld, command: TestCommand): Promise<void> {
  expect(await command.effects(world)).toBe(0);
  expect(await world.records()).toEqual([]);
}
