import { describeGet, describePost, type RecordedRequest, type RequestOptions } from '../request.ts';

const order = { productOfferingId: 'seat', customerId: 'customer', metadata: { test: 'idempotency' } };
const create = (title: string, body: object | string, options: RequestOptions): RecordedRequest =>
  describePost(`idempotency: ${title}`, '/licenses', body, options);
const dayOrder = { ...order, scheduledAt: '2024-01-15' };
const first = { idempotencyKey: 'first' };
const alias = (name: string): RequestOptions => ({ headers: [['Idempotency-Key', name]] });

export const idempotencyRequests: RecordedRequest[] = [
  create('first use', order, { ...first, saveAs: 'kept' }),
  create('replay', order, first),
  create('replay with another API key of the tenant', order, { ...first, apiKey: 'second' }),
  create('replay under the other name', order, alias('first')),
  create('replay under both names', order, { ...first, ...alias('first') }),
  create('replay without the scope', order, { ...first, apiKey: 'read' }),
  create('another body', { ...order, metadata: {} }, first),
  create('another body by white space', JSON.stringify(order, null, 1), first),
  create('a body that is not valid', '{', first),
  describePost('idempotency: another query', '/licenses?x=1', order, first),
  describePost('idempotency: another operation', '/licenses/<kept.licenseId>/cancel', undefined, first),
  create('the same key in another tenant', order, { ...first, apiKey: 'other' }),
  describePost('idempotency: first cancel', '/licenses/<kept.licenseId>/cancel', undefined, {
    idempotencyKey: 'cancel',
  }),
  describePost('idempotency: replay of a cancel', '/licenses/<kept.licenseId>/cancel', undefined, {
    idempotencyKey: 'cancel',
  }),
  create('replay after the license was cancelled', order, first),
  create('first 404', { ...order, customerId: 'unknown' }, { idempotencyKey: 'rejected' }),
  create('replay of a 404', { ...order, customerId: 'unknown' }, { idempotencyKey: 'rejected' }),
  describePost('idempotency: first 409', '/licenses/<kept.licenseId>/cancel', undefined, {
    idempotencyKey: 'conflict',
  }),
  describePost('idempotency: replay of a 409', '/licenses/<kept.licenseId>/cancel', undefined, {
    idempotencyKey: 'conflict',
  }),
  create('a 400 is not kept', { ...order, scheduledAt: '2024-01-01' }, { idempotencyKey: 'refused' }),
  create('the key of a 400 is free', order, { idempotencyKey: 'refused' }),
  create('a day that is today', dayOrder, { idempotencyKey: 'day' }),
  create('a key of 256 characters', order, { idempotencyKey: '!~'.repeat(128) }),
  create('a key of 257 characters', order, { idempotencyKey: 'k'.repeat(257) }),
  create('an empty key', order, { idempotencyKey: '' }),
  create('a key with a space', order, { idempotencyKey: 'two words' }),
  create('a key with an umlaut', order, { idempotencyKey: 'ü' }),
  create('a quoted key under the other name', order, alias('"first"')),
  create('an invalid key under the other name', order, alias('two words')),
  create('two different keys', order, { ...first, ...alias('second') }),
  create('a key that is sent twice', order, { ...first, headers: [['x-idempotency-key', 'first']] }),
  create('a key that is sent twice under the other name', order, {
    headers: [
      ['Idempotency-Key', 'first'],
      ['idempotency-key', 'first'],
    ],
  }),
  describePost(
    'idempotency: an add-on',
    '/subscriptions/subscription/addons/cancel',
    { productOfferingId: 'addon-music' },
    {
      idempotencyKey: 'addon',
    },
  ),
  describePost(
    'idempotency: replay of an add-on',
    '/subscriptions/subscription/addons/cancel',
    { productOfferingId: 'addon-music' },
    {
      idempotencyKey: 'addon',
    },
  ),
];

/** Requests at later times, when scheduled changes are in effect and stored responses have expired. */
export const laterRequests: RecordedRequest[] = [
  describePost(
    'later: on a day that is over in the time zone of the tenant',
    '/licenses/license-active/cancel',
    { scheduledAt: '2024-01-15' },
    {
      at: '2024-01-15T23:30:00.000Z',
    },
  ),
  create('replay of a day that is past by now', dayOrder, { idempotencyKey: 'day', at: '2024-01-16T09:00:00.000Z' }),
  create('the same day with a new key', dayOrder, { idempotencyKey: 'new' }),
  create('the same key after its response expired', order, { ...first, at: '2024-01-17T12:00:00.000Z' }),
  describeGet('later: an API key that has expired since', '/licenses/license-active', { apiKey: 'expiring' }),
  describeGet('later: a license has begun', '/licenses/<later.licenseId>', { at: '2024-02-10T12:00:00.000Z' }),
  describeGet('later: an add-on has begun', '/subscriptions/subscription'),
  describeGet('later: a license has ended', '/licenses/<renewal.licenseId>', { at: '2024-03-20T12:00:00.000Z' }),
  describePost('later: cancel a license that has ended', '/licenses/<renewal.licenseId>/cancel'),
  describeGet('later: an imported license with its pending product offering', '/licenses/license-changing'),
  describeGet('later: all add-ons', '/subscriptions/subscription/addons'),
  describeGet('later: a filter by status', '/licenses?status=CANCELLED&customerId=customer'),
];
