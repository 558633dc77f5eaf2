import type { OperationName } from '../../../functions/endpoints.ts';
import { type Endpoint, isCommandEndpoint } from '../../../lib/contract/endpoint.ts';
import { UserError } from '../../../lib/user-error.ts';
import { endpointsByName } from '../../support/operations.ts';

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
  endpoint: endpointsByName.createLicense,
  path: {},
  body,
  ...options,
});
const cancelRequest = (name: string, body?: string, options: Partial<SimulatedRequest> = {}): SimulatedRequest => ({
  name: `cancel ${name}`,
  endpoint: endpointsByName.cancelLicense,
  path: { licenseId: 'license' },
  ...(body !== undefined && { body }),
  ...options,
});
const cancelAddonRequest = (name: string, offering: string, otherFields = ''): SimulatedRequest => ({
  name: `cancel add-on ${name}`,
  endpoint: endpointsByName.cancelAddon,
  path: { subscriptionId: 'subscription' },
  body: `{"productOfferingId":"${offering}"${otherFields}}`,
});

const pathsByName = {
  licenseId: { licenseId: 'license' },
  subscriptionId: { subscriptionId: 'subscription' },
  orderId: { orderId: 'order' },
};
/** A request about the one license, subscription or order of its tenant. */
const resourceRequest = (name: string, operation: OperationName, body?: object): SimulatedRequest => {
  const endpoint = endpointsByName[operation];
  const [parameter] = Object.keys(endpoint.pathParameters.shape);
  return {
    name,
    endpoint,
    path: { ...(parameter !== undefined && pathsByName[parameter as keyof typeof pathsByName]) },
    ...(body && { body: JSON.stringify(body) }),
  };
};

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
  resourceRequest('undo the cancellation of the license', 'undoLicenseCancellation'),
  resourceRequest('update the license', 'updateLicense', { metadata: { updated: true } }),
  resourceRequest('change the offering now', 'changeLicenseOffering', { productOfferingId: 'premium' }),
  resourceRequest('change the offering in February', 'changeLicenseOffering', {
    productOfferingId: 'premium',
    scheduledAt: '2024-02-01',
  }),
  resourceRequest('undo the change of the offering', 'undoOfferingChange'),
  resourceRequest('add add-on three', 'addAddon', { productOfferingId: 'three' }),
  resourceRequest('add add-on one again', 'addAddon', { productOfferingId: 'one' }),
  resourceRequest('undo the cancellation of add-on one', 'undoAddonCancellation', { productOfferingId: 'one' }),
  resourceRequest('create an order', 'createOrder', {
    customerId: 'customer',
    lineItems: [{ lineItemId: 'seat', type: 'LICENSE', productOfferingId: 'offering' }],
  }),
  resourceRequest('submit the order', 'submitOrder', {}),
  resourceRequest('cancel the order', 'cancelOrder', {}),
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
  { name: 'read the license', endpoint: endpointsByName.getLicense, path: { licenseId: 'license' } },
  resourceRequest('read the order', 'getOrder'),
  {
    name: 'read the subscription',
    endpoint: endpointsByName.getSubscription,
    path: { subscriptionId: 'subscription' },
  },
];

/** Requires a request for every command of functions/endpoints.ts. @throws UserError */
export function requireAllCommands(requests: readonly SimulatedRequest[]): void {
  const simulated = new Set(requests.map(({ endpoint }) => endpoint.operation));
  for (const [operation, endpoint] of Object.entries(endpointsByName)) {
    if (!isCommandEndpoint(endpoint) || endpoint.auth || simulated.has(operation)) continue;
    throw new UserError(
      `The simulation sends no ${operation}: add a request to test/prove/simulation/simulated-requests.ts.`,
    );
  }
}
