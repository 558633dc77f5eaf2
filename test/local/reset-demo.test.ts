import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints } from '../../functions/endpoints.ts';
import { createDemoCommand } from '../../tools/cli/demo-command.ts';
import { runCommandLine } from '../../tools/cli/run-tool.ts';
import { ensureDemoApiKey } from '../../tools/local/demo-api-key.ts';
import { importDemoData } from '../../tools/local/demo-data.ts';
import { createLocalDependencies } from '../../tools/local/dependencies.ts';
import type { LocalGateway } from '../../tools/local/gateway.ts';
import { readExamples } from '../../tools/openapi/examples.ts';
import { publishChanges } from '../support/publish-changes.ts';
import { recordOutput } from '../support/record-output.ts';
import { sendExample } from '../support/send-example.ts';
import { serveWorld } from '../support/serve-world.ts';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';

const engine = useEngine({ streams: true });
const world = useWorld(engine);
let gateway: LocalGateway;
let baseUrl: string;
let apiKey: string;

beforeAll(async () => {
  await importDemoData(engine);
  apiKey = await ensureDemoApiKey(engine, undefined, Date.now());
  ({ gateway, baseUrl } = await serveWorld(world));
});
afterAll(() => gateway.drain());

/** Runs the command on the engine of the test. */
async function demo(args: string[], environment: Record<string, string> = {}) {
  const { output, said } = recordOutput();
  let opened = 0;
  const openStore = async () => {
    opened += 1;
    return { ...engine, close: async () => {} };
  };
  const code = await runCommandLine(createDemoCommand(openStore, output, environment), args, output);
  return { code, out: said.out.trim(), err: said.err.trim(), opened };
}

/** Sends every example, and returns those that do not succeed. */
async function listFailedExamples(): Promise<string[]> {
  world.clock = Date.now();
  // The jobs of a server publish the events of the demo data.
  await publishChanges(engine, createLocalDependencies(engine));
  const failed: string[] = [];
  for (const endpoint of endpoints) {
    for (const [name, example] of Object.entries(readExamples(endpoint))) {
      const { status } = await sendExample({ baseUrl, caller: { 'X-API-Key': apiKey } }, endpoint, example);
      if (status !== endpoint.success.status) failed.push(`${endpoint.operation} ${name}: ${status}`);
    }
  }
  return failed;
}

describe('npx connect-api demo --reset', () => {
  it('lets every example succeed again, with the same API key', async () => {
    expect(await listFailedExamples()).toEqual([]);
    expect(await listFailedExamples()).not.toEqual([]);
    const { code, out } = await demo(['--reset']);
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(/^Recreated the demo data; \d+ items were deleted before\.$/),
    ]);
    expect(await listFailedExamples()).toEqual([]);
  });

  it('leaves the data of other tenants', async () => {
    await world.haveLicense();
    await demo(['--reset']);
    expect(await world.licenses()).toHaveLength(1);
  });

  it('refuses a database that is not on this machine', async () => {
    const environment = { AWS_ENDPOINT_URL_DYNAMODB: 'https://dynamodb.eu-central-1.amazonaws.com' };
    expect(await demo(['--reset'], environment)).toMatchObject({
      ...{ code: 1, opened: 0 },
      err: 'https://dynamodb.eu-central-1.amazonaws.com is not on this machine. Demo data exists only on this machine.',
    });
  });
});

it('npx connect-api demo does nothing without --reset', async () => {
  expect(await demo([])).toMatchObject({ code: 2, err: 'Nothing was done. Use --reset to recreate the demo data.' });
});
