import { describeGet, describePost, type RecordedRequest } from '../request.ts';

const order = { productOfferingId: 'seat', customerId: 'customer' };
const create = (title: string, body: object, saveAs?: string): RecordedRequest =>
  describePost(`create: ${title}`, '/licenses', body, saveAs === undefined ? {} : { saveAs });
const assigned = (title: string, assignedTo: object): RecordedRequest =>
  create(`assigned to ${title}`, { ...order, assignedTo });

export const createLicenseRequests: RecordedRequest[] = [
  create('as little as possible', order, 'seat'),
  describeGet('get: the license just created', '/licenses/<seat.licenseId>'),
  create('every field', {
    ...order,
    type: 'PBX',
    assignedTo: { type: 'SUBSCRIPTION', subscriptionId: 'subscription' },
    scheduledAt: '2024-01-15',
    metadata: { message: 'not a text of ours', 'ü 🙂': ['a', 1.5, null, { b: true }], removed: null, '2': 2, '1': 1 },
  }),
  create('on a later day', { ...order, scheduledAt: '2024-02-01' }, 'later'),
  create('on the last possible day', { ...order, scheduledAt: '2200-12-31' }),
  create('with bound months', { ...order, productOfferingId: 'seat-renewal' }, 'renewal'),
  create('with bound months and no billing cycle', { ...order, productOfferingId: 'seat-bound' }, 'bound'),
  create('without bound months or a billing cycle', { ...order, productOfferingId: 'seat-once' }, 'once'),
  create(
    'on a later day with bound months',
    {
      productOfferingId: 'seat-renewal',
      customerId: 'other-customer',
      scheduledAt: '2024-01-31',
    },
    'later-renewal',
  ),
  assigned('a subscription without a subscriber', { type: 'SUBSCRIPTION', subscriptionId: 'subscription-full' }),
  assigned('a subscriber', { type: 'SUBSCRIBER', subscriberId: 'subscriber' }),
  assigned('a user', { type: 'USER', userId: 'user' }),
  assigned('a customer', { type: 'CUSTOMER', customerId: 'customer' }),
  create('an unknown customer', { ...order, customerId: 'unknown' }),
  create('an unknown product offering', { ...order, productOfferingId: 'unknown' }),
  create('an unknown customer and product offering', { productOfferingId: 'unknown', customerId: 'unknown' }),
  create('a customer id with an invalid character', { ...order, customerId: 'recorded-other#customer' }),
  create('an archived product offering', { ...order, productOfferingId: 'seat-archived' }),
  create('a product offering of subscriptions', { ...order, productOfferingId: 'mobile' }),
  create('another type than the product offering has', { ...order, type: 'FAX' }),
  assigned('an unknown subscription', { type: 'SUBSCRIPTION', subscriptionId: 'unknown' }),
  assigned('an unknown subscriber', { type: 'SUBSCRIBER', subscriberId: 'unknown' }),
  assigned('an unknown user', { type: 'USER', userId: 'unknown' }),
  assigned('an unknown customer', { type: 'CUSTOMER', customerId: 'unknown' }),
  assigned('a subscription of another tenant', { type: 'SUBSCRIPTION', subscriptionId: 'subscription-theirs' }),
  assigned('a subscription of another customer', { type: 'SUBSCRIPTION', subscriptionId: 'subscription-bare' }),
  assigned('a user of another customer', { type: 'USER', userId: 'other-user' }),
  assigned('another customer', { type: 'CUSTOMER', customerId: 'other-customer' }),
  create('no field', {}),
  create('fields of wrong types', {
    productOfferingId: 5,
    customerId: null,
    type: [],
    assignedTo: 'user',
    metadata: [],
  }),
  create('fields of wrong forms', { productOfferingId: '', customerId: 'a b', type: '', scheduledAt: '1.2.2024' }),
  create('unknown fields', { ...order, scheduledat: '2024-03-01', constructor: 1 }),
  create('values that are too long', {
    productOfferingId: 'o'.repeat(65),
    customerId: 'customer',
    type: 't'.repeat(65),
  }),
  assigned('an unknown kind', { type: 'TEAM', teamId: 'team' }),
  assigned('nothing', {}),
  assigned('a user by the wrong field', { type: 'USER', customerId: 'customer' }),
  create('a past day', { ...order, scheduledAt: '2024-01-14' }),
  create('a day that does not exist', { ...order, scheduledAt: '2024-02-30' }),
  create('a day after 2200', { ...order, scheduledAt: '2201-01-01' }),
  describePost('create: where billing is managed', '/licenses', order, { apiKey: 'billing' }),
  describePost('create: in another tenant', '/licenses', order, { apiKey: 'other' }),
  describePost(
    'create: in a live tenant, today in its time zone',
    '/licenses',
    { ...order, scheduledAt: '2024-01-15' },
    {
      apiKey: 'live',
    },
  ),
  describePost('create: an unknown query parameter', '/licenses?dryRun=true', order),
];
