import { createHash, timingSafeEqual } from 'node:crypto';
import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { ApiKey } from '../../../lib/auth/api-key.ts';
import type { Tenant } from '../../../lib/domain/tenant.ts';
import { HttpError } from './http-error.ts';
import { peerClient, peerTables } from './peer-clients.ts';

const apiKeyPattern = /^connect_(?:live|test)_([a-z0-9-]{1,32})_([0-9A-Za-z]{12})_[0-9A-Za-z]{49}$/;

/** Authenticates a request. It reads the API key and the tenant in one call, and nothing for a malformed API key. */
export async function authenticatePeerRequest(
  event: APIGatewayProxyEvent,
  scope: ApiKey['scopes'][number],
): Promise<Tenant> {
  const text = readPeerHeader(event, 'x-api-key') ?? '';
  const [, tenantId, keyId] = apiKeyPattern.exec(text) ?? [];
  if (tenantId === undefined || keyId === undefined) throw new HttpError(401, 'UNAUTHORIZED');
  const { Responses } = await peerClient.send(
    new BatchGetCommand({
      RequestItems: {
        [peerTables.apiKeys]: { Keys: [{ tenantId, keyId }] },
        [peerTables.connect]: { Keys: [{ pk: `${tenantId}#tenant`, sk: 'tenant' }] },
      },
    }),
  );
  const key = Responses?.[peerTables.apiKeys]?.[0] as ApiKey | undefined;
  const tenant = Responses?.[peerTables.connect]?.[0] as Tenant | undefined;
  const hash = createHash('sha256').update(text).digest();
  if (!key || !tenant || !timingSafeEqual(hash, Buffer.from(key.hash, 'hex'))) throw new HttpError(401, 'UNAUTHORIZED');
  if (!key.scopes.includes(scope)) throw new HttpError(403, 'FORBIDDEN');
  return tenant;
}

export function readPeerHeader(event: APIGatewayProxyEvent, name: string): string | undefined {
  return Object.entries(event.multiValueHeaders).find(([header]) => header.toLowerCase() === name)?.[1]?.[0];
}
