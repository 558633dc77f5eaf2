import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { endpoint } from '../../../functions/create-license/endpoint.ts';
import { createLicense } from '../../../functions/create-license/operation.ts';
import { readApiKey } from '../../../lib/auth/api-key.ts';
import { newBudget } from '../../../lib/command/budget.ts';
import { run } from '../../../lib/command/run.ts';
import { environment } from '../../../lib/environment.ts';

const ports = environment();

/** The protocol without middleware, without validation and without a line of log: what is left is what those cost. */
export async function handler(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  const apiKey = readApiKey(event.multiValueHeaders['X-API-Key']?.[0] ?? '');
  if (!apiKey) throw new Error('The API key is malformed.');
  const body = Buffer.from(event.body ?? '', 'base64');
  const value = { path: {}, query: {}, body: JSON.parse(body.toString()) };
  const call = {
    endpoint,
    requestId: randomUUID(),
    newId: randomUUID(),
    apiKey,
    idempotencyKey: event.multiValueHeaders['X-Idempotency-Key']?.[0],
    raw: { method: endpoint.method, operation: endpoint.operation, pathParameters: {}, query: {}, body },
    input: { ok: true, value } as const,
    basePath: '',
  };
  const answer = await run(call, createLicense, newBudget(Date.now() + 8000), ports);
  return { statusCode: answer.status, headers: answer.headers, body: answer.body };
}
