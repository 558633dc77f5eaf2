import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, it } from 'vitest';
import { readStrictDemo, startTestServer } from '../support/local-server.ts';
import { useProcesses } from '../support/processes.ts';
import { useTempFolders } from '../support/temp-folders.ts';

/* The package as an integrator installs it: packed by npm, and used by programs outside of this project. */

const root = join(import.meta.dirname, '..', '..');
const createFolder = useTempFolders();
const start = useProcesses();
const project = createFolder();

/** The dependencies of the package and of its types, without a registry. */
const installed = ['openapi-fetch', 'openapi-typescript-helpers', 'standardwebhooks', '@types/node', 'undici-types'];

const runIn = (cwd: string, command: string, ...args: string[]) => promisify(execFile)(command, args, { cwd });

/** Packs a copy, because the build writes into the folder of the package. @returns the archive */
async function packClient(): Promise<string> {
  const copy = createFolder();
  for (const name of ['tsconfig.json', 'client/package.json', 'client/tsconfig.json', 'client/tsconfig.cjs.json'])
    cpSync(join(root, name), join(copy, name));
  for (const name of ['client/src', 'client/README.md'])
    cpSync(join(root, name), join(copy, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  await runIn(join(copy, 'client'), 'npm', 'pack', '--pack-destination', copy);
  return join(copy, readdirSync(copy).find(name => name.endsWith('.tgz')) ?? '');
}

beforeAll(async () => {
  const archive = await packClient();
  const target = join(project, 'node_modules', '@connect-api', 'client');
  mkdirSync(target, { recursive: true });
  await runIn(target, 'tar', '-xzf', archive, '--strip-components=1');
  for (const name of installed) {
    const link = join(project, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), link);
  }
});

it('has the compiled client, its types and the README, and nothing else', () => {
  const folder = join(project, 'node_modules', '@connect-api', 'client');
  expect(readdirSync(folder).sort()).toEqual(['README.md', 'dist', 'package.json']);
  expect(readdirSync(join(folder, 'dist')).sort()).toEqual(['cjs', 'esm']);
  const { dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const { dependencies: own, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  // The tests of this project run with the versions that the package requires.
  expect({ ...devDependencies, ...own }).toMatchObject(dependencies);
});

it('orders a license from an ES module and from a CommonJS module', async () => {
  const folder = createFolder();
  const { baseUrl } = await startTestServer(start, folder);
  const { apiKey, licenseOfferingId: productOfferingId, customerId } = readStrictDemo(folder);
  const program = `
    const connect = createConnectClient(${JSON.stringify({ baseUrl, apiKey })});
    connect.POST('/licenses', { body: ${JSON.stringify({ productOfferingId, customerId })} }).then(async ({ data }) => {
      const gone = createConnectClient({ ...${JSON.stringify({ apiKey })}, baseUrl: 'http://127.0.0.1:1', maxAttempts: 1 });
      const error = await gone.POST('/orders/{orderId}/cancel', { params: { path: { orderId: 'o' } } }).catch(e => e);
      console.log(data.status === LicenseStatus.ACTIVE, error instanceof NoAnswer, error.idempotencyKey.length);
    });`;
  const names = '{ createConnectClient, LicenseStatus, NoAnswer }';
  writeFileSync(join(project, 'esm.mjs'), `import ${names} from '@connect-api/client';${program}`);
  writeFileSync(join(project, 'cjs.cjs'), `const ${names} = require('@connect-api/client');${program}`);
  for (const file of ['esm.mjs', 'cjs.cjs'])
    expect((await runIn(project, process.execPath, file)).stdout).toBe('true true 36\n');
});

const typedProgram = `
import { createConnectClient, createWebhookVerifier, LicenseStatus, readPages, sendRecordedCommand } from '@connect-api/client';
import type { components, RecordedCommand } from '@connect-api/client';

const connect = createConnectClient({ baseUrl: 'http://127.0.0.1:3000', apiKey: 'connect_test_x' });
const body = { productOfferingId: 'demo-license-offering', customerId: 'demo-customer' };

export async function order(record: (command: RecordedCommand) => Promise<RecordedCommand>) {
  const { data, error } = await sendRecordedCommand(body, record, call => connect.POST('/licenses', call));
  // @ts-expect-error
  if (error?.code === 'misspelt') return undefined;
  // @ts-expect-error
  await connect.POST('/licenses', { body: { ...body, shceduledAt: '2099-01-01' } });
  return data satisfies components['schemas']['License'] | undefined;
}

export async function list(): Promise<string[]> {
  const ids: string[] = [];
  const query = { status: [LicenseStatus.ACTIVE] };
  for await (const { items } of readPages(connect, '/licenses', { params: { query } }))
    ids.push(...items.map(({ licenseId }) => licenseId));
  return ids;
}

const event = createWebhookVerifier('whsec_AAAA')('{}', new Headers());
if (event.type === 'order.created') console.log(event.data.orderId);
`;

it.each([
  ['node16', ['--module', 'node16'], ['use.mts', 'use.cts']],
  ['bundler', ['--module', 'esnext', '--moduleResolution', 'bundler'], ['use.mts']],
])('has types for strict programs with the module resolution %s', async (_name, options, files) => {
  for (const file of files) writeFileSync(join(project, file), typedProgram);
  const strict = ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--target', 'es2022', '--types', 'node'];
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const { stdout } = await runIn(project, process.execPath, tsc, ...strict, ...options, ...files).catch(error => error);
  expect(stdout).toBe('');
});
