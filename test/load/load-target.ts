import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseApiKey } from '../../lib/auth/api-key.ts';
import { UsageError, UserError } from '../../lib/user-error.ts';
import { demoIds, readDemoFile } from '../../tools/local/demo-file.ts';
import { smokeFixtures } from '../../tools/local/smoke-fixtures.ts';

/** The API that a load test calls, and the resources of the tenant that it needs. */
export interface LoadTarget {
  /** Address with its base path, without a slash at the end. */
  url: string;
  apiKey: string;
  customerId: string;
  /** An offering whose licenses end at once when they are cancelled without a date. */
  licenseOfferingId: string;
}

const startTimeoutMs = 30_000;
const probeTimeoutMs = 30_000;

/** Starts a local server in a folder of its own, and stops it after the work. */
export async function withLocalTarget<T>(work: (target: LoadTarget) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'connect-load-'));
  const main = join(import.meta.dirname, '../../tools/local/main.ts');
  const server = spawn(process.execPath, ['--import', 'tsx', main], {
    env: { PATH: process.env.PATH, PORT: '0', CONNECT_LOCAL_FOLDER: folder },
    stdio: 'ignore',
  });
  const ended = once(server, 'close');
  try {
    return await work(await waitForDemoTarget(folder));
  } finally {
    server.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true });
  }
}

/** Waits for the file that the server writes just before it responds. */
async function waitForDemoTarget(folder: string): Promise<LoadTarget> {
  for (const endsAt = Date.now() + startTimeoutMs; Date.now() < endsAt; await sleep(50)) {
    const demo = readDemoFile(folder);
    if (demo && (await fetch(demo.baseUrl).catch(() => undefined))) return { ...demo, url: demo.baseUrl };
  }
  throw new UserError('The local server did not start. Run "npm start" to see why.');
}

/** Builds the target for an address: the tenant of the demo data, or one that has the fixtures of `npx connect-api check`. */
export const toLoadTarget = (url: string, apiKey: string): LoadTarget => ({
  ...(parseApiKey(apiKey)?.tenantId === demoIds.tenantId ? demoIds : smokeFixtures),
  url,
  apiKey,
});

/**
 * Creates one license and cancels it. A load test with a wrong API key would only measure refusals.
 *
 * @throws UsageError
 */
export async function probeTarget(target: LoadTarget): Promise<void> {
  const created = await postJson(target, '/licenses', buildLicenseBody(target));
  const { licenseId } = created.json;
  if (created.status !== 201 || typeof licenseId !== 'string') {
    throw new UsageError(
      `${target.url} did not create a license: status ${created.status}, ${created.json.code ?? 'no code'}. ` +
        'The API key needs the scopes of licenses, and its tenant the fixtures of "npx connect-api check": see docs/deploy.md.',
    );
  }
  await postJson(target, `/licenses/${licenseId}/cancel`, {});
}

export const buildLicenseBody = ({ customerId, licenseOfferingId: productOfferingId }: LoadTarget): object => ({
  customerId,
  productOfferingId,
});

/** Repeats a create whose response was lost. @returns the ID of its license; undefined if there is none */
export async function repeatCreate(target: LoadTarget, idempotencyKey: string): Promise<string | undefined> {
  const { licenseId } = (await postJson(target, '/licenses', buildLicenseBody(target), idempotencyKey)).json;
  return typeof licenseId === 'string' ? licenseId : undefined;
}

async function postJson({ url, apiKey }: LoadTarget, path: string, body: object, idempotencyKey?: string) {
  const headers = {
    'X-API-Key': apiKey,
    'Content-Type': 'application/json',
    ...(idempotencyKey !== undefined && { 'X-Idempotency-Key': idempotencyKey }),
  };
  const signal = AbortSignal.timeout(probeTimeoutMs);
  const response = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body), signal }).catch(
    cause => {
      throw new UsageError(`${url} cannot be reached: check the address, and whether the API runs.`, { cause });
    },
  );
  const json = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  return { status: response.status, json };
}
