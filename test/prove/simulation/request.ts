import { endpoint as cancelAddon } from '../../../functions/cancel-addon/endpoint.ts';
import { endpoint as cancelLicense } from '../../../functions/cancel-license/endpoint.ts';
import { endpoint as createLicense } from '../../../functions/create-license/endpoint.ts';
import { endpoint as getLicense } from '../../../functions/get-license/endpoint.ts';
import { endpoint as getSubscription } from '../../../functions/get-subscription/endpoint.ts';
import type { Endpoint } from '../../../lib/schemas/endpoint.ts';

/** Something that a client may want. */
export interface Request {
  /** What the trace calls it. */
  name: string;
  endpoint: Endpoint;
  path: Record<string, string>;
  body?: string;
  /** Whatever is stored, it can never be done: the only thing that may be said to it, if it is looked at. */
  hopeless?: 'MALFORMED_JSON' | 'VALIDATION_ERROR' | 'license_not_found' | 'customer_not_found';
}

const create = (name: string, body: string, more: Partial<Request> = {}): Request => ({
  name: `create ${name}`,
  endpoint: createLicense,
  path: {},
  body,
  ...more,
});
const cancel = (name: string, body?: string, more: Partial<Request> = {}): Request => ({
  name: `cancel ${name}`,
  endpoint: cancelLicense,
  path: { licenseId: 'license' },
  ...(body !== undefined && { body }),
  ...more,
});
const drop = (name: string, offering: string, more = ''): Request => ({
  name: `drop ${name}`,
  endpoint: cancelAddon,
  path: { subscriptionId: 'subscription' },
  body: `{"productOfferingId":"${offering}"${more}}`,
});

const order = '"productOfferingId":"offering","customerId":"customer"';

/** Those that write come first; what is cancelled on a day comes before, on and after it. */
export const requests: readonly Request[] = [
  create('a license', `{${order}}`),
  create('a license, spaced', `{ ${order} }`),
  create('a license, marked', `{${order},"metadata":{"mark":1}}`),
  create('a license for tomorrow', `{${order},"scheduledAt":"2024-01-16"}`),
  cancel('it now'),
  cancel('it tomorrow', '{"scheduledAt":"2024-01-16","metadata":{"tomorrow":true}}'),
  cancel('it in March', '{"scheduledAt":"2024-03-01","metadata":{"march":true}}'),
  drop('one now', 'one'),
  drop('one in March', 'one', ',"scheduledAt":"2024-03-01","metadata":{"march":true}'),
  drop('two in April', 'two', ',"scheduledAt":"2024-04-01"'),
  create('for nobody', '{"productOfferingId":"offering","customerId":"nobody"}', { hopeless: 'customer_not_found' }),
  cancel('nothing', undefined, { path: { licenseId: 'nothing' }, hopeless: 'license_not_found' }),
  create('half', '{"productOfferingId":', { hopeless: 'MALFORMED_JSON' }),
  create('yesterday', `{${order},"scheduledAt":"2024-01-10"}`, { hopeless: 'VALIDATION_ERROR' }),
  { name: 'read the license', endpoint: getLicense, path: { licenseId: 'license' } },
  { name: 'read the subscription', endpoint: getSubscription, path: { subscriptionId: 'subscription' } },
];
