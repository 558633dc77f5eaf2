import { paginateScan } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DemoData } from '../../tools/local/demo-file.ts';
import { type LocalEngine, startEngine } from '../../tools/local/engine.ts';
import { type ProxyResponse, startEngineProxy } from '../support/engine-proxy.ts';
import {
  callApi,
  type LocalServer,
  type LocalServerResponse,
  readStrictDemo,
  startTestServer,
} from '../support/local-server.ts';
import { useProcesses } from '../support/processes.ts';
import { useTempFolders } from '../support/temp-folders.ts';
import { createEngineSdkClient } from '../support/test-engine.ts';

const newFolder = useTempFolders();
const start = useProcesses();
let engine: LocalEngine;
let demos: DemoData[];
let demo: DemoData;
/** The servers that are alive, each in a folder of its own. */
let servers: LocalServer[];

beforeAll(async () => {
  engine = await startEngine();
  const folders = [newFolder(), newFolder(), newFolder()];
  servers = await Promise.all(folders.map(folder => startServer(folder, engine.url)));
  demos = folders.map(readStrictDemo);
  [demo] = demos as [DemoData];
});
afterAll(() => engine.stop());

const startServer = (folder: string, engineUrl: string) =>
  startTestServer(start, folder, { AWS_ENDPOINT_URL_DYNAMODB: engineUrl });

/** Counts the licenses with each label in the table. */
async function countLicensesByLabel(): Promise<Map<unknown, number>> {
  const client = createEngineSdkClient(engine.url);
  const counts = new Map<unknown, number>();
  for await (const { Items = [] } of paginateScan({ client }, { TableName: 'connect', ConsistentRead: true })) {
    for (const item of Items) {
      if (item.sk !== 'license') continue;
      const { label } = JSON.parse(item.metadata ?? '{}');
      counts.set(label, (counts.get(label) ?? 0) + 1);
    }
  }
  client.destroy();
  return counts;
}

/** Creates a license. By default, its label is its idempotency key. */
function create(
  server: LocalServer | undefined,
  key: string,
  metadata: object = { label: key },
): Promise<LocalServerResponse> {
  const body = { productOfferingId: demo.licenseOfferingId, customerId: demo.customerId, metadata };
  return callApi(server?.baseUrl ?? '', demo.apiKey, '/licenses', { key, body });
}

const createRange = (length: number): number[] => Array.from({ length }, (_, index) => index);
const pickServer = (index: number) => servers[index % servers.length];

async function kill(server: LocalServer): Promise<void> {
  server.child.kill('SIGKILL');
  await server.waitForExit();
}

/** Repeats the calls to the killed server. Each must have one effect and one response: the one already received, if there is one. */
async function expectOneEffectEach(
  keys: string[],
  received: Map<string, LocalServerResponse>,
): Promise<Map<string, LocalServerResponse>> {
  const second = await Promise.all(keys.map((key, index) => create(pickServer(index), key)));
  const third = await Promise.all(keys.map((key, index) => create(pickServer(index + 1), key)));
  const counts = await countLicensesByLabel();
  for (const [index, key] of keys.entries()) {
    expect(second[index]).toMatchObject({ status: 201 });
    expect(third[index]).toMatchObject({ status: 201, replayed: true, body: second[index]?.body });
    expect(counts.get(key)).toBe(1);
    const before = received.get(key);
    if (before) expect(second[index]).toMatchObject({ status: 201, replayed: true, body: before.body });
  }
  return new Map(second.map((response, index) => [keys[index] ?? '', response]));
}

describe('several servers on one engine', () => {
  it('can start at once; each accepts the API keys of all', async () => {
    for (const server of servers) {
      expect(server.stderr()).toBe('');
      for (const { apiKey, licenseId } of demos)
        expect(await callApi(server.baseUrl, apiKey, `/licenses/${licenseId}`)).toMatchObject({ status: 200 });
    }
  });
});

describe('a server that is killed', () => {
  it('at any step of a call leaves one effect and one response', async () => {
    const steps = ['reading', 'committing', 'committing-late', 'committed', 'responded'] as const;
    const keys = createRange(30).map(index => `${steps[index % steps.length]}-${index}`);
    const received = new Map<string, LocalServerResponse>();
    const reached = new Set<string>();
    const lateCommits: (() => Promise<ProxyResponse>)[] = [];
    let allReached = () => {};
    const allCallsAtTheirStep = new Promise<void>(resolve => {
      allReached = resolve;
    });
    const reach = (key: string): undefined => {
      if (reached.add(key).size === keys.length) allReached();
    };

    const proxy = await startEngineProxy(engine.url, async (operation, body, forward) => {
      const key = keys.find(each => body.includes(`"demo#${each}"`)) ?? '';
      const [, step] = /^(.+)-\d+$/.exec(key) ?? [];
      const commits = operation === 'TransactWriteItems';
      if (step === 'reading') return reach(key);
      if (step === 'committing' && commits) return reach(key);
      if (step === 'committing-late' && commits) {
        if (!reached.has(key)) lateCommits.push(forward);
        return reach(key);
      }
      if (step === 'committed' && commits) {
        await forward();
        return reach(key);
      }
      return forward();
    });
    const victim = await startServer(newFolder(), proxy.url);
    const calls = keys.map(async key => {
      const response = await create(victim, key).catch(() => undefined);
      if (response) received.set(key, response);
      if (response) reach(key);
    });
    await allCallsAtTheirStep;
    await kill(victim);
    await Promise.all(calls);
    expect(received.size).toBe(keys.length / steps.length);

    const responses = await expectOneEffectEach(keys, received);
    for (const [key, { replayed }] of responses)
      expect([key, replayed]).toEqual([key, /^(committed|responded)-/.test(key)]);
    for (const commit of lateCommits) expect(await commit()).toMatchObject({ status: 400 });
    await expectOneEffectEach(keys, responses);
    proxy.stop();
  });
});

describe('a server on a shared engine', () => {
  it('ends without stopping the engine', async () => {
    for (const { child } of servers) child.kill('SIGTERM');
    expect(await Promise.all(servers.map(({ waitForExit }) => waitForExit()))).toEqual([0, 0, 0]);
    expect((await countLicensesByLabel()).size).toBeGreaterThan(0);
  });
});
