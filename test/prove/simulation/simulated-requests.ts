import { endpoint as cancelAddon } from '../../../functions/cancel-addon/endpoint.ts';
import { endpoint as cancelLicense } from '../../../functions/cancel-license/endpoint.ts';
import { endpoint as createLicense } from '../../../functions/create-license/endpoint.ts';
import { endpoint as getLicense } from '../../../functions/get-license/endpoint.ts';
import { endpoint as getSubscription } from '../../../functions/get-subscription/endpoint.ts';
import type { Endpoint } from '../../../lib/contract/endpoint.ts';

/** A request that a simulated client can send. */
export interface SimulatedRequest {
  /** Name in the trace. */
  name: string;
  endpoint: Endpoint;
  path: Record<string, string>;
  body?: string;
  /** Only error code that is correct after authentication, because no stored state lets the request succeed. */
  expectedError?: 'MALFORMED_JSON' | 'VALIDATION_ERROR' | 'license_not_found' | 'customer_not_found';
}

const createRequest = (name: string, body: string, options: Partial<SimulatedRequest> = {}): SimulatedRequest => ({
  name: `create ${name}`,
  endpoint: createLicense,
  path: {},
  body,
  ...options,
});
const cancelRequest = (name: string, body?: string, options: Partial<SimulatedRequest> = {}): SimulatedRequest => ({
  name: `cancel ${name}`,
  endpoint: cancelLicense,
  path: { licenseId: 'license' },
  ...(body !== undefined && { body }),
  ...options,
});
const cancelAddonRequest = (name: string, offering: string, otherFields = ''): SimulatedRequest => ({
  name: `cancel add-on ${name}`,
  endpoint: cancelAddon,
  path: { subscriptionId: 'subscription' },
  body: `{"productOfferingId":"${offering}"${otherFields}}`,
});

const order = '"productOfferingId":"offering","customerId":"customer"';

/** Requests of simulated clients. The commands come first. Histories send them before, on and after the days that they name. */
export const simulatedRequests: readonly SimulatedRequest[] = [
  createRequest('a license', `{${order}}`),
  createRequest('a license, with a space', `{ ${order} }`),
  createRequest('a license, with metadata', `{${order},"metadata":{"mark":1}}`),
  createRequest('a license for tomorrow', `{${order},"scheduledAt":"2024-01-16"}`),
  cancelRequest('the license now'),
  cancelRequest('the license tomorrow', '{"scheduledAt":"2024-01-16","metadata":{"tomorrow":true}}'),
  cancelRequest('the license in March', '{"scheduledAt":"2024-03-01","metadata":{"march":true}}'),
  cancelAddonRequest('one now', 'one'),
  cancelAddonRequest('one in March', 'one', ',"scheduledAt":"2024-03-01","metadata":{"march":true}'),
  cancelAddonRequest('two in April', 'two', ',"scheduledAt":"2024-04-01"'),
  createRequest('a license for an unknown customer', '{"productOfferingId":"offering","customerId":"nobody"}', {
    expectedError: 'customer_not_found',
  }),
  cancelRequest('an unknown license', undefined, {
    path: { licenseId: 'nothing' },
    expectedError: 'license_not_found',
  }),
  createRequest('from a truncated body', '{"productOfferingId":', { expectedError: 'MALFORMED_JSON' }),
  createRequest('a license in the past', `{${order},"scheduledAt":"2024-01-10"}`, {
    expectedError: 'VALIDATION_ERROR',
  }),
  { name: 'read the license', endpoint: getLicense, path: { licenseId: 'license' } },
  { name: 'read the subscription', endpoint: getSubscription, path: { subscriptionId: 'subscription' } },
];
