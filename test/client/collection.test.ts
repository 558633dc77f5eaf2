import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { beforeAll, chai, describe, expect, it } from 'vitest';
import { endpoints } from '../../functions/endpoints.ts';
import { readStrictDemo, startTestServer } from '../support/local-server.ts';
import { useProcesses } from '../support/processes.ts';
import { useTempFolders } from '../support/temp-folders.ts';

interface ScriptEvent {
  listen: 'prerequest' | 'test';
  script: { exec: string[] };
}
interface CollectionItem {
  name: string;
  event: ScriptEvent[];
  request: {
    method: string;
    header: { key: string; value: string }[];
    url: { raw: string; variable: { key: string; value: string }[] };
    body?: { raw: string };
  };
}
interface Collection {
  item: { name: string; item: CollectionItem[] }[];
  auth: { apikey: { key: string; value: string }[] };
  event: ScriptEvent[];
  variable: { key: string; value: string }[];
}

const path = join(import.meta.dirname, '..', '..', 'client', 'examples', 'connect.postman_collection.json');
const collection: Collection = JSON.parse(readFileSync(path, 'utf8'));
const variables = new Map(collection.variable.map(({ key, value }) => [key, value]));
const folder = useTempFolders()();
const start = useProcesses();

beforeAll(async () => {
  const { baseUrl } = await startTestServer(start, folder);
  variables.set('baseUrl', baseUrl).set('apiKey', readStrictDemo(folder).apiKey);
});

const fillVariables = (text: string): string =>
  text.replace(/\{\{(\$?\w+)\}\}/g, (_, name) =>
    name === '$guid' ? crypto.randomUUID() : (variables.get(name) ?? expect.fail(`${name} is not a variable`)),
  );

interface ReceivedResponse {
  status: number;
  headers: Headers;
  body: string;
}

/** Runs the scripts of an item with the functions of Postman that they use. @returns the names of the checks that passed */
function runScripts(item: CollectionItem, listen: ScriptEvent['listen'], received?: ReceivedResponse): string[] {
  const passed: string[] = [];
  const haveStatus = (status: number) => chai.expect(received?.status, received?.body).to.equal(status);
  const pm = {
    collectionVariables: variables,
    variables: { replaceIn: fillVariables },
    expect: chai.expect,
    response: {
      headers: received?.headers,
      to: { have: { status: haveStatus } },
      json: () => JSON.parse(received?.body ?? ''),
    },
    test(name: string, check: () => void) {
      check();
      passed.push(name);
    },
  };
  for (const { script } of [...collection.event, ...item.event].filter(event => event.listen === listen))
    runInNewContext(script.exec.join('\n'), { pm });
  return passed;
}

async function send({ request: { method, header, url, body } }: CollectionItem): Promise<ReceivedResponse> {
  const address = url.variable.reduce((raw, { key, value }) => raw.replace(`:${key}`, value), url.raw);
  const auth = Object.fromEntries(collection.auth.apikey.map(({ key, value }) => [key, value]));
  const headers = [...header, { key: auth.key ?? '', value: auth.value ?? '' }];
  const response = await fetch(fillVariables(address), {
    method,
    headers: headers.map(({ key, value }): [string, string] => [key, fillVariables(value)]),
    ...(body && { body: fillVariables(body.raw) }),
  });
  return { status: response.status, headers: response.headers, body: await response.text() };
}

/** Sends the requests of a folder one after the other. @returns the names of the checks that passed */
async function runFolder(items: CollectionItem[]): Promise<string[]> {
  const passed: string[] = [];
  for (const item of items) {
    runScripts(item, 'prerequest');
    const checks = runScripts(item, 'test', await send(item));
    expect(checks.length, item.name).toBeGreaterThan(2);
    passed.push(...checks);
  }
  return passed;
}

describe('the Postman collection', () => {
  it('has a folder for every operation', () => {
    expect(collection.item.map(({ name }) => name)).toEqual(endpoints.map(({ summary }) => summary));
  });

  describe.each(['first', 'second'])('in a %s run', () => {
    it.each(collection.item)('passes its own checks: $name', async ({ item }) => {
      await runFolder(item);
    });
  });

  it('passes the checks of every folder in any order', async () => {
    for (const { item } of [...collection.item].reverse()) await runFolder(item);
  });

  it('shows a replay', async () => {
    expect(await runFolder(collection.item[0]?.item ?? [])).toContain('is a replay');
  });

  it('has checks that fail for another response', async () => {
    const item = collection.item[0]?.item[0] ?? expect.fail('There is no item.');
    expect(() => runScripts(item, 'test', { status: 404, headers: new Headers(), body: '{}' })).toThrow();
  });
});
