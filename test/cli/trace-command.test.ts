import { beforeEach, describe, expect, it } from 'vitest';
import { runCommandLine } from '../../tools/cli/run-tool.ts';
import { createTraceCommand } from '../../tools/cli/trace-command.ts';
import { createLocalDependencies } from '../../tools/local/dependencies.ts';
import { haveExampleFixtures, readExampleRequests } from '../support/example-requests.ts';
import { endpointsByName } from '../support/operations.ts';
import { publishChanges } from '../support/publish-changes.ts';
import { recordOutput } from '../support/record-output.ts';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';

const engine = useEngine({ streams: true });
const world = useWorld(engine);
let requestId: string;
let licenseId: string;

/** Runs the command. @returns the exit code and the output */
async function trace(id: string, ...args: string[]) {
  const { output, said } = recordOutput();
  const open = async () => ({ client: engine.client, tables: engine.tables, close: async () => {} });
  const command = createTraceCommand(open, output);
  return { code: await runCommandLine(command, [id, '--tenant', world.tenantId, ...args], output), ...said };
}

beforeEach(async () => {
  // The command has the clock of this machine, which decides what is still stored.
  world.clock = Date.now();
  await haveExampleFixtures(world);
  const [example] = readExampleRequests(endpointsByName.createLicense);
  const { headers, json } = await world.call('createLicense', { ...example, idempotencyKey: 'order-17' });
  requestId = headers['X-Request-Id'] ?? '';
  licenseId = json.licenseId;
  await publishChanges(engine, createLocalDependencies(engine));
});

describe('npx connect-api trace', () => {
  it('shows the response and the events of a request', async () => {
    const { code, out } = await trace(requestId);
    expect(code).toBe(0);
    expect(out).toContain(`Request ${requestId}: createLicense, idempotency key order-17.`);
    expect(out).toContain('Response 201: {');
    expect(out).toMatch(new RegExp(`license\\.created +${licenseId} +API_KEY \\w+ +${requestId}`));
  });

  it('shows the history of a license', async () => {
    expect((await trace(licenseId)).out).toMatch(new RegExp(`license\\.created +${licenseId}`));
  });

  it('shows the state, the changes and the use of an API key', async () => {
    const keyId = world.apiKey.split('_')[3] ?? '';
    const [customer] = readExampleRequests(endpointsByName.getCustomer);
    await world.call('getCustomer', { ...customer });
    const { out } = await trace(keyId);
    expect(out).toContain(`API key ${keyId}: ACTIVE`);
    expect(out).toMatch(/sensitive-read +\/customers\//);
    expect(out).toMatch(new RegExp(`license\\.created +${licenseId}`));
    expect(JSON.parse((await trace(keyId, '--json')).out).lines.length).toBeGreaterThan(1);
  });

  it.each(['c2d1c8a0-3f5c-4c1e-8d57-31f2f1f0a111', 'no-such-id', 'AAAAAAAAAAAA'])(
    'says that nothing is known about %s',
    async id => {
      expect(await trace(id)).toMatchObject({ code: 1, err: expect.stringContaining(`Nothing is known about ${id}`) });
    },
  );

  it('needs a tenant', async () => {
    const { output, said } = recordOutput();
    const code = await runCommandLine(
      createTraceCommand(async () => Promise.reject(), output),
      ['x'],
      output,
    );
    expect([code, said.err]).toEqual([2, expect.stringContaining("'--tenant <id>' not specified")]);
  });
});
