import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  createClient,
  createRetryingClient,
  createSingleAttemptClient,
  sendCommand,
} from '../../lib/dynamodb/client.ts';
import { createDynamoDBDatabase } from '../../lib/dynamodb/dynamodb-database.ts';
import { buildUpdateIfVersion } from '../../lib/dynamodb/item-write.ts';
import { licenseRef } from '../../lib/dynamodb/items/license.ts';
import { createRetryBudget } from '../../lib/dynamodb/retry-budget.ts';
import { localTableNames } from '../../tools/local/tables.ts';

interface ServedResponse {
  status?: number;
  headers?: Record<string, string>;
  body?: string;
}

const received: IncomingMessage[] = [];
let served: ServedResponse = {};
const server = createServer(async (request, response) => {
  await text(request);
  received.push(request);
  const { status = 200, headers = {}, body = '' } = served;
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0', ...headers }).end(body);
});
beforeAll(() => new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve)));
beforeEach(() => {
  received.length = 0;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const getSettings = () => ({
  endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  region: 'local',
  credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
});
const openDatabase = (client = createClient(getSettings())) =>
  createDynamoDBDatabase(client, localTableNames, Date.now, 10_000);
const license = licenseRef('t', 'license');
const update = buildUpdateIfVersion(license, { from: 1, to: 2 }, { a: 1 });
const createBudget = () => createRetryBudget(Date.now() + 60_000);
const commit = () => openDatabase().commit({ writes: [update], clientRequestToken: randomUUID() }, createBudget());
const read = () => openDatabase().read({ items: [license], collections: [] }, createBudget());

const name = (exception: string) => `com.amazonaws.dynamodb.v20120810#${exception}`;
const cancelled = name('TransactionCanceledException');
const canceledFor = (CancellationReasons: unknown) => JSON.stringify({ __type: cancelled, CancellationReasons });

describe.each<[string, ServedResponse]>([
  ['an empty body and status 200', {}],
  ['a truncated body and status 200', { body: '{"Responses":{"connect":[' }],
  ['a string and status 200', { body: '"ok"' }],
  ['null and status 200', { body: 'null' }],
  ['status 202', { status: 202, body: '{"Responses":{}}' }],
  ['status 204', { status: 204 }],
  ['a redirection', { status: 301, headers: { location: 'http://127.0.0.1:1/' } }],
  ['a refusal that is truncated', { status: 400, body: `{"__type":"${name('ValidationException')}","mess` }],
  ['a page of HTML and status 403', { status: 403, headers: { 'content-type': 'text/html' }, body: '<html>' }],
  ['a refusal without a name', { status: 400, body: '{"message":"no"}' }],
  ['a name in another member', { status: 400, body: '{"code":"ValidationException"}' }],
  ['a name in a header', { status: 400, headers: { 'x-amzn-errortype': 'ValidationException' }, body: '{}' }],
  ['a name that is a number', { status: 400, body: '{"__type":7}' }],
  ['an unknown name', { status: 400, body: '{"__type":"NewException"}' }],
  ['reasons that are null', { status: 400, body: canceledFor([null]) }],
  ['reasons that are a string', { status: 400, body: canceledFor('ConditionalCheckFailed') }],
  [
    'the name of a refusal and status 500',
    { status: 500, body: JSON.stringify({ __type: name('ValidationException') }) },
  ],
])('a response with %s', (_title, response) => {
  it('leaves the outcome of a commit unknown and a read transient', async () => {
    served = response;
    expect((await commit()).kind).toBe('unknown');
    expect((await read()).kind).toBe('transient');
    expect(received).toHaveLength(2);
  });
});

it('a read whose response contains null instead of items is transient', async () => {
  served = { body: '{"Responses":null}' };
  expect((await read()).kind).toBe('transient');
});

describe('a refusal', () => {
  it('of a transaction contains a reason per write, and the old item as attribute values', async () => {
    const reasons = [
      { Code: 'None' },
      { Code: 'ConditionalCheckFailed', Message: 'm', Item: { requestId: { S: 'r' } } },
    ];
    served = { status: 400, body: canceledFor(reasons) };
    expect(await commit()).toEqual({
      kind: 'refused',
      reasons: [{ code: 'None' }, { code: 'ConditionalCheckFailed', writtenBy: 'r' }],
    });
    const failure = await read();
    if (failure.kind === 'read') throw new Error('The read succeeded.');
    expect(failure.cause).toBeInstanceOf(TransactionCanceledException);
    expect(failure.cause).toMatchObject({
      name: 'TransactionCanceledException',
      $metadata: { httpStatusCode: 400 },
      $response: { statusCode: 400 },
      CancellationReasons: reasons,
    });
  });

  it('of an update contains the old item as attribute values', async () => {
    const Item = { requestId: { S: 'r' }, large: { N: '9007199254740993' } };
    served = { status: 400, body: JSON.stringify({ __type: name('ConditionalCheckFailedException'), Item }) };
    expect(await openDatabase().update(update, createBudget())).toEqual({
      kind: 'refused',
      reasons: [{ code: 'ConditionalCheckFailed', writtenBy: 'r' }],
    });
    const command = new UpdateCommand({ TableName: 'connect', Key: { pk: 'p', sk: 's' } });
    const error = await createClient(getSettings())
      .send(command)
      .catch(cause => cause);
    expect(error).toBeInstanceOf(ConditionalCheckFailedException);
    expect(error).toMatchObject({ name: 'ConditionalCheckFailedException', Item });
  });
});

describe.each([
  ['the client of a function', 1, () => createClient(getSettings())],
  ['the single-attempt client of a tool', 1, () => createSingleAttemptClient(createRetryingClient(getSettings()))],
  ['the client of a tool', 3, () => createRetryingClient(getSettings())],
])('%s', (_title, attempts, open) => {
  it.each([
    ['throttles', { status: 400, body: JSON.stringify({ __type: name('ThrottlingException') }) }],
    ['fails', { status: 500, body: JSON.stringify({ __type: name('InternalServerError') }) }],
    ['is not available', { status: 503 }],
  ])(`sends a call ${attempts} times if DynamoDB %s`, async (_description, response) => {
    served = response;
    const command = new GetCommand({ TableName: 'connect', Key: { pk: 'p', sk: 's' } });
    await expect(open().send(command)).rejects.toThrow();
    expect(received).toHaveLength(attempts);
  });
});

it.each([
  ['the client of a function', () => createClient(getSettings())],
  ['the single-attempt client of a tool', () => createSingleAttemptClient(createRetryingClient(getSettings()))],
])('%s never corrects its clock', async (_title, open) => {
  const headers = { date: new Date(Date.now() + 3_600_000).toUTCString() };
  const client = open();
  const send = () => client.send(new GetCommand({ TableName: 'connect', Key: { pk: 'p', sk: 's' } }));
  const message = 'Signature expired: 20240101T000000Z is now earlier than 20240101T010000Z';
  served = { status: 400, headers, body: JSON.stringify({ __type: name('InvalidSignatureException'), message }) };
  await expect(send()).rejects.toThrow(message);
  served = { headers, body: '{}' };
  await send();
  await send();
  for (const request of received) {
    const [, date, time] = /^(\d{8})T(\d{6})Z$/.exec(String(request.headers['x-amz-date'])) ?? [];
    const iso = `${date}T${time}Z`.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z');
    expect(Math.abs(Date.parse(iso) - Date.now())).toBeLessThan(60_000);
  }
  expect(received).toHaveLength(3);
  expect(client.config.systemClockOffset).toBe(0);
});

it('the error of the check before sending reaches the caller unchanged, and nothing is sent', async () => {
  const refusal = new Error('The budget is spent.');
  const options = {
    abortSignal: AbortSignal.timeout(10_000),
    beforeSending() {
      throw refusal;
    },
  };
  const command = new GetCommand({ TableName: 'connect', Key: { pk: 'p', sk: 's' } });
  await expect(sendCommand(createClient(getSettings()), command, options)).rejects.toBe(refusal);
  expect(received).toEqual([]);
});
