import type { MiddlewareObj } from '@middy/core';
import { parseApiKey } from '../auth/api-key.ts';
import { type Caller, createApiKeyCaller, createPortalCaller } from '../auth/caller.ts';
import { type Person, SigningKeysError, type TokenVerifier } from '../auth/token-verifier.ts';
import type { Endpoint } from '../contract/endpoint.ts';
import { TenantId } from '../contract/field-types.ts';
import type { FunctionEnvironment } from './environment.ts';
import { type RequestEvent, readHeaderValues } from './request-context.ts';
import { createHeaderError, RequestError } from './request-error.ts';

/**
 * Reads who calls: an API key (`X-API-Key`), or a portal session (`Authorization: Bearer` with `X-Tenant-Id`). Only the format and the
 * signature are checked here. The API key or the user is verified later, with the first read.
 */
export const requireCaller = (
  endpoint: Endpoint,
  environment: Pick<FunctionEnvironment, 'tokens'>,
): MiddlewareObj<RequestEvent> => ({
  async before({ event }) {
    const apiKeys = readHeaderValues(event, 'x-api-key');
    const token = readBearerToken(event);
    if (apiKeys.length > 1) throw createHeaderError('X-API-Key', 'must be sent only once');
    if (apiKeys.length > 0 && token !== undefined)
      throw createHeaderError('Authorization', 'cannot be sent together with X-API-Key; send only one of them');
    event.apiContext.caller =
      token === undefined
        ? readApiKeyCaller(endpoint, apiKeys[0])
        : await readPortalCaller(event, token, environment.tokens);
  },
});

/** Reads the person whom the access token names, before a tenant is known. @throws RequestError */
export async function readPerson(
  event: RequestEvent,
  { tokens }: Pick<FunctionEnvironment, 'tokens'>,
): Promise<{ person: Person; tokens: TokenVerifier }> {
  const token = readBearerToken(event);
  const person = tokens && token && (await verifyToken(() => tokens.verifyAccessToken(token)));
  if (!person) throw new RequestError('UNAUTHORIZED');
  return { person, tokens };
}

/** Reads the token of `Authorization: Bearer`. Other schemes are for proxies in front of the API, and are ignored. */
function readBearerToken(event: RequestEvent): string | undefined {
  const values = readHeaderValues(event, 'authorization');
  const tokens = values.flatMap(value => /^bearer +(\S+) *$/i.exec(value)?.[1] ?? []);
  if (tokens.length > 1) throw createHeaderError('Authorization', 'must be sent only once');
  return tokens[0];
}

function readApiKeyCaller({ auth }: Endpoint, text = ''): Caller {
  if (auth === 'portal')
    throw new RequestError('UNAUTHORIZED', [
      {
        message: 'requires a portal session; API keys are not accepted here',
        code: 'FIELD_REQUIRED',
        property: 'Authorization',
      },
    ]);
  const presented = parseApiKey(text);
  if (!presented) throw new RequestError('UNAUTHORIZED');
  return createApiKeyCaller(presented);
}

async function readPortalCaller(
  event: RequestEvent,
  token: string,
  tokens: TokenVerifier | undefined,
): Promise<Caller> {
  const person = tokens && (await verifyToken(() => tokens.verifyAccessToken(token)));
  if (!person) throw new RequestError('UNAUTHORIZED');
  const [tenantId, ...others] = readHeaderValues(event, 'x-tenant-id');
  if (others.length > 0) throw createHeaderError('X-Tenant-Id', 'must be sent only once');
  if (!TenantId.safeParse(tenantId).success || tenantId === undefined)
    throw createHeaderError('X-Tenant-Id', 'must name the tenant of the portal session');
  return createPortalCaller({ tenantId, userId: person.userId });
}

/** Reports signing keys that cannot be read as a failure of the service: the token may be valid. */
async function verifyToken<T>(verify: () => Promise<T>): Promise<T> {
  try {
    return await verify();
  } catch (error) {
    if (error instanceof SigningKeysError) throw new RequestError('SERVICE_UNAVAILABLE', undefined, error);
    throw error;
  }
}
