import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { endpoints, publicEndpoints } from '../../functions/endpoints.ts';
import { type Endpoint, isCommandEndpoint } from '../../lib/contract/endpoint.ts';
import { buildCodeSamples } from '../../tools/openapi/code-samples/code-samples.ts';
import { callApi, readStrictDemo, startTestServer } from '../support/local-server.ts';
import { useProcesses } from '../support/processes.ts';
import { installedLanguages, runCodeSample } from '../support/run-code-sample.ts';
import { useTempFolders } from '../support/temp-folders.ts';

/** `npm run test:more` runs the samples of all operations, and those of languages that compile. */
const runsAll = process.env.CONNECT_TEST_ALL_SAMPLES !== undefined;
const fastLanguages = ['curl', 'Node.js', 'Python'];
const fewOperations = ['createLicense', 'listLicenses', 'getIdempotencyKey', 'getHealth'];

const newFolder = useTempFolders();
const start = useProcesses();
let env: Record<string, string>;

beforeAll(async () => {
  const folder = newFolder();
  const { baseUrl } = await startTestServer(start, folder);
  env = { CONNECT_URL: baseUrl, CONNECT_API_KEY: readStrictDemo(folder).apiKey };
});

// Reads first, because the commands change the data that they read.
const tested = [...endpoints, ...publicEndpoints]
  .filter(({ operation }) => runsAll || fewOperations.includes(operation))
  .toSorted((a, b) => Number(isCommandEndpoint(a)) - Number(isCommandEndpoint(b)));
const samples = tested.flatMap(endpoint =>
  buildCodeSamples(endpoint)
    .filter(({ label }) => runsAll || fastLanguages.includes(label))
    .map(({ label, source }): [string, string, Endpoint, string] => [endpoint.operation, label, endpoint, source]),
);

describe('the code sample of an operation', () => {
  it.each(samples)('%s in %s', async (_operation, language, endpoint, source) => {
    if (!installedLanguages.has(language)) return console.log(`Not run: ${language} is not installed.`);
    const { output } = runCodeSample(language, source, newFolder(), env);
    // Another language may have cancelled the same resource before: its response is an error that the contract names.
    const codes = endpoint.errors.map(code => `"code":"${code}"|"code": "${code}"|'code': '${code}'|code: '${code}'`);
    const success = `\\b${endpoint.success.status}\\b|"(licenseId|orderId|subscriptionId|items|keyId|status|idempotencyKey|eventId|iccid|customerId|productOfferingId)"`;
    expect(output).toMatch(new RegExp([success, ...(isCommandEndpoint(endpoint) ? codes : [])].join('|')));
    expect(output).not.toMatch(/VALIDATION_ERROR|MALFORMED_JSON|UNAUTHORIZED|UNSUPPORTED_MEDIA_TYPE/);
  });

  it('is carried out every time that it is pasted, because it generates its idempotency key', async () => {
    const createLicense = endpoints.find(({ operation }) => operation === 'createLicense') ?? expect.fail();
    const [curl] = buildCodeSamples(createLicense);
    const count = async () =>
      JSON.parse((await callApi(env.CONNECT_URL ?? '', env.CONNECT_API_KEY ?? '', '/licenses?limit=1000')).body).items
        .length;
    const before = await count();
    for (const _ of [1, 2]) expect(runCodeSample('curl', curl?.source ?? '', newFolder(), env).code).toBe(0);
    expect(await count()).toBe(before + 2);
  });

  it('contains no idempotency key that another command has, too', () => {
    const document = JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'openapi.json'), 'utf8'));
    const operations = Object.values<Record<string, object>>(document.paths).flatMap(methods =>
      Object.entries(methods),
    );
    for (const [method, operation] of operations) {
      const { 'x-codeSamples': all } = operation as { 'x-codeSamples': { label: string; source: string }[] };
      expect(all.map(({ label }) => label)).toEqual(['curl', 'Node.js', 'Python', 'Go', 'Java', 'C#']);
      if (method === 'get') continue;
      for (const { source } of all) expect(source).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}/);
    }
  });
});
