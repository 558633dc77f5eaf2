import { once } from 'node:events';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { startEngine } from '../../infra/local/engine.ts';
import { isAlive, type ProcessMark } from '../../infra/local/process-mark.ts';
import { openStore } from '../../infra/tools/store.ts';
import { readApiKey } from '../../lib/auth/api-key.ts';
import { revokeKey } from '../../lib/auth/key-administration.ts';
import { clientOf } from '../support/engine.ts';
import { useFolders } from '../support/folder.ts';
import { beginServer, call, demoOf, startServer } from '../support/local-server.ts';
import { useProcesses } from '../support/processes.ts';

const newFolder = useFolders();
const start = useProcesses();
const engineOf = (folder: string): ProcessMark => JSON.parse(readFileSync(join(folder, 'engine.json'), 'utf8'));

/** As `npm run keys` does. */
async function revoke(folder: string, apiKey: string): Promise<void> {
  const store = await openStore({ environment: { CONNECT_LOCAL_FOLDER: folder } });
  await revokeKey(store, { tenantId: 'demo', keyId: readApiKey(apiKey)?.keyId ?? '' }, Date.now());
  await store.close();
}

describe('npm start', () => {
  it('serves the demo, keeps its data and key, and leaves nothing running', async () => {
    const folder = newFolder();
    const first = await startServer(start, folder);
    const demo = demoOf(folder);
    expect(demo).toMatchObject({
      baseUrl: first.baseUrl,
      tenantId: 'demo',
      licenseOfferingId: 'demo-license-offering',
    });
    expect(statSync(join(folder, 'demo.json')).mode & 0o777).toBe(0o600);
    expect(first.stdout()).toContain(demo.apiKey);
    expect(first.stderr()).toBe('');

    const order = { key: 'k1', body: { productOfferingId: demo.licenseOfferingId, customerId: demo.customerId } };
    const made = await call(first.baseUrl, demo.apiKey, '/licenses', order);
    expect(made).toMatchObject({ status: 201, replayed: false });
    const license = await call(first.baseUrl, demo.apiKey, `/licenses/${demo.licenseId}`);
    expect(license).toMatchObject({ status: 200 });
    const end = { body: { productOfferingId: demo.addonOfferingId } };
    const cancelled = await call(
      first.baseUrl,
      demo.apiKey,
      `/subscriptions/${demo.subscriptionId}/addons/cancel`,
      end,
    );
    expect(cancelled).toMatchObject({ status: 200, body: expect.stringContaining('"CANCELLED"') });

    const engine = engineOf(folder);
    first.child.kill('SIGINT');
    expect(await first.ended()).toBe(0);
    expect(isAlive(engine)).toBe(false);

    const second = await startServer(start, folder);
    expect(demoOf(folder)).toEqual({ ...demo, baseUrl: second.baseUrl });
    expect(await call(second.baseUrl, demo.apiKey, '/licenses', order)).toMatchObject({
      status: 201,
      replayed: true,
      body: made.body,
    });
    const addons = await call(
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
    const blocked = beginServer(start, folder, { PORT: new URL(second.baseUrl).port });
    await revoke(folder, demo.apiKey);
    expect(await call(second.baseUrl, demo.apiKey, `/licenses/${demo.licenseId}`)).toMatchObject({ status: 401 });
    expect(await blocked.ended()).toBe(1);
    expect(blocked.stderr()).toMatch(/^Port \d+ is in use; [^\n]*\n$/);

    const third = await startServer(start, folder);
    const { apiKey } = demoOf(folder);
    expect(apiKey).not.toBe(demo.apiKey);
    process.kill(engineOf(folder).pid, 'SIGKILL');
    // The engine comes back while the call still tries.
    expect(await call(second.baseUrl, apiKey, '/licenses', order)).toMatchObject({ replayed: true, body: made.body });
    const shared = engineOf(folder);
    second.child.kill('SIGKILL');
    await second.ended();
    expect(await call(third.baseUrl, apiKey, '/licenses', order)).toMatchObject({ replayed: true, body: made.body });
    // As when its terminal is closed.
    third.child.kill('SIGHUP');
    expect(await third.ended()).toBe(0);
    expect(isAlive(shared)).toBe(false);
    expect(third.stderr()).toBe('');
  });

  it('says in one line what it did not expect, without a stack', async () => {
    const refusal = JSON.stringify({ __type: 'x#ValidationException', message: 'No.' });
    const strange = createServer((_request, response) => response.writeHead(400).end(refusal)).listen(0, '127.0.0.1');
    await once(strange, 'listening');
    const { port } = strange.address() as AddressInfo;
    const server = beginServer(start, newFolder(), { AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${port}` });
    expect(await server.ended()).toBe(1);
    expect(server.stderr()).toBe('ValidationException: No.\n');
    strange.close();
  });

  it('goes where AWS_ENDPOINT_URL_DYNAMODB says, and makes things on this machine only', async () => {
    const engine = await startEngine();
    const [own, foreign] = [newFolder(), newFolder()];
    const [here, there] = await Promise.all([
      startServer(start, own, {
        AWS_ENDPOINT_URL_DYNAMODB: engine.url,
        AWS_PROFILE: 'a-person',
        AWS_SESSION_TOKEN: 'x',
      }),
      (async () => {
        const server = beginServer(start, foreign, {
          AWS_ENDPOINT_URL_DYNAMODB: 'http://192.0.2.1:8000',
          AWS_REGION: 'eu-central-1',
        });
        await server.said('\n');
        return server;
      })(),
    ]);
    const demo = demoOf(own);
    expect(existsSync(join(own, 'engine.json'))).toBe(false);
    expect(await call(here.baseUrl, demo.apiKey, `/licenses/${demo.licenseId}`)).toMatchObject({ status: 200 });
    const client = clientOf(engine.url);
    expect(await client.send(new DescribeTableCommand({ TableName: 'idempotency' }))).toHaveProperty('Table');
    client.destroy();

    expect(there.stdout()).toMatch(
      /^Connect API at http:\S+\. http:\/\/192\.0\.2\.1:8000 is not on this machine, so no tables, data or key are made there\.\n$/,
    );
    expect(existsSync(join(foreign, 'demo.json'))).toBe(false);
    for (const { child, ended } of [here, there]) {
      child.kill('SIGTERM');
      expect(await ended()).toBe(0);
    }
    await engine.stop();
  });
});
