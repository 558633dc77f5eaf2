import { randomBytes, randomUUID } from 'node:crypto';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { endpoint } from '../../../functions/create-license/endpoint.ts';
import { createLicense } from '../../../functions/create-license/operation.ts';
import { parseApiKey } from '../../../lib/auth/api-key.ts';
import { createApiKeyCaller } from '../../../lib/auth/caller.ts';
import { createRetryBudget } from '../../../lib/dynamodb/retry-budget.ts';
import { getEnvironment } from '../../../lib/http/environment.ts';
import { executeRequest } from '../../../lib/idempotency/execute-request.ts';

const environment = getEnvironment();

/** Runs the idempotency protocol without middleware, validation and log. The difference to the whole function is their cost. */
export async function handler(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  const apiKey = parseApiKey(event.multiValueHeaders['X-API-Key']?.[0] ?? '');
  if (!apiKey) throw new Error('The API key is malformed.');
  const body = Buffer.from(event.body ?? '', 'base64');
  const value = { path: {}, query: {}, body: JSON.parse(body.toString()), idempotencyKey: undefined };
  const call = {
    endpoint,
    requestId: randomUUID(),
    createResourceId: () => randomUUID(),
    createSecretBytes: () => randomBytes(64),
    caller: createApiKeyCaller(apiKey),
    idempotencyKey: event.multiValueHeaders['X-Idempotency-Key']?.[0],
    rawRequest: { method: endpoint.method, operation: endpoint.operation, pathParameters: {}, query: {}, body },
    input: { ok: true, value } as const,
    basePath: '',
  };
  const response = await executeRequest(call, createLicense, createRetryBudget(Date.now() + 8000), environment);
  return { statusCode: response.status, headers: response.headers, body: response.body };
}
