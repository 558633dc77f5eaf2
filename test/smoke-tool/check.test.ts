import { beforeAll, describe, expect, it } from 'vitest';
import { endpoints } from '../../functions/endpoints.ts';
import { toDateInZone, toInstant } from '../../lib/domain/calendar.ts';
import { runCommandLine } from '../../tools/cli/run-tool.ts';
import { importDemoData } from '../../tools/local/demo-data.ts';
import type { DemoData } from '../../tools/local/demo-file.ts';
import { smokeFixtures } from '../../tools/local/smoke-fixtures.ts';
import { allChecks } from '../smoke/all-checks.ts';
import { checkProgram } from '../smoke/check-program.ts';
import { type TamperResponse, useApiProxies } from '../support/api-proxy.ts';
import { callApi, readStrictDemo, startTestServer } from '../support/local-server.ts';
import { useProcesses } from '../support/processes.ts';
import { recordOutput } from '../support/record-output.ts';
import { useTempFolders } from '../support/temp-folders.ts';
import { useEngine } from '../support/test-engine.ts';

const engine = useEngine();
const newFolder = useTempFolders();
const start = useProcesses();
const proxyOf = useApiProxies();
let demo: DemoData;

beforeAll(async () => {
  const folder = newFolder();
  await startTestServer(start, folder, { AWS_ENDPOINT_URL_DYNAMODB: engine.url, POWERTOOLS_LOG_LEVEL: 'SILENT' });
  demo = readStrictDemo(folder);
});

/** The checks whose names contain one of some words. */
const filterChecks = (...words: string[]) =>
  allChecks.map(({ name, checks }) => ({
    name,
    checks: checks.filter(each => words.some(w => each.name.includes(w))),
  }));

async function check(url: string, { groups = allChecks, args = [] as string[] } = {}) {
  const { output, said } = recordOutput();
  const code = await runCommandLine(
    checkProgram(output, groups),
    ['--url', url, '--key', demo.apiKey, ...args],
    output,
  );
  return { code, ...said };
}

const all = allChecks.flatMap(({ checks }) => checks).length;

describe('npm run check', () => {
  it('is green three times in a row: as a process, behind a base path, and as JSON; it ends all that it makes', async () => {
    const first = start('test/smoke/main.ts', ['--url', demo.baseUrl], { CONNECT_API_KEY: demo.apiKey });
    expect(await first.waitForExit()).toBe(0);
    expect(first.stdout()).toMatch(new RegExp(`\n  ✓ .*\n\n${all} passed, 0 failed, [\\d.]+ s\n$`));
    expect(first.stdout() + first.stderr()).not.toContain(demo.apiKey);

    const live = new Set<string>();
    const operations = new Set<string>();
    const watched = await proxyOf(
      demo.baseUrl,
      (answer, { method, path }) => {
        if (answer.status < 300) operations.add(operationOf(method, path));
        const { licenseId, status } = answer.status < 300 ? JSON.parse(answer.body) : {};
        if (answer.status === 201 && !isReplay(answer)) live.add(licenseId);
        if (status === 'CANCELLED') live.delete(licenseId);
        return undefined;
      },
      '/v1',
    );
    const second = await check(`${watched}/`);
    expect(second).toMatchObject({ code: 0, out: expect.stringContaining(`\n${all} passed, 0 failed, `), err: '' });
    expect([...live]).toEqual([]);
    expect([...operations].sort()).toEqual(endpoints.map(({ operation }) => operation).sort());

    const third = await check(demo.baseUrl, { args: ['--json'] });
    expect(third).toMatchObject({ code: 0, err: '' });
    const { passed, failed, checks, tenantId } = JSON.parse(third.out);
    expect({ passed, failed, checks: checks.length, tenantId }).toEqual({
      ...{ passed: all, failed: 0, checks: all, tenantId: 'demo' },
    });
  });

  it('comes back later when it is told to', async () => {
    let told = 0;
    const busy = await proxyOf(demo.baseUrl, (_answer, { path }) => {
      told += 1;
      if (told % 2 === 0 || !path.startsWith('/subscriptions')) return undefined;
      const headers = new Map([['retry-after', '0']]);
      return { status: 429, headers, body: '{"message":"Too many requests.","code":"RATE_LIMIT_EXCEEDED"}' };
    });
    expect(await check(busy, { groups: filterChecks('shows a subscription') })).toMatchObject({ code: 0 });
  });
});

it('finds its add-on alive after every start, whatever was done to it', async () => {
  const path = `/subscriptions/${smokeFixtures.subscriptionId}/addons/cancel`;
  const body = {
    productOfferingId: smokeFixtures.addonOfferingId,
    scheduledAt: toDateInZone('Europe/Berlin', toInstant(Date.now())),
  };
  expect(await callApi(demo.baseUrl, demo.apiKey, path, { body })).toMatchObject({ status: 200 });
  const groups = filterChecks('ends it by default', 'shows a subscription');
  const gone = await check(demo.baseUrl, { groups });
  expect(gone).toMatchObject({ code: 1, err: expect.stringContaining('lacks a live add-on of check-addon-offering') });
  await importDemoData(engine);
  expect(await check(demo.baseUrl, { groups })).toMatchObject({ code: 0 });
});

const operationOf = (method: string, path: string): string =>
  endpoints.find(
    each => each.method === method && new RegExp(`^${each.path.replace(/\{\w+\}/g, '[^/]+')}(\\?|$)`).test(path),
  )?.operation ?? path;

const isReplay = ({ headers }: Parameters<TamperResponse>[0]) => headers.has('idempotent-replayed');

describe('a planted fault is told with what was expected and what came', () => {
  it.each<[string, TamperResponse, string, string[]]>([
    [
      'a repeat that does not say so',
      answer => void answer.headers.delete('idempotent-replayed'),
      'replays the answer of a create',
      ['expected      header Idempotent-Replayed "true"', 'came          nothing'],
    ],
    [
      'a repeat with one byte changed',
      answer => (isReplay(answer) ? { ...answer, body: answer.body.replace('ACTIVE', 'ACTIVe') } : undefined),
      'replays the answer of a create',
      ['✗ replays the answer of a create byte for byte', 'ACTIVe'],
    ],
    [
      'a repeat with one space more',
      answer => (isReplay(answer) ? { ...answer, body: `${answer.body} ` } : undefined),
      'knows a key under both names',
      ['expected      the bytes of the first answer', 'came          other ones: from byte'],
    ],
    [
      'a mismatch that is a success',
      answer => (answer.body.includes('idempotency_key_mismatch') ? { ...answer, status: 200 } : undefined),
      'refuses another body',
      ['expected      status 201', 'came          200'],
    ],
    [
      'an answer without a request id',
      answer => void answer.headers.delete('x-request-id'),
      'merges metadata',
      ['expected      a UUID in the header X-Request-Id', 'call          POST /licenses → 201'],
    ],
    [
      'one request id for all',
      answer => void answer.headers.set('x-request-id', '00000000-0000-4000-8000-000000000000'),
      'merges metadata',
      ['that of an earlier call', 'X-Request-Id  00000000-0000-4000-8000-000000000000'],
    ],
    [
      'another answer to one of several at once',
      answer => (isReplay(answer) ? { ...answer, body: answer.body.replace('ACTIVE', 'PENDING') } : undefined),
      'equal ones on one key',
      ['expected      the same bytes as the others'],
    ],
    [
      'an error in another form',
      answer => (answer.status === 404 ? { ...answer, body: '{"error":"not found"}' } : undefined),
      'rejects what has ended',
      ['expected      a body of the form that every error has', '{"error":"not found"}'],
    ],
    [
      'a Location of somewhere else',
      answer => void (answer.status === 201 && answer.headers.set('location', '/elsewhere')),
      'keeps it pending',
      ['expected      header Location "/licenses/', 'came          "/elsewhere"'],
    ],
    [
      'a field that the contract does not have',
      answer => ({ ...answer, body: answer.body.replace('{', '{"imsi":"262011234567890",') }),
      'shows a subscription',
      ['expected      a body of the form of the contract', 'imsi'],
    ],
  ])('%s', async (_fault, tamper, checkName, reasons) => {
    const faulty = await proxyOf(demo.baseUrl, tamper);
    const { code, out, err } = await check(faulty, { groups: filterChecks(checkName) });
    expect(code).toBe(1);
    for (const reason of reasons) expect(out).toContain(reason);
    expect(out).toMatch(/\n0 passed, 1 failed, [\d.]+ s\n$/);
    expect(err).toBe(`1 of 1 checks failed at ${faulty}.\n`);
  });

  it('and stands in the JSON', async () => {
    const faulty = await proxyOf(demo.baseUrl, answer => void answer.headers.delete('idempotent-replayed'));
    const groups = filterChecks('replays the answer of a create', 'shows a subscription');
    const { code, out } = await check(faulty, { groups, args: ['--json'] });
    const { passed, failed, checks } = JSON.parse(out);
    expect({ code, passed, failed }).toEqual({ code: 1, passed: 1, failed: 1 });
    expect(checks).toContainEqual({
      group: 'Repeat a call',
      name: expect.stringContaining('replays the answer of a create'),
      passed: false,
      ms: expect.any(Number),
      expected: 'header Idempotent-Replayed "true"',
      came: 'nothing',
      call: 'POST /licenses → 201',
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });
});
