import { expect } from 'vitest';
import type { ApiOperation, SendOptions, TestResponse, TestWorld } from './test-world.ts';

/** A command for the tests of the protocol. Every guarantee applies to every command. */
export interface TestCommand {
  operation: ApiOperation;
  /** A request that succeeds. */
  request: SendOptions;
  /** Another request that succeeds. */
  otherRequest: SendOptions;
  /** A request that is rejected because of the stored state. */
  rejected: SendOptions;
  /** A request with a past date. */
  pastDate: SendOptions;
  /** Number of calls of one read. */
  readCalls: number;
  /** Counts the effects of the command in the tables. */
  effects(world: TestWorld): Promise<number>;
}

const order = { productOfferingId: 'offering', customerId: 'customer' };
const licensePath = { path: { licenseId: 'license' } };
const subscriptionPath = { path: { subscriptionId: 'subscription' } };
const addonBody = { productOfferingId: 'addon-offering' };
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
  request: { ...licensePath, body: { scheduledAt: day } },
  otherRequest: { ...licensePath, body: { scheduledAt: '2024-04-01' } },
  rejected: { path: { licenseId: 'nothing' }, body: { scheduledAt: day } },
  pastDate: { ...licensePath, body: { scheduledAt: pastDay } },
  readCalls: 1,
  effects: async world => countChanges(world, 'license', '#license#license'),
};

export const cancelAddonCommand: TestCommand = {
  operation: 'cancelAddon',
  request: { ...subscriptionPath, body: { ...addonBody, scheduledAt: day } },
  otherRequest: { ...subscriptionPath, body: { ...addonBody, scheduledAt: '2024-04-01' } },
  rejected: { ...subscriptionPath, body: { productOfferingId: 'never-had', scheduledAt: day } },
  pastDate: { ...subscriptionPath, body: { ...addonBody, scheduledAt: pastDay } },
  readCalls: 2,
  effects: async world => countChanges(world, 'subscription', '#subscription#subscription'),
};

export const testCommands: TestCommand[] = [createLicenseCommand, cancelLicenseCommand, cancelAddonCommand];

export const withAndWithoutIdempotencyKey = (command: TestCommand) =>
  [{ idempotencyKey: 'k' }, {}].map(keyOption => ({
    ...command,
    keyOption,
    title: `${command.operation} ${keyOption.idempotencyKey ? 'with' : 'without'} an idempotency key`,
  }));

export const commandsWithAndWithoutIdempotencyKey = testCommands.flatMap(withAndWithoutIdempotencyKey);

/** Shortens the time until the deadline to one second, for tests that retry until then. */
export const shortDeadline = { remainingMs: 3500 };

/** Creates all resources that the test commands use, and resets the recorded calls. */
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

/** Expects the second response to have the same status, body and stored headers as the first, byte for byte (I2). */
export function expectReplay(first: TestResponse, replay: TestResponse): void {
  const { 'Idempotent-Replayed': replayed, 'X-Request-Id': requestId, ...replayedHeaders } = replay.headers;
  const { 'Idempotent-Replayed': _, 'X-Request-Id': firstRequestId, ...storedHeaders } = first.headers;
  expect({ status: replay.status, body: replay.body, ...replayedHeaders }).toEqual({
    status: first.status,
    body: first.body,
    ...storedHeaders,
  });
  expect(replayed).toBe('true');
  expect(requestId).not.toBe(firstRequestId);
}

/** Expects no effect and no record (I9). */
export async function expectNoSideEffects(world: TestWorld, command: TestCommand): Promise<void> {
  expect(await command.effects(world)).toBe(0);
  expect(await world.records()).toEqual([]);
}
