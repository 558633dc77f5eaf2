import { expect } from 'vitest';
import { type Endpoint, isCommandEndpoint, listEndpointErrors } from '../../lib/contract/endpoint.ts';
import { ErrorBody, errorCatalogue } from '../../lib/contract/errors.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const commonHeaders = {
  'Content-Type': 'application/json',
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
};
const knownHeaders = [
  ...Object.keys(commonHeaders),
  'X-Request-Id',
  'Location',
  'Retry-After',
  'Idempotent-Replayed',
  'WWW-Authenticate',
  'Content-Encoding',
  'Vary',
];

interface ReceivedResponse {
  status: number;
  headers: Record<string, string>;
  json: unknown;
}

/** Fails unless the contract allows this response for the endpoint. */
export function expectContractResponse(endpoint: Endpoint, response: ReceivedResponse): void {
  expect(response.headers).toMatchObject({
    ...commonHeaders,
    'X-Request-Id': expect.stringMatching(uuid),
  });
  expect(knownHeaders).toEqual(expect.arrayContaining(Object.keys(response.headers)));
  if (response.status < 400) expectSuccess(endpoint, response);
  else expectError(endpoint, response);
}

function expectSuccess({ success }: Endpoint, { status, headers, json }: ReceivedResponse): void {
  expect(status).toBe(success.status);
  expect('Location' in headers).toBe(status === 201);
  // A replay was already checked when the first call created it.
  if (!('Idempotent-Replayed' in headers)) expect(success.schema.safeParse(json).error?.issues ?? []).toEqual([]);
}

function expectError(endpoint: Endpoint, { status, headers, json }: ReceivedResponse): void {
  const { code } = ErrorBody.parse(json);
  expect(listEndpointErrors(endpoint)).toContain(code);
  if (!isCommandEndpoint(endpoint)) expect(code).not.toBe('outcome_unknown');
  expect(status).toBe(errorCatalogue[code].status);
  expect('Retry-After' in headers).toBe([429, 503].includes(status) || code === 'idempotency_key_locked');
  expect(headers).not.toHaveProperty('Location');
}
