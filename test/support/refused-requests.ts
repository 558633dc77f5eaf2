import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import type { OperationName } from '../../functions/endpoints.ts';
import type { TestEngine } from './test-engine.ts';
import { type SendOptions, TestWorld } from './test-world.ts';

/** Summary of an error response. Each detail is rendered as `property CODE`. */
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
 * Creates a world with one tenant that has a customer, a license offering, a license and a subscription with an add-on. After
 * the tests, its tables must be unchanged. A test that changes something must enter another tenant.
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

/** Sends a request that must be refused and must not write. It has an idempotency key unless `send` sets another one. */
export async function sendRefusedRequest(
  world: TestWorld,
  operation: OperationName,
  send: SendOptions,
): Promise<RefusedRequest> {
  world.network.reset();
  const { status, json } = await world.call(operation, { idempotencyKey: 'k', ...send });
  expect(world.network.operations).not.toContain('TransactWriteItems');
  expect(world.lastReport.outcome).toBe('refused');
  const details: { property: string; code: string }[] = json.details ?? [];
  return { status, code: json.code, details: details.map(({ property, code }) => `${property} ${code}`) };
}

/** Creates functions that send a valid body with some invalid fields and return the error. */
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
