import type { KeysAndAttributes } from '@aws-sdk/client-dynamodb';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';

export const floorTables = {
  connect: process.env.CONNECT_TABLE ?? '',
  idempotency: process.env.IDEMPOTENCY_TABLE ?? '',
  apiKeys: process.env.API_KEYS_TABLE ?? '',
};

export function readFloorApiKey(event: APIGatewayProxyEvent): { tenantId: string; keyId: string } {
  const [, , tenantId = '', keyId = ''] = event.multiValueHeaders['X-API-Key']?.[0]?.split('_') ?? [];
  return { tenantId, keyId };
}

/** Creates the read of a request: the API key, its tenant, and further items of the tenant. */
export const createFloorReadRequest = (
  tenantId: string,
  keyId: string,
  needed: [string, string][],
): Record<string, KeysAndAttributes> => ({
  [floorTables.apiKeys]: { Keys: [{ tenantId: { S: tenantId }, keyId: { S: keyId } }], ConsistentRead: true },
  [floorTables.connect]: {
    Keys: [['tenant', 'tenant'], ...needed].map(([pk, sk]) => ({
      pk: { S: `${tenantId}#${pk}` },
      sk: { S: sk ?? '' },
    })),
    ConsistentRead: true,
  },
});

export const createFloorResponse = (statusCode: number, body: string): APIGatewayProxyResult => ({
  statusCode,
  headers: { 'Content-Type': 'application/json' },
  body,
});
