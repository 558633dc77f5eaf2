import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints } from '../functions/endpoints.ts';
import { bundleFunctions } from '../infra/bundle.ts';
import { folderOf } from '../infra/folder-of.ts';
import { tableVariables } from '../lib/store/table.ts';
import { useEngine } from './support/engine.ts';
import { type OperationName, type Send, useWorld } from './support/world.ts';

const engine = useEngine();
const world = useWorld(engine);
const license = { path: { licenseId: 'none' } };
const subscription = { path: { subscriptionId: 'none' } };
const sends: Record<OperationName, Send> = {
  createLicense: { body: { productOfferingId: 'none', customerId: 'none' } },
  getLicense: license,
  cancelLicense: license,
  getSubscription: subscription,
  listAddons: subscription,
  cancelAddon: { ...subscription, body: { productOfferingId: 'none' } },
};
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'connect-bundles-'));
  await bundleFunctions(folder);
});
afterAll(() => rm(folder, { recursive: true }));

/** Calls a bundle in a process of its own, as Lambda would. */
async function invoke(operation: string, event: object): Promise<{ statusCode: number; body: string }> {
  const script =
    `require(${JSON.stringify(join(folder, folderOf(operation), 'handler.js'))})` +
    '.handler(JSON.parse(process.argv[1]), { getRemainingTimeInMillis: () => 15000 })' +
    ".then(answer => console.log('\\n' + JSON.stringify(answer)))";
  const tables = Object.entries(tableVariables).map(([table, variable]) => [
    variable,
    engine.tables[table as 'connect'],
  ]);
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', script, JSON.stringify(event)], {
    env: {
      ...Object.fromEntries(tables),
      AWS_ENDPOINT_URL_DYNAMODB: engine.url,
      AWS_REGION: 'local',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
    },
  });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}

describe('a bundled function in a process of its own', () => {
  it.each(endpoints.map(({ operation }) => operation as OperationName))('%s answers', async operation => {
    world.clock = Date.now();
    const { statusCode, body } = await invoke(operation, world.event(operation, sends[operation]));
    expect(statusCode).toBe(404);
    expect(JSON.parse(body).code).toMatch(/^(license|subscription|customer)_not_found$/);
  });
});
