import { randomUUID } from 'node:crypto';
import type { ConnectClient } from '../../../client/src/connect-client.ts';
import { endpoints } from '../../../functions/endpoints.ts';
import { type Endpoint, fillPath } from '../../../lib/contract/endpoint.ts';
import { allScopes, sensitiveScopes } from '../../../lib/contract/scope.ts';
import { smokeFixtures } from '../../../tools/local/smoke-fixtures.ts';
import { readExamples } from '../../../tools/openapi/examples.ts';
import type { NamedCheck } from '../named-checks.ts';
import type { OwnerSession } from './owner-session.ts';

/** A request of an example. Its resources need not exist. */
interface ExampleRequest {
  path?: Record<string, string> | undefined;
  query?: Record<string, string[]> | undefined;
  body?: object | undefined;
}

interface ApiClients {
  url: string;
  portal: OwnerSession;
  connect: ConnectClient;
}

/** Checks of the API's endpoints that the smoke test has not, for the permissions that each function needs only then. */
export const listApiChecks = ({ url, portal, connect }: ApiClients): NamedCheck[] => [
  [
    'every endpoint records the first use of an API key',
    async () => {
      for (const endpoint of endpoints) {
        const body = { scopes: [allScopes, ...sensitiveScopes] };
        const { secret } = await portal.call('/portal/api-keys', 200, { body });
        for (const example of listRequests(endpoint))
          await callExample(url, endpoint, example, { 'X-API-Key': secret });
      }
    },
  ],
  [
    'every endpoint accepts a portal session',
    async () => {
      for (const endpoint of endpoints)
        for (const example of listRequests(endpoint)) await callExample(url, endpoint, example, portal.headers);
    },
  ],
  [
    'an order adds an add-on',
    async () => {
      const { customerId, subscriptionId, extraAddonOfferingId: productOfferingId } = smokeFixtures;
      const addon = { lineItemId: 'addon', type: 'SUBSCRIPTION_ADDON' as const, subscriptionId, productOfferingId };
      const created = await connect.POST('/orders', { body: { customerId, lineItems: [addon] } });
      const path = { orderId: created.data?.orderId ?? '' };
      const { error } = await connect.POST('/orders/{orderId}/submit', { params: { path }, body: {} });
      if (error) throw new Error(`The order was not submitted: ${error.code}`);
    },
  ],
  ['the API is healthy', async () => void (await portal.call('/health', 200))],
];

/** A list without filters uses another index. */
const listRequests = (endpoint: Endpoint): ExampleRequest[] => [
  ...Object.values(readExamples(endpoint)),
  ...('limit' in endpoint.query.shape ? [{}] : []),
];

/** @throws Error if the caller is refused or the function fails */
async function callExample(
  url: string,
  { method, path, operation }: Endpoint,
  { path: parameters = {}, query = {}, body }: ExampleRequest,
  caller: Record<string, string>,
): Promise<void> {
  const parts = Object.entries(query).flatMap(([name, values]) =>
    values.map((value): [string, string] => [name, value]),
  );
  const response = await fetch(`${url}${fillPath(path, parameters)}?${new URLSearchParams(parts)}`, {
    method,
    headers: { ...caller, 'X-Idempotency-Key': randomUUID(), ...(body && { 'Content-Type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  // The resources of the examples do not exist here.
  if (![200, 201, 404].includes(response.status)) throw new Error(`${operation}: ${response.status} ${text}`);
}
