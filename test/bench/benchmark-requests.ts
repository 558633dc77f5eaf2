import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { endpoint as createLicense } from '../../functions/create-license/endpoint.ts';
import { endpoint as getLicense } from '../../functions/get-license/endpoint.ts';
import { toProxyEvent } from '../../tools/local/gateway-event.ts';
import type { MeasuredFunction } from './contenders.ts';

/** Kinds of requests, and the status of the expected response. */
export const requestKinds = {
  first: { name: 'first call', function: 'create-license', status: 201 },
  replay: { name: 'replay', function: 'create-license', status: 201 },
  mismatch: { name: 'reused key', function: 'create-license', status: 409 },
  read: { name: 'read', function: 'get-license', status: 200 },
  headers: { name: 'invalid headers', function: 'create-license', status: 401 },
  body: { name: 'invalid body', function: 'create-license', status: 400 },
} as const satisfies Record<string, { name: string; function: MeasuredFunction; status: number }>;
export type BenchmarkRequestKind = keyof typeof requestKinds;
export const requestKindNames = Object.keys(requestKinds) as BenchmarkRequestKind[];

const order = { productOfferingId: 'offering', customerId: 'customer', metadata: { orderId: 'A-1' } };

/** Creates an event of a kind, as the gateway passes it to a function. @param key - the idempotency key */
export function createRequestEvent(kind: BenchmarkRequestKind, apiKey: string, key: string): APIGatewayProxyEvent {
  if (kind === 'read') return createGatewayEvent('GET', '/licenses/license', { 'X-API-Key': apiKey });
  const body = { mismatch: { ...order, type: 'PBX' }, body: { ...order, customerId: 7 } }[kind as 'body'] ?? order;
  const sent = kind === 'headers' ? 'connect_test_mistyped' : apiKey;
  return createGatewayEvent('POST', '/licenses', { 'X-API-Key': sent, 'X-Idempotency-Key': key }, body);
}

function createGatewayEvent(method: 'GET' | 'POST', path: string, headers: Record<string, string>, body?: object) {
  const request = new IncomingMessage(new Socket());
  request.method = method;
  request.url = path;
  const all = { ...commonHeaders, ...headers, ...(body && { 'Content-Type': 'application/json' }) };
  request.rawHeaders = Object.entries(all).flat();
  const bytes = Buffer.from(body ? JSON.stringify(body) : '');
  return method === 'GET'
    ? toProxyEvent(request, bytes, { route: getLicense, pathParameters: { licenseId: 'license' } })
    : toProxyEvent(request, bytes, { route: createLicense, pathParameters: {} });
}

/** Headers that clients and the gateway send with every request. */
const commonHeaders = {
  Accept: 'application/json',
  'Accept-Encoding': 'gzip, deflate, br',
  Host: 'api.example.com',
  'User-Agent': 'partner/1.0',
  'X-Amzn-Trace-Id': 'Root=1-65a50000-000000000000000000000000',
  'X-Forwarded-For': '192.0.2.1',
  'X-Forwarded-Port': '443',
  'X-Forwarded-Proto': 'https',
};
