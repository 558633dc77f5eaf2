import { execFile } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OperationName } from '../functions/endpoints.ts';
import { toFunctionFolder } from '../functions/function-folder.ts';
import { bundleFunctions } from '../infra/bundle-functions.ts';
import { tableNameVariables } from '../lib/dynamodb/tables.ts';
import { readExampleRequests } from './support/example-requests.ts';
import { loadedEndpoints } from './support/operations.ts';
import { useEngine } from './support/test-engine.ts';
import { type SendOptions, useWorld } from './support/test-world.ts';

const engine = useEngine();
const world = useWorld(engine);
const license = { path: { licenseId: 'none' } };
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'connect-bundles-'));
  await bundleFunctions(folder);
});
afterAll(() => rm(folder, { recursive: true }));

interface Result {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
}

/** Calls a bundle in a separate process, as Lambda would, with one event after another. */
async function invoke(
  operation: OperationName,
  sends: SendOptions[],
  more: Record<string, string> = {},
): Promise<Result[]> {
  world.clock = Date.now();
  const calls = sends.map(send => ({
    event: world.createEvent(operation, send),
    remainingMs: send.remainingMs ?? 15_000,
  }));
  const script = `
    const { handler } = require(${JSON.stringify(join(folder, toFunctionFolder(operation), 'handler.js'))});
    const handleAll = async () => {
      const responses = [];
      for (const { event, remainingMs } of JSON.parse(process.argv[1])) {
        responses.push(await handler(event, { getRemainingTimeInMillis: () => remainingMs }));
      }
      console.log('\\n' + JSON.stringify(responses));
    };
    handleAll();`;
  const tables = Object.entries(tableNameVariables).map(([table, variable]) => [
    variable,
    engine.tables[table as 'connect'],
  ]);
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', script, JSON.stringify(calls)], {
    env: {
      ...Object.fromEntries(tables),
      AWS_ENDPOINT_URL_DYNAMODB: engine.url,
      AWS_REGION: 'local',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      ...more,
    },
  });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}

/** Returns the statuses and codes in the order of the events. */
const codes = (results: Result[]) => results.map(({ statusCode, body }) => [statusCode, JSON.parse(body).code]);

describe('a bundled function in a process of its own', () => {
  it.each(loadedEndpoints)('$name answers in an empty tenant', async ({ name, endpoint }) => {
    const [example] = readExampleRequests(endpoint);
    const [result] = await invoke(name, [example]);
    if (result?.statusCode !== endpoint.success.status) {
      expect(codes(result ? [result] : [])).toEqual([[404, expect.stringMatching(/^[a-z]+(_[a-z]+)*_not_found$/)]]);
    } else if ('limit' in endpoint.query.shape) expect(JSON.parse(result.body).items).toEqual([]);
  });

  it('executes a request once, replays it, and refuses another request with its key and an invalid request', async () => {
    await Promise.all([world.haveCustomer(), world.haveOffering()]);
    const order = { productOfferingId: 'offering', customerId: 'customer', scheduledAt: '2199-01-01' };
    const results = await invoke('createLicense', [
      { idempotencyKey: 'k', body: order },
      { idempotencyKey: 'k', body: order },
      { idempotencyKey: 'k', body: { ...order, metadata: {} } },
      { idempotencyKey: 'l', body: { customerId: 7, more: 'x' } },
    ]);
    expect(codes(results)).toEqual([
      [201, undefined],
      [201, undefined],
      [409, 'idempotency_key_mismatch'],
      [400, 'VALIDATION_ERROR'],
    ]);
    expect(results[1]?.body).toBe(results[0]?.body);
    expect(JSON.parse(results[3]?.body ?? '').details).toMatchObject([
      { property: 'productOfferingId', message: 'is required' },
      { property: 'customerId', message: 'must be of type string' },
      { property: 'more', message: 'is not a known field' },
    ]);
    expect(await world.licenses()).toHaveLength(1);
  });

  it('sends each DynamoDB call of a traced invocation to X-Ray', async () => {
    const daemon = createSocket('udp4').bind(0, '127.0.0.1');
    await once(daemon, 'listening');
    const received = once(daemon, 'message');
    await invoke('getLicense', [license], {
      AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${daemon.address().port}`,
      _X_AMZN_TRACE_ID: 'Root=1-65a50000-0123456789abcdef01234567;Parent=0123456789abcdef;Sampled=1',
    });
    const [message] = await received;
    daemon.close();
    const { trace_id, aws } = JSON.parse(String(message).split('\n')[1] ?? '');
    expect(trace_id).toBe('1-65a50000-0123456789abcdef01234567');
    expect(aws).toMatchObject({
      operation: 'BatchGetItem',
      table_names: expect.arrayContaining([engine.tables.connect]),
    });
  });

  it.each([
    ['an unreachable DynamoDB', { AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:1' }, 503],
    ['a missing table', { CONNECT_TABLE: 'not-there' }, 500],
    ['missing credentials', { AWS_SECRET_ACCESS_KEY: '' }, 503],
  ])('responds with an error in the case of %s', async (_title, more, status) => {
    // Enough time for one or two attempts.
    const [result] = await invoke('getLicense', [{ ...license, remainingMs: 3500 }], more);
    expect(result?.statusCode).toBe(status);
  });
});
