import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { generateApiKey } from '../../lib/auth/api-key.ts';
import { createApiKey } from '../../lib/auth/manage-api-keys.ts';
import { Scope } from '../../lib/contract/scope.ts';
import { importLines } from '../../lib/import/import-lines.ts';
import { runCommandLine } from '../../tools/cli/run-tool.ts';
import { createLocalDependencies } from '../../tools/local/dependencies.ts';
import { smokeFixtureFile } from '../../tools/local/smoke-fixtures.ts';
import { allChecks } from '../smoke/all-checks.ts';
import { checkProgram } from '../smoke/check-program.ts';
import { useApiProxies } from '../support/api-proxy.ts';
import { startTestServer } from '../support/local-server.ts';
import { useProcesses } from '../support/processes.ts';
import { recordOutput } from '../support/record-output.ts';
import { useTempFolders } from '../support/temp-folders.ts';
import { useEngine } from '../support/test-engine.ts';

const engine = useEngine();
const newFolder = useTempFolders();
const start = useProcesses();
const proxyOf = useApiProxies();
let url: string;

beforeAll(async () => {
  const env = { AWS_ENDPOINT_URL_DYNAMODB: engine.url, POWERTOOLS_LOG_LEVEL: 'SILENT' };
  url = (await startTestServer(start, newFolder(), env)).baseUrl;
});

afterEach(() => {
  vi.unstubAllEnvs();
});

async function check(...args: string[]) {
  const { output, said } = recordOutput();
  const groups = allChecks.slice(0, 1).map(group => ({ ...group, checks: group.checks.slice(0, 1) }));
  return { code: await runCommandLine(checkProgram(output, groups), args, output), ...said };
}

const load = (lines: string) => importLines(() => [Buffer.from(lines)], createLocalDependencies(engine));
const keyOf = async (tenantId: string, scopes: Scope[] = [...Scope.options]): Promise<string> =>
  (
    await createApiKey(
      engine,
      { tenantId, mode: 'test', timeZone: 'UTC', billingManaged: false },
      { scopes },
      Date.now(),
    )
  ).text;
const tenantLine = (tenantId: string, more = {}) => JSON.stringify({ kind: 'tenant', tenantId, mode: 'test', ...more });

describe('a tenant without the fixtures', () => {
  it('is told which are missing and how they are imported, and after that they are there', async () => {
    await load(tenantLine('acme', { timeZone: 'Pacific/Kiritimati' }));
    const key = await keyOf('acme');
    const refused = await check('--url', url, '--key', key);
    expect(refused).toMatchObject({ code: 1, out: '' });
    const [sentence, change = '', command] = refused.err.split('\n');
    expect(sentence).toContain(
      'The tenant acme lacks the customer check-customer, the subscription check-subscription.',
    );
    expect(command).toBe('  npm run import -- fixtures.ndjson');

    const sed = execFileSync('sh', ['-c', change.replace(/ > .*$/, '')], {
      cwd: join(import.meta.dirname, '..', '..'),
    });
    expect(await load(sed.toString())).toEqual({ created: 5, updated: 0, unchanged: 0, failed: 0 });
    expect(await check('--url', url, '--key', key)).toMatchObject({ code: 0 });
  });

  it('is told the file as it is, where it is the tenant of the file', async () => {
    const lines = readFileSync(smokeFixtureFile, 'utf8').split('\n');
    await load(lines.filter(line => /"kind":"(tenant|customer|subscription)"|check-addon/.test(line)).join('\n'));
    const refused = await check('--url', url, '--key', await keyOf('check'));
    expect(refused).toEqual({
      code: 1,
      out: '',
      err:
        'The tenant check lacks the license offering check-license-offering, the license offering check-renewal-offering. ' +
        'Import what the checks need, then run them again:\n  npm run import -- tools/local/smoke-fixtures.ndjson\n',
    });
  });

  it('is told that an add-on has ended', async () => {
    const ended = await proxyOf(url, (answer, { method }) =>
      method === 'GET' ? { ...answer, body: answer.body.replace(/"addons":\[.*\]/, '"addons":[]') } : undefined,
    );
    await load(readFileSync(smokeFixtureFile, 'utf8'));
    const { code, err } = await check('--url', ended, '--key', await keyOf('check'));
    expect(code).toBe(1);
    expect(err).toContain('lacks a live add-on of check-addon-offering on check-subscription.');
    expect(err).toContain('another subscriptionAddonId');
  });

  it('is told that its billing is managed elsewhere', async () => {
    await load(tenantLine('managed', { billingManaged: true }));
    const { code, err } = await check('--url', url, '--key', await keyOf('managed'));
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringContaining('manages the billing of the tenant managed'),
    });
  });
});

describe('wrong usage is one sentence and exit code 2', () => {
  const unknown = generateApiKey({ tenantId: 'demo', mode: 'test' }, { scopes: [], createdAt: '' }).text;

  it.each([
    ["'--url <address>' not specified", ['--key', unknown]],
    ['set CONNECT_API_KEY, or give --key <key>.', ['--url', 'http://127.0.0.1:1']],
    ['It is no API key', ['--url', 'http://127.0.0.1:1', '--key', unknown.slice(0, -1)]],
    ['It must be an http or https address', ['--url', 'localhost:3000', '--key', unknown]],
    ['It must be an http or https address', ['--url', 'https://a@b.example', '--key', unknown]],
    ["unknown option '--force'", ['--force', '--url', 'http://127.0.0.1:1', '--key', unknown]],
  ])('%s', async (sentence, args) => {
    const refused = await check(...args);
    expect(refused).toMatchObject({ code: 2, out: '', err: expect.stringContaining(sentence) });
    expect(refused.err).not.toContain('    at ');
  });

  it('takes the key from the environment, and from the arguments first', async () => {
    const address = 'http://127.0.0.1:1';
    vi.stubEnv('CONNECT_API_KEY', unknown);
    expect(await check('--url', address)).toMatchObject({ err: expect.stringContaining('Nothing answers') });
    expect(await check('--url', address, '--key', 'none')).toMatchObject({
      code: 2,
      err: expect.stringContaining("error: option '--key <key>' is invalid. It is no API key"),
    });
  });

  it('never shows a key, however wrong', async () => {
    const cut = `${unknown.slice(0, -1)}\n'x' is invalid.`;
    vi.stubEnv('CONNECT_API_KEY', cut);
    for (const args of [[], ['--key', cut], [`--kye=${unknown}`], [unknown], ['--url', unknown]]) {
      const { code, out, err } = await check(...(args[0] === '--url' ? [] : ['--url', 'http://127.0.0.1:1']), ...args);
      expect(code).toBe(2);
      expect(out + err).not.toContain(unknown.slice(-49, -1));
    }
  });

  it('for an address where nothing is', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const nowhere = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
    server.close();
    const refused = await check('--url', nowhere, '--key', unknown);
    expect(refused).toEqual({ code: 2, out: '', err: `Nothing answers at ${nowhere}: ECONNREFUSED.\n` });
  });

  it('for a key that is not known there, or may not do everything', async () => {
    const strange = await check('--url', url, '--key', unknown);
    expect(strange).toMatchObject({ code: 2, err: expect.stringContaining('does not accept this API key') });
    await load(tenantLine('acme'));
    const reader = await check('--url', url, '--key', await keyOf('acme', ['subscriptions:read']));
    expect(reader).toMatchObject({ code: 2, err: expect.stringContaining('make one with all scopes') });
  });

  it('for an address that is something else', async () => {
    const stage = await proxyOf(url, () => undefined, '/v1');
    for (const address of [stage.replace('/v1', ''), `${url}/v1`]) {
      const refused = await check('--url', address, '--key', unknown);
      expect(refused).toMatchObject({
        code: 2,
        err: expect.stringContaining(`${address} is not a Connect API (GET /`),
      });
    }
  });
});
