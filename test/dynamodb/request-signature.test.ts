import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createClient } from '../../lib/dynamodb/client.ts';

/* AWS verifies signatures, but the engines do not. This test verifies the received requests by AWS's rules (Signature Version 4). */

const secretAccessKey = 'a-secret';
const received: { request: IncomingMessage; body: string }[] = [];
const server = createServer(async (request, response) => {
  received.push({ request, body: await text(request) });
  response.end('{}');
});
beforeAll(() => new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => void server.close());

const sha256 = (content: string) => createHash('sha256').update(content).digest('hex');
const hmac = (key: string | Buffer, content: string) => createHmac('sha256', key).update(content).digest();

/** Computes the signature that a request must have, from the received bytes. */
function signatureOf({ request, body }: { request: IncomingMessage; body: string }): string {
  const { authorization = '', 'x-amz-date': date } = request.headers;
  const [, scope = '', names = ''] = /Credential=[^/]+\/(\S+), SignedHeaders=(\S+),/.exec(authorization) ?? [];
  const headers = names.split(';').map(name => `${name}:${request.headers[name]}\n`);
  const canonical = [request.method, request.url, '', headers.join(''), names, sha256(body)].join('\n');
  const key = scope.split('/').reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`);
  const toSign = ['AWS4-HMAC-SHA256', date, scope, sha256(canonical)].join('\n');
  return createHmac('sha256', key).update(toSign).digest('hex');
}

it.each([
  ['permanent credentials', {}],
  ['temporary credentials', { sessionToken: 'a-token' }],
])('a call with %s has a valid signature', async (_title, more) => {
  const { port } = server.address() as AddressInfo;
  const client = createClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'an-id', secretAccessKey, ...more },
  });
  const Key = { pk: 'Ünïcode ~ and / more', sk: 'b' };
  const input = { TableName: 'connect', Key, UpdateExpression: 'SET a = :a' };
  await client.send(new UpdateCommand(input));
  client.destroy();
  const [last] = received.slice(-1);
  if (!last) throw new Error('No request arrived.');
  const { authorization, ...headers } = last.request.headers;
  expect(JSON.parse(last.body)).toEqual({ ...input, Key: { pk: { S: Key.pk }, sk: { S: Key.sk } } });
  expect(headers).toMatchObject({
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': 'DynamoDB_20120810.UpdateItem',
    ...('sessionToken' in more && { 'x-amz-security-token': 'a-token' }),
  });
  const day = String(headers['x-amz-date']).slice(0, 8);
  expect(authorization).toMatch(`Credential=an-id/${day}/eu-central-1/dynamodb/aws4_request, `);
  expect(authorization).toMatch(/SignedHeaders=content-length;content-type;host;.*x-amz-target,/);
  expect(authorization).toMatch(new RegExp(`Signature=${signatureOf(last)}$`));
});
