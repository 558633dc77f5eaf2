import type { ConnectClient } from '../../../client/src/connect-client.ts';
import { endpoints } from '../../../functions/endpoints.ts';
import type { Endpoint } from '../../../lib/contract/endpoint.ts';
import { allScopes, sensitiveScopes } from '../../../lib/contract/scope.ts';
import { smokeFixtures } from '../../../tools/local/smoke-fixtures.ts';
import { type OperationExample, readExamples } from '../../../tools/openapi/examples.ts';
import { sendExample } from '../../support/send-example.ts';
import type { NamedCheck } from '../named-checks.ts';
import type { OwnerSession } from './owner-session.ts';

interface ApiClients {
  url: string;
  portal: OwnerSession;
  connect: ConnectClient;
}

/** Calls of the API that use permissions which the smoke test does not use. */
export const listApiChecks = ({ url, portal, connect }: ApiClients): NamedCheck[] => [
  [
    'every endpoint records the first use of an API key',
    async () => {
      for (const endpoint of endpoints) {
        const body = { scopes: [allScopes, ...sensitiveScopes] };
        const { secret } = await portal.call('/portal/api-keys', 200, { body });
        const server = { baseUrl: url, caller: { 'X-API-Key': secret } };
        for (const example of listRequests(endpoint)) await callExample(server, endpoint, example);
      }
    },
  ],
  [
    'every endpoint accepts a portal session',
    async () => {
      const server = { baseUrl: url, caller: portal.headers };
      for (const endpoint of endpoints)
        for (const example of listRequests(endpoint)) await callExample(server, endpoint, example);
    },
  ],
  [
    'an order adds an add-on',
    async () => {
      const { customerId, subscriptionId, extraAddonOfferingId: productOfferingId } = smokeFixtures;
      const addon = { lineItemId: 'addon', type: 'SUBSCRIPTION_ADDON' as const, subscriptionId, productOfferingId };
      const { data: order, error } = await connect.POST('/orders', { body: { customerId, lineItems: [addon] } });
      if (!order) throw new Error(`The order was not created: ${error.code}`);
      const { orderId } = order;
      const submitted = await connect.POST('/orders/{orderId}/submit', { params: { path: { orderId } }, body: {} });
      if (submitted.error) throw new Error(`The order was not submitted: ${submitted.error.code}`);
      const path = { subscriptionId };
      const { data } = await connect.GET('/subscriptions/{subscriptionId}/addons', { params: { path } });
      if (!data?.items.some(item => item.productOffering.productOfferingId === productOfferingId))
        throw new Error(`The subscription has no add-on of ${productOfferingId}.`);
    },
  ],
  ['the API is healthy', async () => void (await portal.call('/health', 200))],
];

/** A list without filters uses another index. */
const listRequests = (endpoint: Endpoint): Partial<OperationExample>[] => [
  ...Object.values(readExamples(endpoint)),
  ...('limit' in endpoint.query.shape ? [{}] : []),
];

/** @throws Error if the caller is refused or the function fails */
async function callExample(
  server: { baseUrl: string; caller: Record<string, string> },
  endpoint: Endpoint,
  example: Partial<OperationExample>,
): Promise<void> {
  const { status, json } = await sendExample(server, endpoint, example);
  // The resources of the examples do not exist here.
  if (![200, 201, 404].includes(status)) throw new Error(`${endpoint.operation}: ${status} ${JSON.stringify(json)}`);
}
