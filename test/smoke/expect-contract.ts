import { expect } from 'vitest';
import type * as z from 'zod';
import { type Endpoint, isCommandEndpoint, listEndpointErrors } from '../../lib/contract/endpoint.ts';
import { ErrorBody, type ErrorCode, errorCatalogue } from '../../lib/contract/errors.ts';
import type { SmokeHttpResponse } from './http-client.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Fails unless the contract allows an endpoint to return this response, whatever the request was.
 *
 * @param endpoint - undefined: there is no such route
 * @returns the parsed body
 */
export function expectContract(
  endpoint: Endpoint | undefined,
  response: SmokeHttpResponse,
  { basePath }: { basePath: string },
): { value: unknown } | { error: ErrorBody } {
  const { status, headers, json } = response;
  expect(headers.get('content-type'), 'header Content-Type').toBe('application/json');
  expect(headers.get('cache-control'), 'header Cache-Control').toBe('no-store');
  expect(headers.get('x-content-type-options'), 'header X-Content-Type-Options').toBe('nosniff');
  expect(headers.get('x-request-id') ?? '', 'header X-Request-Id').toMatch(uuid);
  const replayedValues = endpoint && isCommandEndpoint(endpoint) ? [null, 'true'] : [null];
  expect(headers.get('idempotent-replayed'), 'header Idempotent-Replayed').toBeOneOf(replayedValues);
  if (json === undefined) expect.fail(response.bytes.toString('utf8'), 'JSON', 'body');
  if (status >= 400) return { error: expectError(endpoint, response) };

  expect(status, 'status').toBe(endpoint?.success.status ?? 404);
  const value = expectBody(endpoint?.success.schema, json);
  const location = status === 201 ? toLocation(value, basePath) : null;
  expect(headers.get('location'), 'header Location').toBe(location);
  return { value };
}

/** A new license or order has a path of its own. A new add-on is in the list of its subscription. */
function toLocation(value: unknown, basePath: string): string {
  const { licenseId, orderId, subscriptionId } = value as Record<string, unknown>;
  if (licenseId !== undefined) return `${basePath}/licenses/${licenseId}`;
  return orderId === undefined ? `${basePath}/subscriptions/${subscriptionId}/addons` : `${basePath}/orders/${orderId}`;
}

function expectError(endpoint: Endpoint | undefined, { status, headers, json }: SmokeHttpResponse): ErrorBody {
  const error = expectBody(ErrorBody, json) as ErrorBody;
  const codes: readonly ErrorCode[] = endpoint
    ? listEndpointErrors(endpoint)
    : ['NOT_FOUND', 'METHOD_NOT_ALLOWED', 'RATE_LIMIT_EXCEEDED'];
  expect(error.code, 'code').toBeOneOf([...codes]);
  expect(status, `status of ${error.code}`).toBe(errorCatalogue[error.code].status);
  const isRetryable = [429, 503].includes(status) || error.code === 'idempotency_key_locked';
  expect(headers.has('retry-after'), 'presence of the header Retry-After').toBe(isRetryable);
  expect(headers.get('location'), 'header Location').toBeNull();
  return error;
}

function expectBody(schema: z.ZodType | undefined, json: unknown): unknown {
  const result = schema?.safeParse(json);
  if (result?.success) return result.data;
  const problems = result?.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`) ?? [];
  return expect.fail(json, 'the form of the contract', `body (${problems.join('; ')})`);
}
