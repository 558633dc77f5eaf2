import { expect } from 'vitest';
import type { OperationName, Reply, Send, World } from './world.ts';

/** A command as the tests of the protocol use it: what is promised of one is promised of all. */
export interface Command {
  operation: OperationName;
  /** Succeeds. */
  request: Send;
  /** Succeeds too, and is another request. */
  other: Send;
  /** A rule says no to it because of what is stored. */
  hopeless: Send;
  /** A date in it has gone by. */
  past: Send;
  /** How many calls one read takes. */
  readCalls: number;
  /** How often something was done, by what is stored. */
  effects(world: World): Promise<number>;
}

const order = { productOfferingId: 'offering', customerId: 'customer' };
const ofLicense = { path: { licenseId: 'license' } };
const ofSubscription = { path: { subscriptionId: 'subscription' } };
const ofAddon = { productOfferingId: 'addon-offering' };
const day = '2024-03-01';
const past = '2024-01-14';

const isUuid = (id: string) => id.length === 36;

export const createLicense: Command = {
  operation: 'createLicense',
  request: { body: { ...order, scheduledAt: day } },
  other: { body: { ...order, metadata: { other: true } } },
  hopeless: { body: { ...order, customerId: 'nobody' } },
  past: { body: { ...order, scheduledAt: past } },
  readCalls: 1,
  effects: async world => (await world.licenses()).filter(({ licenseId }) => isUuid(String(licenseId))).length,
};

export const cancelLicense: Command = {
  operation: 'cancelLicense',
  request: { ...ofLicense, body: { scheduledAt: day } },
  other: { ...ofLicense, body: { scheduledAt: '2024-04-01' } },
  hopeless: { path: { licenseId: 'nothing' }, body: { scheduledAt: day } },
  past: { ...ofLicense, body: { scheduledAt: past } },
  readCalls: 1,
  effects: async world => changesOf(world, 'license', '#license#license'),
};

export const cancelAddon: Command = {
  operation: 'cancelAddon',
  request: { ...ofSubscription, body: { ...ofAddon, scheduledAt: day } },
  other: { ...ofSubscription, body: { ...ofAddon, scheduledAt: '2024-04-01' } },
  hopeless: { ...ofSubscription, body: { productOfferingId: 'never-had', scheduledAt: day } },
  past: { ...ofSubscription, body: { ...ofAddon, scheduledAt: past } },
  readCalls: 2,
  effects: async world => changesOf(world, 'subscription', '#subscription#subscription'),
};

export const commands: Command[] = [createLicense, cancelLicense, cancelAddon];

export const withAndWithoutKey = (command: Command) =>
  [{ key: 'k' }, {}].map(keyed => ({
    ...command,
    keyed,
    title: `${command.operation} ${keyed.key ? 'with' : 'without'} a key`,
  }));

export const commandsKeyedOrNot = commands.flatMap(withAndWithoutKey);

/** A second until the deadline: what tries until then need not try for eight. */
export const briefly = { remainingMs: 3500 };

/** Everything that the commands are about, and no call counted yet. */
export async function haveAll(world: World): Promise<void> {
  await Promise.all([
    world.haveCustomer(),
    world.haveOffering(),
    world.haveLicense(),
    world.haveSubscription([{}, { offeringId: 'addon-2' }]),
  ]);
  world.network.reset();
}

async function changesOf(world: World, sk: string, pkEnd: string): Promise<number> {
  const item = (await world.items()).find(found => found.sk === sk && String(found.pk).endsWith(pkEnd));
  return Number(item?.version) - 1;
}

/** The second answer is the first one again: status, body and kept headers, byte for byte (I2). */
export function expectReplay(first: Reply, again: Reply): void {
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
export async function expectNoTrace(world: World, command: Command): Promise<void> {
  expect(await command.effects(world)).toBe(0);
  expect(await world.records()).toEqual([]);
}
