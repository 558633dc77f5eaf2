import { beforeEach, describe, expect, it } from 'vitest';
import { apiKeyRef, readApiKey } from '../../lib/auth/api-key.ts';
import { recordRef } from '../../lib/command/record.ts';
import {
  addonRef,
  customerRef,
  licenseRef,
  productOfferingRef,
  subscriptionRef,
  tenantRef,
} from '../../lib/store/entity.ts';
import type { Item, Location } from '../../lib/store/item.ts';
import { useEngine } from '../support/engine.ts';
import { haveOneOfEach } from '../support/refusal.ts';
import { type OperationName, type Send, useWorld } from '../support/world.ts';

const world = useWorld(useEngine());
const create: [OperationName, Send] = [
  'createLicense',
  { key: 'k', body: { productOfferingId: 'offering', customerId: 'customer' } },
];
const cancel: [OperationName, Send] = ['cancelLicense', { key: 'k', path: { licenseId: 'license' } }];
const read: [OperationName, Send] = ['getLicense', { path: { licenseId: 'license' } }];
const subscription = { path: { subscriptionId: 'subscription' } };

const keyLocation = () => apiKeyRef(world.tenantId, readApiKey(world.apiKey)?.keyId ?? '');

const cases: [string, () => Location, Item, [OperationName, Send]][] = [
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
      await world.amend(at(), set);
      const before = await world.items();
      const { status, json } = await world.call(operation, send);
      expect(status).toBe(500);
      expect(json).toEqual({
        message: 'Something is wrong on our side; nothing was done.',
        code: 'INTERNAL_ERROR',
        hint: expect.stringContaining('X-Request-Id'),
      });
      expect(world.lastReport).toMatchObject({ outcome: 'failed', cause: expect.any(Error) });
      expect(await world.items()).toEqual(before);
      expect(await world.records()).toEqual([]);
    },
  );

  it('is named in the log by table and key, not by what is in it', async () => {
    await world.amend(licenseRef(world.tenantId, 'license'), { cancellationSchedule: 'SOON' });
    await world.call(...read);
    const { message } = world.lastReport.cause as Error;
    expect(message).toContain(`"pk":"${world.tenantId}#license#license"`);
    expect(message).toContain('cancellationSchedule');
    expect(message).not.toContain('Ada');
  });

  it('of an idempotency record is a 500 too, never another effect', async () => {
    await world.call(...create);
    await world.amend(recordRef(world.tenantId, 'k'), { status: 'fine' });
    expect((await world.call(...create)).status).toBe(500);
    expect((await world.licenses()).map(item => item.licenseId)).toHaveLength(2);
  });

  it('does not concern those who do not need it', async () => {
    await world.amend(customerRef(world.tenantId, 'customer'), { name: undefined });
    expect((await world.call(...read)).status).toBe(200);
  });
});
