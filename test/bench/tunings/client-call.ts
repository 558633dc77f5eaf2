import { Readable } from 'node:stream';
import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import { createClient, sendCommand } from '../../../lib/dynamodb/client.ts';
import { marshallItem } from '../../../lib/dynamodb/marshall-item.ts';

/* One call of a replay through the client, without a network: the transport returns the same response at once. */

const record = {
  pk: 'acme#00000000-0000-4000-8000-000000000000',
  fingerprint: '0'.repeat(64),
  fingerprintVersion: 1,
  requestId: '00000000-0000-4000-8000-000000000000',
  status: 201,
  headers: { 'Content-Type': 'application/json', Location: '/licenses/00000000-0000-4000-8000-000000000000' },
  body: JSON.stringify({ licenseId: '00000000-0000-4000-8000-000000000000', status: 'ACTIVE', name: 'x'.repeat(400) }),
  expiresAt: 1_700_000_000,
};
const apiKey = { tenantId: 'acme', keyId: 'a', hash: '0'.repeat(64), scopes: ['licenses:read', 'licenses:write'] };
const tenant = { pk: 'acme#tenant', sk: 'tenant', tenantId: 'acme', mode: 'live', timeZone: 'UTC', version: 1 };
const customer = { pk: 'acme#customer#customer', sk: 'customer', customerId: 'customer', name: 'Ada Ltd', version: 1 };
const found = { idempotency: [record], 'api-keys': [apiKey], connect: [tenant, customer] };
const Responses = Object.fromEntries(Object.entries(found).map(([table, items]) => [table, items.map(marshallItem)]));
const response = JSON.stringify({ Responses, UnprocessedKeys: {} });

const client = createClient({
  endpoint: 'https://dynamodb.eu-central-1.amazonaws.com',
  region: 'eu-central-1',
  credentials: { accessKeyId: 'an-id', secretAccessKey: 'a-secret', sessionToken: 'a-token'.repeat(100) },
  requestHandler: {
    handle: async () => ({ response: { statusCode: 200, headers: {}, body: Readable.from([response]) } }),
  },
});

export async function callClient(): Promise<void> {
  const command = new BatchGetCommand({
    RequestItems: {
      idempotency: { Keys: [{ pk: record.pk }], ConsistentRead: true },
      'api-keys': { Keys: [{ tenantId: 'acme', keyId: 'a' }], ConsistentRead: true },
      connect: { Keys: [tenant, customer].map(({ pk, sk }) => ({ pk, sk })), ConsistentRead: true },
    },
  });
  const options = { abortSignal: AbortSignal.timeout(2000), beforeSending() {} };
  const { Responses: read } = await sendCommand(client, command, options);
  if (read?.connect?.length !== 2) throw new Error('The client lost items.');
}
