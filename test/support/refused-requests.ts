import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import type { TestEngine } from './test-engine.ts';
import { type ApiOperation, type SendOptions, TestWorld } from './test-world.ts';

/** How a request was refused; each detail as `property CODE`. */
export interface RefusedRequest {
  status: number;
  code: string;
  details: string[];
}

export const expectedValidationError = (...details: string[]): RefusedRequest => ({
  status: 400,
  code: 'VALIDATION_ERROR',
  details,
});
export const malformedJsonRefusal: RefusedRequest = {
  status: 400,
  code: 'MALFORMED_JSON',
  details: ['body INVALID_FORMAT'],
};
export const unsupportedMediaTypeRefusal: RefusedRequest = { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE', details: [] };
export const payloadTooLargeRefusal: RefusedRequest = { status: 413, code: 'PAYLOAD_TOO_LARGE', details: [] };

/**
 * A world of one tenant, which has a customer, a license offering, a license and a subscription with an add-on, and in which
 * nothing may happen: in the end its tables must be as they were. What is to change something enters another tenant.
 */
export function useReadOnlyWorld(engine: TestEngine): TestWorld {
  const world = new TestWorld(engine);
  const tables = async () => [await world.items(), await world.records(), await world.items('apiKeys')];
  let before: unknown[];
  beforeAll(async () => {
    world.open();
    await world.reset();
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

export async function haveOneOfEach(world: TestWorld): Promise<void> {
  await world.haveCustomer();
  await world.haveOffering();
  await world.haveLicense();
  await world.haveSubscription();
}

/** Sends what must be refused, under an idempotency key unless told otherwise; nothing of it may reach the tables. */
export async function sendRefusedRequest(
  world: TestWorld,
  operation: ApiOperation,
  send: SendOptions,
): Promise<RefusedRequest> {
  world.network.reset();
  const { status, json } = await world.call(operation, { key: 'k', ...send });
  expect(world.network.operations).not.toContain('TransactWriteItems');
  expect(world.lastReport.outcome).toBe('refused');
  const details: { property: string; code: string }[] = json.details ?? [];
  return { status, code: json.code, details: details.map(({ property, code }) => `${property} ${code}`) };
}

/** What the commands refuse of a body that is right but for these fields. */
export const createRefusedCommands = (world: TestWorld) => ({
  create: (body: object) =>
    sendRefusedRequest(world, 'createLicense', {
      body: { productOfferingId: 'offering', customerId: 'customer', ...body },
    }),
  cancel: (body: object) => sendRefusedRequest(world, 'cancelLicense', { path: { licenseId: 'license' }, body }),
  cancelAddon: (body: object) =>
    sendRefusedRequest(world, 'cancelAddon', {
      path: { subscriptionId: 'subscription' },
      body: { productOfferingId: 'addon-offering', ...body },
    }),
});
