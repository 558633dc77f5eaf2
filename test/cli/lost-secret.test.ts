import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync } from 'node:fs';
import { devNull } from 'node:os';
import { text } from 'node:stream/consumers';
import { beforeEach, describe, expect, it } from 'vitest';
import type { PortalApiKey } from '../../lib/contract/portal-api-key.ts';
import { showSecret } from '../../tools/cli/show-secret.ts';
import { executeOperation } from '../../tools/local/execute-operation.ts';
import { recordOutput } from '../support/record-output.ts';
import { TestData } from '../support/test-data.ts';
import { useEngine } from '../support/test-engine.ts';
import { addEndpoint, listStoredEndpoints } from '../support/webhook-endpoints.ts';

const engine = useEngine();
/** A device that is always full. Only Linux has it. */
const fullDevice = '/dev/full';
let tenantId: string;

beforeEach(async () => {
  tenantId = await new TestData(engine).haveTenant();
});

/**
 * Runs a tool whose output cannot be written: to a full disk, to a reader that has closed its pipe, or to the null device, which is what
 * a tool gets whose output was closed by `>&-`.
 */
async function runWithLostOutput(output: 'full' | 'closed' | 'discarded', ...args: string[]) {
  const fd = output === 'closed' ? undefined : openSync(output === 'full' ? fullDevice : devNull, 'w');
  const env = { ...process.env, AWS_ENDPOINT_URL_DYNAMODB: engine.url };
  const command = ['--import', 'tsx', 'tools/cli/main.ts', ...args, '--tenant', tenantId];
  const child = spawn(process.execPath, command, { env, stdio: ['ignore', fd ?? 'pipe', 'pipe'] });
  if (fd !== undefined) closeSync(fd);
  child.stdout?.destroy();
  const [err, [code]] = await Promise.all([child.stderr ? text(child.stderr) : '', once(child, 'close')]);
  return { code, err };
}

/** The states of the API keys, oldest first. */
const listStates = async () =>
  (await executeOperation(engine, tenantId, 'listApiKeys')).items.map(({ state }: PortalApiKey) => state).reverse();

describe.each(['full', 'closed', 'discarded'] as const)(
  'a secret that cannot be written, because the output is %s,',
  output => {
    const canRun = output !== 'full' || existsSync(fullDevice);

    it.runIf(canRun)('is an API key that is revoked', async () => {
      const { code, err } = await runWithLostOutput(output, 'keys', 'create');
      expect([code, err]).toEqual([
        1,
        expect.stringMatching(
          /^The output could not be written \((ENOSPC|EPIPE|it is closed, .*)\)\. The API key \w+ was revoked\.\n$/,
        ),
      ]);
      expect(await listStates()).toEqual(['REVOKED']);
    });

    it.runIf(canRun)('leaves the rotated API key in effect, also without an overlap', async () => {
      const { apiKey } = await executeOperation(engine, tenantId, 'createApiKey', { body: { scopes: ['*'] } });
      const { code, err } = await runWithLostOutput(output, 'keys', 'rotate', '--key', apiKey.keyId, '--overlap', '0h');
      expect([code, err]).toEqual([1, expect.stringContaining(`the old one, ${apiKey.keyId}, stays in effect.`)]);
      expect(await listStates()).toEqual(['ACTIVE', 'REVOKED']);
    });

    it.runIf(canRun)('belongs to a webhook endpoint that is removed, or is taken back', async () => {
      const { code } = await runWithLostOutput(output, 'webhooks', 'add', 'http://127.0.0.1:4000/');
      expect([code, await listStoredEndpoints(engine, tenantId)]).toEqual([1, []]);
      const added = await addEndpoint(engine, tenantId, 'https://example.com/', Date.now());
      if ('code' in added) throw new Error(added.code);
      const its = ['--endpoint', added.endpoint.endpointId];
      const rotated = await runWithLostOutput(output, 'webhooks', 'rotate', ...its, '--overlap', '0h');
      expect([rotated.code, rotated.err]).toEqual([1, expect.stringContaining('the old one stays in effect.')]);
      expect(await listStoredEndpoints(engine, tenantId)).toMatchObject([{ secrets: [{ text: added.secret }] }]);
    });
  },
);

it('a secret that can neither be written nor undone is named, with what to do', async () => {
  const { output } = recordOutput();
  const secret = { text: 'secret', undone: 'Undone.', remedy: 'Revoke the API key abc.' };
  const undo = async () => {
    throw new Error('no connection');
  };
  const writeSecret = async () => {
    throw Object.assign(new Error('write'), { code: 'ENOSPC' });
  };
  await expect(showSecret({ ...output, writeSecret }, { ...secret, undo })).rejects.toThrow(
    'The output could not be written (ENOSPC). The secret is still in effect: Error: no connection Revoke the API key abc.',
  );
});
