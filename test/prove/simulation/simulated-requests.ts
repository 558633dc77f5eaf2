import { endpoint as cancelAddon } from '../../../functions/cancel-addon/endpoint.ts';
import { endpoint as cancelLicense } from '../../../functions/cancel-license/endpoint.ts';
import { endpoint as createLicense } from '../../../functions/create-license/endpoint.ts';
import { endpoint as getLicense } from '../../../functions/get-license/endpoint.ts';
import { endpoint as getSubscription } from '../../../functions/get-subscription/endpoint.ts';
import type { Endpoint } from '../../../lib/contract/endpoint.ts';

/** Something that a client may want. */
export interface SimulatedRequest {
  /** What the trace calls it. */
  name: string;
  endpoint: Endpoint;
  path: Record<string, string>;
  body?: string;
  /** Whatever is stored, it can never be done: the only thing that may be said to it, if it is looked at. */
  expectedError?: 'MALFORMED_JSON' | 'VALIDATION_ERROR' | 'license_not_found' | 'customer_not_found';
}

const createRequest = (name: string, body: string, more: Partial<SimulatedRequest> = {}): SimulatedRequest => ({
  name: `create ${name}`,
  endpoint: createLicense,
  path: {},
  body,
  ...more,
});
const cancelRequest = (name: string, body?: string, more: Partial<SimulatedRequest> = {}): SimulatedRequest => ({
  name: `cancel ${name}`,
  endpoint: cancelLicense,
  path: { licenseId: 'license' },
  ...(body !== undefined && { body }),
  ...more,
});
const cancelAddonRequest = (name: string, offering: string, more = ''): SimulatedRequest => ({
  name: `drop ${name}`,
  endpoint: cancelAddon,
  path: { subscriptionId: 'subscription' },
  body: `{"productOfferingId":"${offering}"${more}}`,
});

const order = '"productOfferingId":"offering","customerId":"customer"';

/** Those that write come first; what is cancelled on a day comes before, on and after it. */
export const simulatedRequests: readonly SimulatedRequest[] = [
  createRequest('a license', `{${order}}`),
  createRequest('a license, spaced', `{ ${order} }`),
  createRequest('a license, marked', `{${order},"metadata":{"mark":1}}`),
  createRequest('a license for tomorrow', `{${order},"scheduledAt":"2024-01-16"}`),
  cancelRequest('it now'),
  cancelRequest('it tomorrow', '{"scheduledAt":"2024-01-16","metadata":{"tomorrow":true}}'),
  cancelRequest('it in March', '{"scheduledAt":"2024-03-01","metadata":{"march":true}}'),
  cancelAddonRequest('one now', 'one'),
  cancelAddonRequest('one in March', 'one', ',"scheduledAt":"2024-03-01","metadata":{"march":true}'),
  cancelAddonRequest('two in April', 'two', ',"scheduledAt":"2024-04-01"'),
  createRequest('for nobody', '{"productOfferingId":"offering","customerId":"nobody"}', {
    expectedError: 'customer_not_found',
  }),
  cancelRequest('nothing', undefined, { path: { licenseId: 'nothing' }, expectedError: 'license_not_found' }),
  createRequest('half', '{"productOfferingId":', { expectedError: 'MALFORMED_JSON' }),
  createRequest('yesterday', `{${order},"scheduledAt":"2024-01-10"}`, { expectedError: 'VALIDATION_ERROR' }),
  { name: 'read the license', endpoint: getLicense, path: { licenseId: 'license' } },
  { name: 'read the subscription', endpoint: getSubscription, path: { subscriptionId: 'subscription' } },
];
