import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RecordingProxy } from './recording-proxy.ts';

/** Responds with 400 and the request as text. */
const emulator: Server = createServer(async (request, response) => {
  const { method, url, headers } = request;
  response.writeHead(400, { 'X-Host': headers.host }).end(`${method} ${url} ${await text(request)}`);
});
let recording: RecordingProxy;

beforeAll(async () => {
  await once(emulator.listen(0, '127.0.0.1'), 'listening');
  const { port } = emulator.address() as AddressInfo;
  recording = new RecordingProxy(new URL(`http://127.0.0.1:${port}`));
});
afterAll(() => emulator.close());

async function putItem(functionName: string, TableName: string): Promise<Response> {
  const headers = {
    Authorization: 'AWS4-HMAC-SHA256 Credential=test/20240115/eu-central-1/dynamodb/aws4_request, Signature=0',
    'X-Amz-Target': 'DynamoDB_20120810.PutItem',
  };
  const url = new URL('/path?a=b', await recording.openAddress(functionName));
  return fetch(url, { method: 'POST', headers, body: JSON.stringify({ TableName }) });
}

const listTables = (functionName: string) =>
  recording.listRequests(functionName).map(({ resource }) => resource.split('/').at(-1));

describe('RecordingProxy', () => {
  it('forwards a request unchanged, and returns the response', async () => {
    const response = await putItem('forwarding', 'a');
    expect(response.status).toBe(400);
    expect(response.headers.get('X-Host')).toBe((await recording.openAddress('forwarding')).host);
    expect(await response.text()).toBe('POST /path?a=b {"TableName":"a"}');
  });

  it('records each kind of call of a function once, also if it failed', async () => {
    for (const table of ['a', 'b', 'a']) await putItem('first', table);
    await putItem('second', 'c');
    expect(listTables('first')).toEqual(['a', 'b']);
    expect(listTables('second')).toEqual(['c']);
    expect(listTables('third')).toEqual([]);
  });
});
