import { once } from 'node:events';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { parseApiKey } from '../../lib/auth/api-key.ts';
import { revokeApiKey } from '../../lib/auth/manage-api-keys.ts';
import { openToolStore } from '../../tools/cli/tool-store.ts';
import { startEngine } from '../../tools/local/engine.ts';
import { isProcessAlive, type ProcessMark } from '../../tools/local/process-mark.ts';
import { callApi, readStrictDemo, spawnLocalServer, startTestServer } from '../support/local-server.ts';
import { useProcesses } from '../support/processes.ts';
import { useTempFolders } from '../support/temp-folders.ts';
import { createEngineSdkClient } from '../support/test-engine.ts';

const newFolder = useTempFolders();
const start = useProcesses();
const engineOf = (folder: string): ProcessMark => JSON.parse(readFileSync(join(folder, 'engine.json'), 'utf8'));

/** As `npx connect-api keys` does. */
async function revoke(folder: string, apiKey: string): Promise<void> {
  const store = await openToolStore({ environment: { CONNECT_LOCAL_FOLDER: folder } });
  await revokeApiKey(store, { tenantId: 'demo', keyId: parseApiKey(apiKey)?.keyId ?? '' }, Date.now());
  await store.close();
}

describe('npm start', () => {
  it('serves the demo, keeps its data and key, and leaves nothing running', async () => {
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
    expect(first.stderr()).toBe('');

    const order = { key: 'k1', body: { productOfferingId: demo.licenseOfferingId, customerId: demo.customerId } };
    const made = await callApi(first.baseUrl, demo.apiKey, '/licenses', order);
    expect(made).toMatchObject({ status: 201, replayed: false });
    const license = await callApi(first.baseUrl, demo.apiKey, `/licenses/${demo.licenseId}`);
    expect(license).toMatchObject({ status: 200 });
    const end = { body: { productOfferingId: demo.addonOfferingId } };
    const cancelled = await callApi(
      first.baseUrl,
      demo.apiKey,
      `/subscriptions/${demo.subscriptionId}/addons/cancel`,
      end,
    );
    expect(cancelled).toMatchObject({ status: 200, body: expect.stringContaining('"CANCELLED"') });

    const engine = engineOf(folder);
    first.child.kill('SIGINT');
    expect(await first.waitForExit()).toBe(0);
    expect(isProcessAlive(engine)).toBe(false);

    const second = await startTestServer(start, folder);
    expect(readStrictDemo(folder)).toEqual({ ...demo, baseUrl: second.baseUrl });
    expect(await callApi(second.baseUrl, demo.apiKey, '/licenses', order)).toMatchObject({
      status: 201,
      replayed: true,
      body: made.body,
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

    // Another one beside it: on its port it cannot be; with a key that was revoked it makes another.
    const blocked = spawnLocalServer(start, folder, { PORT: new URL(second.baseUrl).port });
    await revoke(folder, demo.apiKey);
    expect(await callApi(second.baseUrl, demo.apiKey, `/licenses/${demo.licenseId}`)).toMatchObject({ status: 401 });
    expect(await blocked.waitForExit()).toBe(1);
    expect(blocked.stderr()).toMatch(/^Port \d+ is in use; [^\n]*\n$/);

    const third = await startTestServer(start, folder);
    const { apiKey } = readStrictDemo(folder);
    expect(apiKey).not.toBe(demo.apiKey);
    process.kill(engineOf(folder).pid, 'SIGKILL');
    // The engine comes back while the call still tries.
    expect(await callApi(second.baseUrl, apiKey, '/licenses', order)).toMatchObject({
      replayed: true,
      body: made.body,
    });
    const shared = engineOf(folder);
    second.child.kill('SIGKILL');
    await second.waitForExit();
    expect(await callApi(third.baseUrl, apiKey, '/licenses', order)).toMatchObject({ replayed: true, body: made.body });
    // As when its terminal is closed.
    third.child.kill('SIGHUP');
    expect(await third.waitForExit()).toBe(0);
    expect(isProcessAlive(shared)).toBe(false);
    expect(third.stderr()).toBe('');
  });

  it('says in one line what it did not expect, without a stack', async () => {
    const refusal = JSON.stringify({ __type: 'x#ValidationException', message: 'No.' });
    const strange = createServer((_request, response) => response.writeHead(400).end(refusal)).listen(0, '127.0.0.1');
    await once(strange, 'listening');
    const { port } = strange.address() as AddressInfo;
    const server = spawnLocalServer(start, newFolder(), { AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${port}` });
    expect(await server.waitForExit()).toBe(1);
    expect(server.stderr()).toBe('ValidationException: No.\n');
    strange.close();
  });

  it('goes where AWS_ENDPOINT_URL_DYNAMODB says, and makes things on this machine only', async () => {
    const engine = await startEngine();
    const [own, foreign] = [newFolder(), newFolder()];
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
    expect(existsSync(join(own, 'engine.json'))).toBe(false);
    expect(await callApi(here.baseUrl, demo.apiKey, `/licenses/${demo.licenseId}`)).toMatchObject({ status: 200 });
    const client = createEngineSdkClient(engine.url);
    expect(await client.send(new DescribeTableCommand({ TableName: 'idempotency' }))).toHaveProperty('Table');
    client.destroy();

    expect(there.stdout()).toMatch(
      /^Connect API at http:\S+\. http:\/\/192\.0\.2\.1:8000 is not on this machine, so no tables, data or key are made there\.\n$/,
    );
    expect(existsSync(join(foreign, 'demo.json'))).toBe(false);
    for (const { child, waitForExit: ended } of [here, there]) {
      child.kill('SIGTERM');
      expect(await ended()).toBe(0);
    }
    await engine.stop();
  });
});
