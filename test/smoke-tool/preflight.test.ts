import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { generateApiKey } from '../../lib/auth/api-key.ts';
import { Scope } from '../../lib/contract/scope.ts';
import { importLines } from '../../lib/import/import-lines.ts';
import { runCommandLine } from '../../tools/cli/run-tool.ts';
import { createLocalDependencies } from '../../tools/local/dependencies.ts';
import { executeOperation } from '../../tools/local/execute-operation.ts';
import { smokeFixtureFile } from '../../tools/local/smoke-fixtures.ts';
import { createCheckCommand } from '../smoke/check-command.ts';
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
  const command = createCheckCommand(output, /activates it immediately/);
  return { code: await runCommandLine(command, args, output), ...said };
}

const load = (lines: string) => importLines(() => [Buffer.from(lines)], createLocalDependencies(engine));
const keyOf = async (tenantId: string, scopes: Scope[] = [...Scope.options]): Promise<string> =>
  (await executeOperation(engine, tenantId, 'createApiKey', { body: { scopes } })).secret;
const tenantLine = (tenantId: string, more = {}) => JSON.stringify({ kind: 'tenant', tenantId, mode: 'test', ...more });

describe('a tenant without the fixtures', () => {
  it('gets a list of them and the commands that import them, and passes after the import', async () => {
    await load(tenantLine('acme', { timeZone: 'Pacific/Kiritimati' }));
    const key = await keyOf('acme');
    const refused = await check('--url', url, '--key', key);
    expect(refused).toMatchObject({ code: 1, out: '' });
    const [sentence, change = '', command] = refused.err.split('\n');
    expect(sentence).toContain(
      'The tenant acme lacks the customer check-customer, the add-on offering check-extra-addon-offering, the subscription check-subscription.',
    );
    expect(command).toBe('  npx connect-api import fixtures.ndjson');

    const sed = execFileSync('sh', ['-c', change.replace(/ > .*$/, '')], {
      cwd: join(import.meta.dirname, '..', '..'),
    });
    expect(await load(sed.toString())).toEqual({ created: 6, updated: 0, unchanged: 0, differs: 0, failed: 0 });
    expect(await check('--url', url, '--key', key)).toMatchObject({ code: 0 });
  });

  it('gets the command for the file itself if it is the tenant of the file', async () => {
    const lines = readFileSync(smokeFixtureFile, 'utf8').split('\n');
    await load(lines.filter(line => /"kind":"(tenant|customer|subscription)"|check-addon/.test(line)).join('\n'));
    const refused = await check('--url', url, '--key', await keyOf('check'));
    expect(refused).toEqual({
      code: 1,
      out: '',
      err:
        'The tenant check lacks the license offering check-license-offering, the license offering check-renewal-offering, ' +
        'the add-on offering check-extra-addon-offering. Import the fixtures, then run the checks again:\n  npx connect-api import tools/local/smoke-fixtures.ndjson\n',
    });
  });

  it('gets an explanation if the add-on has ended', async () => {
    const ended = await proxyOf(url, (response, { method }) =>
      method === 'GET' ? { ...response, body: response.body.replace(/"addons":\[.*\]/, '"addons":[]') } : undefined,
    );
    await load(readFileSync(smokeFixtureFile, 'utf8'));
    const { code, err } = await check('--url', ended, '--key', await keyOf('check'));
    expect(code).toBe(1);
    expect(err).toContain('lacks an active add-on of check-addon-offering on check-subscription.');
    expect(err).toContain('another subscriptionAddonId');
  });

  it('gets an explanation if Seamless OS manages its billing', async () => {
    await load(tenantLine('managed', { billingManaged: true }));
    const { code, err } = await check('--url', url, '--key', await keyOf('managed'));
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringContaining('manages the billing of the tenant managed'),
    });
  });
});

describe('wrong arguments give one sentence and exit code 2', () => {
  const unknown = generateApiKey({ tenantId: 'demo', mode: 'test' }, { scopes: [], createdAt: '' }).text;

  it.each([
    ["'--url <address>' not specified", ['--key', unknown]],
    ['set CONNECT_API_KEY or pass --key <key>.', ['--url', 'http://127.0.0.1:1']],
    ['It is not a complete API key', ['--url', 'http://127.0.0.1:1', '--key', unknown.slice(0, -1)]],
    ['It must be an http or https address', ['--url', 'localhost:3000', '--key', unknown]],
    ['It must be an http or https address', ['--url', 'https://a@b.example', '--key', unknown]],
    ["unknown option '--force'", ['--force', '--url', 'http://127.0.0.1:1', '--key', unknown]],
  ])('%s', async (sentence, args) => {
    const refused = await check(...args);
    expect(refused).toMatchObject({ code: 2, out: '', err: expect.stringContaining(sentence) });
    expect(refused.err).not.toContain('    at ');
  });

  it('reads the API key from the arguments, or else from the environment', async () => {
    const address = 'http://127.0.0.1:1';
    vi.stubEnv('CONNECT_API_KEY', unknown);
    expect(await check('--url', address)).toMatchObject({ err: expect.stringContaining('cannot be reached') });
    expect(await check('--url', address, '--key', 'none')).toMatchObject({
      code: 2,
      err: expect.stringContaining("error: option '--key <key>' is invalid. It is not a complete API key"),
    });
  });

  it('never prints an API key, even a malformed one', async () => {
    const cut = `${unknown.slice(0, -1)}\n'x' is invalid.`;
    vi.stubEnv('CONNECT_API_KEY', cut);
    for (const args of [[], ['--key', cut], [`--kye=${unknown}`], [unknown], ['--url', unknown]]) {
      const { code, out, err } = await check(...(args[0] === '--url' ? [] : ['--url', 'http://127.0.0.1:1']), ...args);
      expect(code).toBe(2);
      expect(out + err).not.toContain(unknown.slice(-49, -1));
    }
  });

  it('for an address where nothing listens', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const nowhere = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
    server.close();
    const refused = await check('--url', nowhere, '--key', unknown);
    expect(refused).toEqual({
      code: 2,
      out: '',
      err: `${nowhere} cannot be reached: ECONNREFUSED. Check the address, and whether the API runs.\n`,
    });
  });

  it('for an unknown API key and for one that lacks a scope', async () => {
    const strange = await check('--url', url, '--key', unknown);
    expect(strange).toMatchObject({ code: 2, err: expect.stringContaining('does not accept this API key') });
    await load(tenantLine('acme'));
    const reader = await check('--url', url, '--key', await keyOf('acme', ['subscriptions:read']));
    expect(reader).toMatchObject({ code: 2, err: expect.stringContaining('lacks a scope') });
  });

  it('for the address of another service', async () => {
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
