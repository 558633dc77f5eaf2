import { spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readStrictDemo, startTestServer } from '../support/local-server.ts';
import { useProcesses } from '../support/processes.ts';
import { useTempFolders } from '../support/temp-folders.ts';
import { documentFile, findTool, toolsFolder } from './client-tools.ts';

const folder = useTempFolders()();
const start = useProcesses();
const stops: (() => void)[] = [];
afterAll(() => {
  for (const stop of stops) stop();
});
let baseUrl: string;

/** Starts Prism, which responds itself to each request or response that the document does not allow. @returns its address */
function startPrism(...options: string[]): Promise<string> {
  const args = ['proxy', documentFile, baseUrl, '--errors', '--port', '0', ...options];
  const child = spawn(findTool('prism'), args, { stdio: ['ignore', 'pipe', 'inherit'] });
  stops.push(() => child.kill('SIGKILL'));
  let output = '';
  return new Promise((resolve, reject) => {
    child.once('close', code => reject(new Error(`Prism ended with ${code}: ${output}`)));
    child.stdout.on('data', chunk => {
      output += chunk;
      const url = /Prism is listening on (\S+)/.exec(output)?.[1];
      if (url !== undefined) resolve(url);
    });
  });
}

/** Runs `npx connect-api check`. @returns the names of the checks that failed */
async function listFailedChecks(url: string): Promise<string[]> {
  const env = { CONNECT_API_KEY: readStrictDemo(folder).apiKey };
  const { waitForExit, stdout, stderr } = start('tools/cli/main.ts', ['check', '--url', url, '--json'], env);
  await waitForExit();
  expect(stdout(), stderr()).toContain('"checks"');
  const { checks } = JSON.parse(stdout());
  return checks.filter(({ passed }: { passed: boolean }) => !passed).map(({ name }: { name: string }) => name);
}

/** Prism responds itself to a request without credentials, to an unknown path and to malformed JSON, and it rewrites bodies. */
const changedByPrism = [
  'refuses another body, even if it differs in white space only',
  'refuses a body that is not JSON, or JSON with a duplicate property',
  'returns 404 for an unknown path, and 405 for a method that the path does not have',
  'returns 401 for every operation without an API key',
  'returns the same 401 without an API key and with a malformed or unknown one',
  'stores nothing for an invalid request: its idempotency key works once the request is valid',
];
/** They send what the document does not allow. */
const invalidRequests = [
  'names each field that is missing, unknown or malformed',
  'refuses a body of another media type',
  'refuses a date that is past and a body without the offering',
  'refuses a date that is past or does not exist',
  'refuses an idempotency key that is too long or has a space, and two different ones',
  'refuses an unknown filter and an invalid status, limit and cursor',
  'refuses an unknown query parameter or value',
];

describe.runIf(toolsFolder)('the smoke tests pass through Prism', () => {
  beforeAll(async () => {
    ({ baseUrl } = await startTestServer(start, folder));
  });

  it('which finds no violation in any response', async () => {
    const failed = await listFailedChecks(await startPrism('--validate-request=false'));
    expect(failed.sort()).toEqual(changedByPrism.sort());
  });

  it('which finds no violation in any valid request', async () => {
    const failed = await listFailedChecks(await startPrism());
    expect(failed.sort()).toEqual([...changedByPrism, ...invalidRequests].sort());
  });
});
