import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import type { TestEngine } from './engine.ts';
import { type OperationName, type Send, World } from './world.ts';

/** How a request was refused; each detail as `property CODE`. */
export interface Refused {
  status: number;
  code: string;
  details: string[];
}

export const invalid = (...details: string[]): Refused => ({ status: 400, code: 'VALIDATION_ERROR', details });
export const malformed: Refused = { status: 400, code: 'MALFORMED_JSON', details: ['body INVALID_FORMAT'] };
export const unsupported: Refused = { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE', details: [] };
export const tooLarge: Refused = { status: 413, code: 'PAYLOAD_TOO_LARGE', details: [] };

/**
 * A world of one tenant, which has a customer, a license offering, a license and a subscription with an add-on, and in which
 * nothing may happen: in the end its tables must be as they were. What is to change something enters another tenant.
 */
export function useUnchangedWorld(engine: TestEngine): World {
  const world = new World(engine);
  const tables = async () => [await world.items(), await world.records(), await world.items('apiKeys')];
  let before: unknown[];
  beforeAll(async () => {
    world.open();
    await world.settle();
    await haveOneOfEach(world);
    before = await tables();
  });
  beforeEach(() => {
    world.network.reset();
    world.reports.length = 0;
  });
  afterAll(async () => {
    expect(await tables()).toEqual(before);
    world.close();
  });
  return world;
}

export async function haveOneOfEach(world: World): Promise<void> {
  await world.haveCustomer();
  await world.haveOffering();
  await world.haveLicense();
  await world.haveSubscription();
}

/** Sends what must be refused, under an idempotency key unless told otherwise; nothing of it may reach the tables. */
export async function refusalOf(world: World, operation: OperationName, send: Send): Promise<Refused> {
  world.network.reset();
  const { status, json } = await world.call(operation, { key: 'k', ...send });
  expect(world.network.operations).not.toContain('TransactWriteItems');
  expect(world.lastReport.outcome).toBe('refused');
  const details: { property: string; code: string }[] = json.details ?? [];
  return { status, code: json.code, details: details.map(({ property, code }) => `${property} ${code}`) };
}

/** What the commands refuse of a body that is right but for these fields. */
export const sendsTo = (world: World) => ({
  create: (body: object) =>
    refusalOf(world, 'createLicense', { body: { productOfferingId: 'offering', customerId: 'customer', ...body } }),
  cancel: (body: object) => refusalOf(world, 'cancelLicense', { path: { licenseId: 'license' }, body }),
  cancelAddon: (body: object) =>
    refusalOf(world, 'cancelAddon', {
      path: { subscriptionId: 'subscription' },
      body: { productOfferingId: 'addon-offering', ...body },
    }),
});
