import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it, vi } from 'vitest';
import { parseApiKey } from '../../lib/auth/api-key.ts';
import { openToolStore } from '../../tools/cli/tool-store.ts';
import { startEngine } from '../../tools/local/engine.ts';
import { executeOperation } from '../../tools/local/execute-operation.ts';
import { callApi, readStrictDemo, spawnLocalServer, startTestServer } from '../support/local-server.ts';
import { useProcesses } from '../support/processes.ts';
import { isEngineRunning, waitForEngineEnd } from '../support/running-engine.ts';
import { signInDemoUser } from '../support/sign-in-client.ts';
import { useTempFolders } from '../support/temp-folders.ts';
import { createEngineSdkClient } from '../support/test-engine.ts';

const newFolder = useTempFolders();
const start = useProcesses();

/** Revokes an API key as the command-line tool does. */
async function revoke(folder: string, apiKey: string): Promise<void> {
  const store = await openToolStore({ environment: { CONNECT_LOCAL_FOLDER: folder } });
  await executeOperation(store, 'demo', 'revokeApiKey', { path: { keyId: parseApiKey(apiKey)?.keyId ?? '' } });
  await store.close();
}

describe('npm start', () => {
  it('serves the demo data, keeps its data and API key after a restart or a crash, and leaves nothing running', async () => {
    const folder = newFolder();
    const first = await startTestServer(start, folder);
    const demo = readStrictDemo(folder);
    expect(demo).toMatchObject({
      baseUrl: first.baseUrl,
      tenantId: 'demo',
      licenseOfferingId: 'demo-license-offering',
    });
    expect(statSync(join(folder, 'demo.json')).mode & 0o777).toBe(0o600);
    expect(first.stdout()).toContain(demo.apiKey);

    const order = { key: 'k1', body: { productOfferingId: demo.licenseOfferingId, customerId: demo.customerId } };
    const created = await callApi(first.baseUrl, demo.apiKey, '/licenses', order);
    expect(created).toMatchObject({ status: 201, replayed: false });
    const license = await callApi(first.baseUrl, demo.apiKey, `/licenses/${demo.licenseId}`);
    expect(license).toMatchObject({ status: 200 });
    const cancellation = { body: { productOfferingId: demo.addonOfferingId } };
    const cancelled = await callApi(
      first.baseUrl,
      demo.apiKey,
      `/subscriptions/${demo.subscriptionId}/addons/cancel`,
      cancellation,
    );
    expect(cancelled).toMatchObject({ status: 200, body: expect.stringContaining('"CANCELLED"') });

    // The sign-in is loaded now, and prints nothing either.
    const { access_token } = await signInDemoUser(first.baseUrl, 'demo-owner');
    const headers = { Authorization: `Bearer ${access_token}`, 'X-Tenant-Id': demo.tenantId };
    const session = await fetch(`${first.baseUrl}/portal/session`, { headers });
    expect(await session.json()).toMatchObject({
      tenant: { tenantId: demo.tenantId },
      user: { email: 'owner@demo.example', role: 'OWNER' },
    });

    first.child.kill('SIGINT');
    expect(await first.waitForExit()).toBe(0);
    expect(first.stderr()).toBe('');
    expect(await isEngineRunning(folder)).toBe(false);

    const second = await startTestServer(start, folder);
    expect(readStrictDemo(folder)).toEqual({ ...demo, baseUrl: second.baseUrl });
    expect(await callApi(second.baseUrl, demo.apiKey, '/licenses', order)).toMatchObject({
      status: 201,
      replayed: true,
      body: created.body,
    });
    const addons = await callApi(
      second.baseUrl,
      demo.apiKey,
      `/subscriptions/${demo.subscriptionId}/addons?status=ACTIVE`,
    );
    expect(JSON.parse(addons.body).items).toContainEqual(
      expect.objectContaining({
        productOffering: expect.objectContaining({ productOfferingId: demo.addonOfferingId }),
      }),
    );

    // A tool works on the engine of the running server. With a revoked API key, the next start creates another one.
    await revoke(folder, demo.apiKey);
    expect(await callApi(second.baseUrl, demo.apiKey, `/licenses/${demo.licenseId}`)).toMatchObject({ status: 401 });
    second.child.kill('SIGKILL');
    await second.waitForExit();

    const third = await startTestServer(start, folder);
    const { apiKey } = readStrictDemo(folder);
    expect(apiKey).not.toBe(demo.apiKey);
    expect(await callApi(third.baseUrl, apiKey, '/licenses', order)).toMatchObject({
      replayed: true,
      body: created.body,
    });
    // As when its terminal is closed.
    third.child.kill('SIGHUP');
    expect(await third.waitForExit()).toBe(0);
    expect(await isEngineRunning(folder)).toBe(false);
    expect(third.stderr()).toBe('');
  });

  it('is refused in one sentence on a folder where a server runs or starts, or on a port that is in use', async () => {
    const [folder, otherFolder] = [newFolder(), newFolder()];
    const both = [spawnLocalServer(start, folder), spawnLocalServer(start, folder)];
    const codes = both.map(async (server, index) => [index, await server.waitForExit()]);
    const [refusedIndex, code] = await Promise.race(codes);
    const [refused, running] = refusedIndex === 0 ? both : both.toReversed();
    expect(code).toBe(1);
    const { baseUrl } = readStrictDemo(folder);
    expect(refused?.stderr()).toBe(
      `A server already runs on the folder ${folder}, at ${baseUrl} (process ${running?.pid}); stop it, or set CONNECT_LOCAL_FOLDER to use another folder.\n`,
    );
    const blocked = spawnLocalServer(start, otherFolder, { PORT: new URL(baseUrl).port });
    expect(await blocked.waitForExit()).toBe(1);
    expect(blocked.stderr()).toMatch(/^Port \d+ is in use; [^\n]*\n$/);
    expect(await isEngineRunning(otherFolder)).toBe(false);

    running?.child.kill('SIGKILL');
    await waitForEngineEnd(folder);
  });

  it('goes on when nobody reads its output any more', async () => {
    const folder = newFolder();
    const server = await startTestServer(start, folder);
    server.child.stdout?.destroy();
    const { apiKey, licenseId } = readStrictDemo(folder);
    for (const _ of [1, 2, 3])
      expect(await callApi(server.baseUrl, apiKey, `/licenses/${licenseId}`)).toMatchObject({ status: 200 });
    server.child.kill('SIGTERM');
    expect(await server.waitForExit()).toBe(0);
    expect(server.stderr()).toBe('');
  });

  it('prints an unexpected error in one line, without a stack trace', async () => {
    const refusal = JSON.stringify({ __type: 'x#ValidationException', message: 'No.' });
    const other = createServer((_request, response) => response.writeHead(400).end(refusal)).listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const server = spawnLocalServer(start, newFolder(), { AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${port}` });
    expect(await server.waitForExit()).toBe(1);
    expect(server.stderr()).toBe('ValidationException: No.\n');
    other.close();
  });

  it('uses the DynamoDB at AWS_ENDPOINT_URL_DYNAMODB, and creates data on this machine only', async () => {
    const engine = await startEngine();
    const [own, foreign, withJobs] = [newFolder(), newFolder(), newFolder()];
    const [here, there] = await Promise.all([
      startTestServer(start, own, {
        AWS_ENDPOINT_URL_DYNAMODB: engine.url,
        AWS_PROFILE: 'a-person',
        AWS_SESSION_TOKEN: 'x',
      }),
      (async () => {
        const server = spawnLocalServer(start, foreign, {
          AWS_ENDPOINT_URL_DYNAMODB: 'http://192.0.2.1:8000',
          AWS_REGION: 'eu-central-1',
        });
        await server.waitForOutput('\n');
        return server;
      })(),
    ]);
    const demo = readStrictDemo(own);
    expect(existsSync(join(own, 'engine.db'))).toBe(false);
    const publisher = await startTestServer(start, withJobs, {
      AWS_ENDPOINT_URL_DYNAMODB: engine.url,
      CONNECT_JOBS: 'on',
    });
    await vi.waitFor(() => expect(existsSync(join(withJobs, 'events.ndjson'))).toBe(true), { timeout: 60_000 });
    expect(existsSync(join(own, 'events.ndjson'))).toBe(false);
    expect(await callApi(here.baseUrl, demo.apiKey, `/licenses/${demo.licenseId}`)).toMatchObject({ status: 200 });
    const client = createEngineSdkClient(engine.url);
    expect(await client.send(new DescribeTableCommand({ TableName: 'idempotency' }))).toHaveProperty('Table');
    client.destroy();

    expect(there.stdout()).toMatch(
      /^Connect API at http:\S+\. http:\/\/192\.0\.2\.1:8000 is not on this machine, so no tables, data or API key are created there\.\n$/,
    );
    expect(existsSync(join(foreign, 'demo.json'))).toBe(false);
    for (const { child, waitForExit } of [here, there, publisher]) {
      child.kill('SIGTERM');
      expect(await waitForExit()).toBe(0);
    }
    await engine.stop();
  });
});
