import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { paginateScan } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DemoData } from '../../tools/local/demo-file.ts';
import { isProcessAlive, type ProcessMark } from '../../tools/local/process-mark.ts';
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
let folder: string;
let demo: DemoData;
/** Those that are alive. */
let servers: LocalServer[];

beforeAll(async () => {
  folder = newFolder();
  servers = await Promise.all(Array.from({ length: 2 }, () => startTestServer(start, folder)));
  demo = readStrictDemo(folder);
});

const engine = (): ProcessMark & { url: string } => JSON.parse(readFileSync(join(folder, 'engine.json'), 'utf8'));

/** How many licenses were made under each label, as the table has it. */
async function licensesByLabel(): Promise<Map<unknown, number>> {
  const client = createEngineSdkClient(engine().url);
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

/** A call that makes a license. Its label is its idempotency key, unless it says otherwise. */
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

/** Repeats calls that met a dead server: each has one effect and one answer, the one that was given, if one was. */
async function expectOneEffectEach(
  keys: string[],
  given: Map<string, LocalServerResponse>,
): Promise<Map<string, LocalServerResponse>> {
  const second = await Promise.all(keys.map((key, index) => create(pickServer(index), key)));
  const third = await Promise.all(keys.map((key, index) => create(pickServer(index + 1), key)));
  const counts = await licensesByLabel();
  for (const [index, key] of keys.entries()) {
    expect(second[index]).toMatchObject({ status: 201 });
    expect(third[index]).toMatchObject({ status: 201, replayed: true, body: second[index]?.body });
    expect(counts.get(key)).toBe(1);
    const before = given.get(key);
    if (before) expect(second[index]).toMatchObject({ status: 201, replayed: true, body: before.body });
  }
  return new Map(second.map((answer, index) => [keys[index] ?? '', answer]));
}

describe('several servers on one engine', () => {
  it('have one key when they start together', () => {
    for (const server of servers) expect(server.stdout()).toContain(demo.apiKey);
  });
});

describe('a server that is killed', () => {
  it('at each step of a call leaves one effect and one answer', async () => {
    const steps = ['reading', 'committing', 'committing-late', 'committed', 'answered'] as const;
    const keys = createRange(30).map(index => `${steps[index % steps.length]}-${index}`);
    const given = new Map<string, LocalServerResponse>();
    const reached = new Set<string>();
    const late: (() => Promise<ProxyResponse>)[] = [];
    let allReached = () => {};
    const allAtTheirSteps = new Promise<void>(resolve => {
      allReached = resolve;
    });
    const reach = (key: string): undefined => {
      if (reached.add(key).size === keys.length) allReached();
    };

    const proxy = await startEngineProxy(engine().url, async (operation, body, forward) => {
      const key = keys.find(each => body.includes(`"demo#${each}"`)) ?? '';
      const [, step] = /^(.+)-\d+$/.exec(key) ?? [];
      const commits = operation === 'TransactWriteItems';
      if (step === 'reading') return reach(key);
      if (step === 'committing' && commits) return reach(key);
      if (step === 'committing-late' && commits) {
        if (!reached.has(key)) late.push(forward);
        return reach(key);
      }
      if (step === 'committed' && commits) {
        await forward();
        return reach(key);
      }
      return forward();
    });
    const victim = await startTestServer(start, folder, { AWS_ENDPOINT_URL_DYNAMODB: proxy.url });
    const calls = keys.map(async key => {
      const answer = await create(victim, key).catch(() => undefined);
      if (answer) given.set(key, answer);
      if (answer) reach(key);
    });
    await allAtTheirSteps;
    await kill(victim);
    await Promise.all(calls);
    expect(given.size).toBe(keys.length / steps.length);

    const answers = await expectOneEffectEach(keys, given);
    for (const [key, { replayed }] of answers)
      expect([key, replayed]).toEqual([key, /^(committed|answered)-/.test(key)]);
    for (const arrive of late) expect(await arrive()).toMatchObject({ status: 400 });
    await expectOneEffectEach(keys, answers);
    proxy.stop();
  });
});

describe('the last server', () => {
  it('ends the engine', async () => {
    const running = engine();
    for (const { child } of servers) child.kill('SIGTERM');
    expect(await Promise.all(servers.map(({ waitForExit: ended }) => ended()))).toEqual([0, 0]);
    expect(isProcessAlive(running)).toBe(false);
  });
});
