import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { readStrictDemo, startTestServer } from '../support/local-server.ts';
import { useProcesses } from '../support/processes.ts';
import { useTempFolders } from '../support/temp-folders.ts';

const folder = useTempFolders()();
const start = useProcesses();
const examples = join(import.meta.dirname, '..', '..', 'client', 'examples');
let env: Record<string, string>;

beforeAll(async () => {
  const { baseUrl } = await startTestServer(start, folder);
  env = { CONNECT_URL: baseUrl, CONNECT_API_KEY: readStrictDemo(folder).apiKey };
});

describe('the examples', () => {
  it('order.sh orders a license and cancels it, with curl', async () => {
    const { stdout } = await promisify(execFile)('sh', [join(examples, 'order.sh')], {
      env: { ...process.env, ...env },
    });
    expect(stdout).toMatch(/"licenseId":"[0-9a-f-]{36}","status":"ACTIVE"/);
    expect(stdout).toMatch(/"pendingStatus":\{"status":"CANCELLED","scheduledAt":"2150-01-01"\}/);
  });

  it('order.ts does the same with the client', async () => {
    const { waitForExit: ended, stdout, stderr } = start('client/examples/order.ts', [], env);
    expect([await ended(), stderr()]).toEqual([0, '']);
    expect(stdout()).toMatch(/^[0-9a-f-]{36} \{ status: 'CANCELLED', scheduledAt: '2150-01-01' \}\n$/);
  });
});

interface Entry {
  name: string;
  request: {
    method: string;
    header: { key: string; value: string }[];
    url: { raw: string; variable: { key: string; value: string }[] };
    body?: { raw: string };
  };
}
const { item, auth } = JSON.parse(readFileSync(join(examples, 'connect.postman_collection.json'), 'utf8'));
const entries: Entry[] = item.flatMap((folder: { item: Entry[] }) => folder.item);

/** Fills in the variables, as a tool for collections does. */
const fillVariables = (text: string, variables: Record<string, string>): string =>
  text.replace(/\{\{(\$?\w+)\}\}/g, (_, name) => variables[name] ?? expect.fail(`${name} is not known`));

describe('a request of the collection', () => {
  // Reads first, because the commands change the data that they read.
  const inOrder = [...entries].sort((a, b) => (a.request.method < b.request.method ? -1 : 1));

  it.each(inOrder)('gets the expected response: $name', async ({ request: { method, header, url, body } }) => {
    const variables = { baseUrl: env.CONNECT_URL ?? '', apiKey: env.CONNECT_API_KEY ?? '', $guid: crypto.randomUUID() };
    const address = url.variable.reduce((path, { key, value }) => path.replace(`:${key}`, value), url.raw);
    const [name, value] = ['key', 'value'].map(
      wanted => auth.apikey.find(({ key }: { key: string }) => key === wanted).value,
    );
    const headers = [...header, { key: name, value }].map(({ key, value }) => [key, fillVariables(value, variables)]);
    const response = await fetch(fillVariables(address, variables), {
      method,
      headers: headers as [string, string][],
      ...(body && { body: body.raw }),
    });
    expect([response.status, await response.json()]).toEqual([
      expect.toSatisfy(status => status < 300),
      expect.anything(),
    ]);
  });
});
