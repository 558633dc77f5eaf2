import { beforeEach, describe, expect, it } from 'vitest';
import type { OperationName } from '../../functions/endpoints.ts';
import { apiKeyRef, parseApiKey } from '../../lib/auth/api-key.ts';
import type { ItemAttributes, ItemKey } from '../../lib/dynamodb/item.ts';
import { addonRef } from '../../lib/dynamodb/items/addon.ts';
import { customerRef } from '../../lib/dynamodb/items/customer.ts';
import { licenseRef } from '../../lib/dynamodb/items/license.ts';
import { productOfferingRef } from '../../lib/dynamodb/items/product-offering.ts';
import { subscriptionRef } from '../../lib/dynamodb/items/subscription.ts';
import { tenantRef } from '../../lib/dynamodb/items/tenant.ts';
import { recordRef } from '../../lib/idempotency/idempotency-record.ts';
import { haveOneOfEach } from '../support/refused-requests.ts';
import { useEngine } from '../support/test-engine.ts';
import { type SendOptions, useWorld } from '../support/test-world.ts';

const world = useWorld(useEngine());
const create: [OperationName, SendOptions] = [
  'createLicense',
  { idempotencyKey: 'k', body: { productOfferingId: 'offering', customerId: 'customer' } },
];
const cancel: [OperationName, SendOptions] = ['cancelLicense', { idempotencyKey: 'k', path: { licenseId: 'license' } }];
const read: [OperationName, SendOptions] = ['getLicense', { path: { licenseId: 'license' } }];
const subscription = { path: { subscriptionId: 'subscription' } };

const keyLocation = () => apiKeyRef(world.tenantId, parseApiKey(world.apiKey)?.keyId ?? '');

const cases: [string, () => ItemKey, ItemAttributes, [OperationName, SendOptions]][] = [
  [
    'a license of an unknown schedule',
    () => licenseRef(world.tenantId, 'license'),
    { cancellationSchedule: 'SOON' },
    cancel,
  ],
  ['a license with metadata that is no JSON', () => licenseRef(world.tenantId, 'license'), { metadata: '{"a":' }, read],
  ['a license with details that are no object', () => licenseRef(world.tenantId, 'license'), { details: '[1]' }, read],
  ['a license without a version', () => licenseRef(world.tenantId, 'license'), { version: undefined }, cancel],
  ['a customer without a name', () => customerRef(world.tenantId, 'customer'), { name: undefined }, create],
  ['an offering with an odd price', () => productOfferingRef(world.tenantId, 'offering'), { price: 'free' }, create],
  [
    'a subscription of an odd status',
    () => subscriptionRef(world.tenantId, 'subscription'),
    { status: 'ODD' },
    ['getSubscription', subscription],
  ],
  [
    'an add-on that was added never',
    () => addonRef(world.tenantId, 'subscription', 'addon-offering'),
    { addedAt: 5 },
    ['listAddons', subscription],
  ],
  ['a tenant without a time zone', () => tenantRef(world.tenantId), { timeZone: undefined }, read],
  ['a tenant of a time zone that is not', () => tenantRef(world.tenantId), { timeZone: 'Mars/Olympus' }, cancel],
  ['an API key with half a hash', keyLocation, { hash: 'abc' }, read],
];

describe('a stored item that does not parse', () => {
  beforeEach(() => haveOneOfEach(world));

  it.each(cases)(
    'is a 500 that tells the log where, and the client nothing: %s',
    async (_case, at, set, [operation, send]) => {
      await world.overwrite(at(), set);
      const before = await world.items();
      const { status, json } = await world.call(operation, send);
      expect(status).toBe(500);
      expect(json).toEqual({
        message: 'An internal error occurred; nothing was changed.',
        code: 'INTERNAL_ERROR',
        hint: expect.stringContaining('X-Request-Id'),
        docs: '/docs#description/internal_error',
      });
      expect(world.lastReport).toMatchObject({ outcome: 'failed', cause: expect.any(Error) });
      expect(await world.items()).toEqual(before);
      expect(await world.records()).toEqual([]);
    },
  );

  it('is logged with its table and item key, without its content', async () => {
    await world.overwrite(licenseRef(world.tenantId, 'license'), { cancellationSchedule: 'SOON' });
    await world.call(...read);
    const { message } = world.lastReport.cause as Error;
    expect(message).toContain(`"pk":"${world.tenantId}#license#license"`);
    expect(message).toContain('cancellationSchedule');
    expect(message).not.toContain('Ada');
  });

  it('that is an idempotency record returns a 500, too, and has no effect', async () => {
    await world.call(...create);
    await world.overwrite(recordRef(world.tenantId, 'k'), { status: 'fine' });
    expect((await world.call(...create)).status).toBe(500);
    expect((await world.licenses()).map(item => item.licenseId)).toHaveLength(2);
  });

  it('does not affect requests that do not read it', async () => {
    await world.overwrite(customerRef(world.tenantId, 'customer'), { name: undefined });
    expect((await world.call(...read)).status).toBe(200);
  });
});
