import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createConnectClient } from '../../client/src/create-connect-client.ts';
import { readPages } from '../../client/src/read-pages.ts';
import { useApiProxies } from '../support/api-proxy.ts';
import { readStrictDemo, startTestServer } from '../support/local-server.ts';
import { useProcesses } from '../support/processes.ts';
import { useTempFolders } from '../support/temp-folders.ts';

const createFolder = useTempFolders();
const folder = createFolder();
const start = useProcesses();
const createProxy = useApiProxies();
const example = 'client/examples/recorded-order.ts';

it('a program that is killed before the response arrives orders once, after any number of starts', async () => {
  const { baseUrl } = await startTestServer(start, folder);
  const { apiKey } = readStrictDemo(folder);
  const file = join(createFolder(), 'order-17.json');
  // Kills the program when the API has carried the command out.
  const proxy = await createProxy(baseUrl, response => {
    expect(existsSync(file)).toBe(true);
    killed.child.kill('SIGKILL');
    return response;
  });
  const killed = start(example, [file], { CONNECT_URL: proxy, CONNECT_API_KEY: apiKey });
  expect(await killed.waitForExit()).toBe('SIGKILL');

  const env = { CONNECT_URL: baseUrl, CONNECT_API_KEY: apiKey };
  const restarted = [start(example, [file], env), start(example, [file], env)];
  expect(await Promise.all(restarted.map(({ waitForExit }) => waitForExit()))).toEqual([0, 0]);
  const [licenseId, same] = restarted.map(({ stdout }) => stdout().trim());
  expect(same).toBe(licenseId);

  const stored: string[] = [];
  for await (const { items } of readPages(createConnectClient({ baseUrl, apiKey }), '/licenses'))
    stored.push(...items.filter(({ metadata }) => metadata?.recordedIn === file).map(({ licenseId }) => licenseId));
  expect(stored).toEqual([licenseId]);
});
