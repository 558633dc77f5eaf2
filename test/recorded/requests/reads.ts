import { describeGet, type RecordedRequest } from '../request.ts';

export const readRequests: RecordedRequest[] = [
  ...['active', 'paused', 'blocked', 'pending', 'cancelled', 'changing', 'theirs'].map(name =>
    describeGet(`get license: ${name}`, `/licenses/license-${name}`),
  ),
  describeGet('get license: unknown', '/licenses/unknown'),
  describeGet('get license: with the API key of another tenant', '/licenses/license-theirs', { apiKey: 'other' }),
  describeGet('get license: where billing is managed', '/licenses/license-billed', { apiKey: 'billing' }),
  describeGet('get license: a slash at the end', '/licenses/license-active/'),
  describeGet('get license: an escaped letter', '/licenses/license%2Dactive'),
  describeGet('get license: an escaped slash', '/licenses/license%2Factive'),
  describeGet('get license: an id of 65 characters', `/licenses/${'l'.repeat(65)}`),
  describeGet('get license: an unknown query parameter', '/licenses/license-active?expand=customer'),
  describeGet('get license: an idempotency key is ignored', '/licenses/license-active', {
    idempotencyKey: 'two words',
  }),
  ...['subscription', 'subscription-bare', 'subscription-full', 'subscription-cancelled', 'subscription-theirs'].map(
    id => describeGet(`get subscription: ${id}`, `/subscriptions/${id}`),
  ),
  describeGet('get subscription: an id that is not one', '/subscriptions/%C3%BC'),
  describeGet('get subscription: an unknown query parameter', '/subscriptions/subscription?limit=1'),
  ...[
    '',
    '?status=ACTIVE',
    '?status=CANCELLED&status=EXPIRED',
    '?status=PENDING',
    '?status=LIVELY',
    '?statuss=ACTIVE',
  ].map(query => describeGet(`list add-ons: ${query || 'all'}`, `/subscriptions/subscription/addons${query}`)),
  describeGet('list add-ons: of a subscription without any', '/subscriptions/subscription-bare/addons'),
  describeGet('list add-ons: of an unknown subscription', '/subscriptions/unknown/addons'),
  ...['seat', 'seat-bound', 'seat-archived', 'mobile', 'addon-data', 'unknown', 'a%20b'].map(id =>
    describeGet(`get product offering: ${id}`, `/product-offerings/${id}`),
  ),
  describeGet('get product offering: of another tenant', '/product-offerings/seat', { apiKey: 'other' }),
];
