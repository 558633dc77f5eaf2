import { describeGet, describePost, type RecordedRequest } from '../request.ts';

const cancel = (title: string, subscriptionId: string, body?: object): RecordedRequest =>
  describePost(`cancel add-on: ${title}`, `/subscriptions/${subscriptionId}/addons/cancel`, body);

export const cancelAddonRequests: RecordedRequest[] = [
  cancel('on a day, with every field', 'subscription', {
    productOfferingId: 'addon-data',
    scheduledAt: '2024-02-29',
    reason: 'No longer needed',
    metadata: { size: null, by: 'Jana' },
  }),
  cancel('on another day', 'subscription', { productOfferingId: 'addon-data', scheduledAt: '2024-02-10' }),
  cancel('now, by default', 'subscription', { productOfferingId: 'addon-data', reason: 'At once' }),
  cancel('already cancelled', 'subscription', { productOfferingId: 'addon-data' }),
  cancel('expired', 'subscription', { productOfferingId: 'addon-old' }),
  cancel('at a renewal', 'subscription', { productOfferingId: 'addon-roaming' }),
  cancel('a pending one on a day', 'subscription', { productOfferingId: 'addon-music', scheduledAt: '2024-03-31' }),
  cancel('of a blocked subscription', 'subscription-full', {
    productOfferingId: 'addon-data',
    scheduledAt: '2024-01-15',
  }),
  cancel('one that never was', 'subscription-bare', { productOfferingId: 'addon-data' }),
  cancel('of an unknown product offering', 'subscription', { productOfferingId: 'unknown' }),
  cancel('of an unknown subscription', 'unknown', { productOfferingId: 'addon-data' }),
  cancel('of a subscription of another tenant', 'subscription-theirs', { productOfferingId: 'addon-data' }),
  cancel('no body', 'subscription'),
  cancel('a past day', 'subscription', { productOfferingId: 'addon-music', scheduledAt: '2000-01-01' }),
  cancel('a day before 2000', 'subscription', { productOfferingId: 'addon-music', scheduledAt: '1999-12-31' }),
  cancel('an empty and a misspelt field', 'subscription', {
    productOfferingId: 'addon-music',
    reason: '',
    Reason: 'x',
  }),
  cancel('a reason that is too long', 'subscription', { productOfferingId: 'addon-music', reason: 'x'.repeat(501) }),
  describeGet('get subscription: after its add-ons were cancelled', '/subscriptions/subscription'),
  describeGet('list add-ons: after they were cancelled', '/subscriptions/subscription/addons'),
];
