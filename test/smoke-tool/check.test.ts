import { beforeAll, describe, expect, it } from 'vitest';
import { endpoints } from '../../functions/endpoints.ts';
import { toDateInZone, toInstant } from '../../lib/domain/calendar.ts';
import { runCommandLine } from '../../tools/cli/run-tool.ts';
import { importDemoData } from '../../tools/local/demo-data.ts';
import type { DemoData } from '../../tools/local/demo-file.ts';
import { smokeFixtures } from '../../tools/local/smoke-fixtures.ts';
import { createCheckCommand } from '../smoke/check-command.ts';
import { type TamperResponse, useApiProxies } from '../support/api-proxy.ts';
import { callApi, readStrictDemo, startTestServer } from '../support/local-server.ts';
import { useProcesses } from '../support/processes.ts';
import { recordOutput } from '../support/record-output.ts';
import { useTempFolders } from '../support/temp-folders.ts';
import { useEngine } from '../support/test-engine.ts';

const engine = useEngine({ streams: true });
const newFolder = useTempFolders();
const start = useProcesses();
const proxyOf = useApiProxies();
let demo: DemoData;

beforeAll(async () => {
  const folder = newFolder();
  await startTestServer(start, folder, {
    AWS_ENDPOINT_URL_DYNAMODB: engine.url,
    POWERTOOLS_LOG_LEVEL: 'SILENT',
    // A check waits for an event.
    CONNECT_JOBS: 'on',
  });
  demo = readStrictDemo(folder);
});

/** @param only - matches the names of the checks to run */
async function check(url: string, { only, args = [] }: { only?: RegExp; args?: string[] } = {}) {
  const { output, said } = recordOutput();
  const command = createCheckCommand(output, only);
  const code = await runCommandLine(command, ['--url', url, '--key', demo.apiKey, ...args], output);
  return { code, ...said };
}

describe('npx connect-api check', () => {
  it('passes as a process', async () => {
    const tool = start('tools/cli/main.ts', ['check', '--url', demo.baseUrl], { CONNECT_API_KEY: demo.apiKey });
    expect(await tool.waitForExit()).toBe(0);
    const [, passed] = /\n {2}✓ .*\n\n(\d+) passed, 0 failed, [\d.]+ s\n$/.exec(tool.stdout()) ?? [];
    expect(Number(passed)).toBeGreaterThan(40);
    expect(tool.stdout() + tool.stderr()).not.toContain(demo.apiKey);
  });

  it('passes with a base path, calls every operation and cancels everything that it creates', async () => {
    const created = new Set<string>();
    const called = new Set<string>();
    const succeeded = new Set<string>();
    const watched = await proxyOf(
      demo.baseUrl,
      (response, { method, path }) => {
        const operation = findOperation(method, path);
        called.add(operation);
        if (response.status < 300) succeeded.add(operation);
        const { licenseId, status } = response.status < 300 ? JSON.parse(response.body) : {};
        if (response.status === 201 && licenseId !== undefined && !isReplay(response)) created.add(licenseId);
        if (status === 'CANCELLED') created.delete(licenseId);
        return undefined;
      },
      '/v1',
    );
    const result = await check(`${watched}/`);
    expect(result).toMatchObject({ code: 0, out: expect.stringMatching(/\n\d+ passed, 0 failed, /), err: '' });
    expect([...created]).toEqual([]);
    expect([...called]).toEqual(expect.arrayContaining(endpoints.map(({ operation }) => operation)));
    // The fixtures of the smoke test have no SIM card and no porting.
    const withoutFixture = new Set(['getSim', 'getSimCodes', 'getInPorting']);
    const expected = endpoints.map(({ operation }) => operation).filter(operation => !withoutFixture.has(operation));
    expect([...succeeded]).toEqual(expect.arrayContaining(expected));
  });

  it('prints JSON', async () => {
    const { code, out, err } = await check(demo.baseUrl, { args: ['--json'] });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const { checks, ...report } = JSON.parse(out);
    expect(report).toMatchObject({ passed: checks.length, failed: 0, tenantId: 'demo' });
  });

  it('retries a call later if the response asks for it', async () => {
    let calls = 0;
    const busy = await proxyOf(demo.baseUrl, (_response, { path }) => {
      calls += 1;
      if (calls % 2 === 0 || !path.startsWith('/subscriptions')) return undefined;
      const headers = new Map([
        ['retry-after', '0'],
        ['content-type', 'application/json'],
      ]);
      return { status: 429, headers, body: '{"message":"Too many requests.","code":"RATE_LIMIT_EXCEEDED"}' };
    });
    expect(await check(busy, { only: /returns a subscription/ })).toMatchObject({ code: 0 });
  });
});

it('finds its add-on active after every start, even if it was cancelled', async () => {
  const path = `/subscriptions/${smokeFixtures.subscriptionId}/addons/cancel`;
  const body = {
    productOfferingId: smokeFixtures.addonOfferingId,
    scheduledAt: toDateInZone('Europe/Berlin', toInstant(Date.now())),
  };
  expect(await callApi(demo.baseUrl, demo.apiKey, path, { body })).toMatchObject({ status: 200 });
  const only = /ends it by default|returns a subscription/;
  const missing = await check(demo.baseUrl, { only });
  expect(missing).toMatchObject({
    code: 1,
    err: expect.stringContaining('lacks an active add-on of check-addon-offering'),
  });
  await importDemoData(engine);
  expect(await check(demo.baseUrl, { only })).toMatchObject({ code: 0 });
});

const findOperation = (method: string, path: string): string =>
  endpoints.find(
    each => each.method === method && new RegExp(`^${each.path.replace(/\{\w+\}/g, '[^/]+')}(\\?|$)`).test(path),
  )?.operation ?? path;

const isReplay = ({ headers }: Parameters<TamperResponse>[0]) => headers.has('idempotent-replayed');

describe('a fault of the API is reported with the expected and the received value', () => {
  it.each<[string, TamperResponse, RegExp, string[]]>([
    [
      'a replay without Idempotent-Replayed',
      response => void response.headers.delete('idempotent-replayed'),
      /replays the response of a create/,
      ["header Idempotent-Replayed: expected null to be 'true'", 'expected      "true"', 'received      null'],
    ],
    [
      'a replay with one byte changed',
      response => (isReplay(response) ? { ...response, body: response.body.replace('ACTIVE', 'ACTIVE ') } : undefined),
      /replays the response of a create/,
      ['✗ replays the response of a create byte for byte', 'body (status: Invalid'],
    ],
    [
      'a replay with one more space',
      response => (isReplay(response) ? { ...response, body: `${response.body} ` } : undefined),
      /recognises an idempotency key under both names/,
      ['bytes of the body: expected', 'expected      {"', 'received      {"'],
    ],
    [
      'a mismatch that succeeds',
      response => (response.body.includes('idempotency_key_mismatch') ? { ...response, status: 200 } : undefined),
      /refuses another body/,
      ['status: expected 200 to be 201', 'expected      201', 'received      200'],
    ],
    [
      'a response without a request id',
      response => void response.headers.delete('x-request-id'),
      /merges metadata/,
      ['header X-Request-Id: ', 'call          POST /licenses → 201'],
    ],
    [
      'one request id for all responses',
      response => void response.headers.set('x-request-id', '00000000-0000-4000-8000-000000000000'),
      /merges metadata/,
      ['use of the X-Request-Id in an earlier response', 'X-Request-Id  00000000-0000-4000-8000-000000000000'],
    ],
    [
      'a different response to one of several concurrent calls',
      response => (isReplay(response) ? { ...response, body: response.body.replace('ACTIVE', 'PENDING') } : undefined),
      /create one license if they are equal/,
      ['the different responses: expected'],
    ],
    [
      'an error of another form',
      response => (response.status === 404 ? { ...response, body: '{"error":"not found"}' } : undefined),
      /rejects a license that has ended/,
      ['body (message: ', '"error": "not found"'],
    ],
    [
      'a Location of another resource',
      response => void (response.status === 201 && response.headers.set('location', '/elsewhere')),
      /keeps it pending/,
      ['header Location: ', 'expected      /licenses/', 'received      /elsewhere'],
    ],
    [
      'a field that is not in the contract',
      response => ({ ...response, body: response.body.replace('{', '{"imsi":"262011234567890",') }),
      /returns a subscription/,
      ['body (', 'imsi'],
    ],
  ])('%s', async (_fault, tamper, only, reasons) => {
    const faulty = await proxyOf(demo.baseUrl, tamper);
    const { code, out, err } = await check(faulty, { only });
    expect(code).toBe(1);
    for (const reason of reasons) expect(out).toContain(reason);
    expect(out).toMatch(/\n0 passed, 1 failed, [\d.]+ s\n$/);
    expect(err).toBe(`1 of 1 checks failed at ${faulty}.\n`);
  });

  it('in JSON too', async () => {
    const faulty = await proxyOf(demo.baseUrl, response => void response.headers.delete('idempotent-replayed'));
    const only = /replays the response of a create|returns a subscription/;
    const { code, out } = await check(faulty, { only, args: ['--json'] });
    const { passed, failed, checks } = JSON.parse(out);
    expect({ code, passed, failed }).toEqual({ code: 1, passed: 1, failed: 1 });
    expect(checks).toContainEqual({
      group: 'Repeat a request with the same idempotency key',
      name: expect.stringContaining('replays the response of a create'),
      passed: false,
      ms: expect.any(Number),
      message: "header Idempotent-Replayed: expected null to be 'true'",
      expected: '"true"',
      came: 'null',
      call: 'POST /licenses → 201',
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  it('by the call that failed to be cancelled', async () => {
    const faulty = await proxyOf(demo.baseUrl, (response, { path }) =>
      path.endsWith('/cancel') && path.startsWith('/licenses') ? { ...response, status: 500 } : undefined,
    );
    const { code, out } = await check(faulty, { only: /recognises an idempotency key/ });
    expect(code).toBe(1);
    expect(out).toMatch(
      /cancelling the license [\w-]+ of this check: (?:.*\n)+? {6}call {10}POST \/licenses\/[\w-]+\/cancel → 500/,
    );
  });
});
