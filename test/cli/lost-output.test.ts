import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseApiKey } from '../../lib/auth/api-key.ts';
import { executeOperation } from '../../tools/local/execute-operation.ts';
import { appendJsonLines, toEventFilePath } from '../../tools/local/json-lines.ts';
import { useTempFolders } from '../support/temp-folders.ts';
import { TestData } from '../support/test-data.ts';
import { useEngine } from '../support/test-engine.ts';

const engine = useEngine();
const newFolder = useTempFolders();
/** A device that is always full. Only Linux has it. */
const fullDevice = '/dev/full';
const incomplete = 'The output is incomplete: it could not be written (ENOSPC).\n';
let folder: string;
let tenantId: string;
let keyId: string;

beforeAll(async () => {
  tenantId = await new TestData(engine).haveTenant();
  keyId = (await executeOperation(engine, tenantId, 'createApiKey', { body: { scopes: ['*'] } })).apiKey.keyId;
  folder = newFolder();
  const event = { tenantId, eventId: 'e', type: 'license.created' };
  appendJsonLines(
    toEventFilePath(folder),
    Array.from({ length: 500 }, () => event),
  );
  // The report of these problems is larger than the buffer of a pipe.
  writeFileSync(join(folder, 'lines'), [...Array(900).fill('{'), toTenantLine('after-problems')].join('\n'));
});

const toTenantLine = (id: string) => JSON.stringify({ kind: 'tenant', tenantId: id, mode: 'test' });

type Lost = 'full' | 'closed';

/** Runs a tool with an output that is a full disk, or that nobody reads. */
async function run(args: string[], lost: { stdout?: Lost; stderr?: Lost }) {
  const full = openSync(fullDevice, 'w');
  const env = { ...process.env, AWS_ENDPOINT_URL_DYNAMODB: engine.url, CONNECT_LOCAL_FOLDER: folder };
  const child = spawn(process.execPath, ['--import', 'tsx', 'tools/cli/main.ts', ...args], {
    env,
    stdio: ['ignore', lost.stdout === 'full' ? full : 'pipe', lost.stderr === 'full' ? full : 'pipe'],
  });
  closeSync(full);
  if (lost.stdout === 'closed') child.stdout?.destroy();
  if (lost.stderr === 'closed') child.stderr?.destroy();
  const [out, err, [code]] = await Promise.all([
    child.stdout && !lost.stdout ? text(child.stdout) : '',
    child.stderr && !lost.stderr ? text(child.stderr) : '',
    once(child, 'close'),
  ]);
  return { code, out, err };
}

describe.runIf(existsSync(fullDevice))('an output that cannot be written', () => {
  it.each([
    ['keys --help', () => ['keys', '--help']],
    ['keys list', () => ['keys', 'list', '--tenant', tenantId]],
    ['users list', () => ['users', 'list', '--tenant', tenantId, '--json']],
    ['webhooks list', () => ['webhooks', 'list', '--tenant', tenantId]],
    ['trace', () => ['trace', keyId, '--tenant', tenantId]],
    ['events', () => ['events', '--no-follow', '--last', '500']],
    ['events that are followed', () => ['events', '--last', '500']],
  ])('is exit code 1 on a full disk, and 0 for a reader that has enough: %s', async (_, args) => {
    const [full, closed] = await Promise.all([run(args(), { stdout: 'full' }), run(args(), { stdout: 'closed' })]);
    expect(full).toEqual({ code: 1, out: '', err: incomplete });
    expect(closed).toEqual({ code: 0, out: '', err: '' });
  });

  it.each(['full', 'closed'] as const)(
    'does not change what a command does if it is stderr, which is %s',
    async stderr => {
      const created = await run(['keys', 'create', '--tenant', tenantId], { stderr });
      expect([created.code, parseApiKey(created.out.trim())?.tenantId]).toEqual([0, tenantId]);
      expect(await run(['keys', 'list', '--tenant', 'nobody'], { stderr })).toMatchObject({ code: 1 });
      expect(await run(['keys', 'list', '--tenant', 'NOBODY'], { stderr })).toMatchObject({ code: 2 });
    },
  );

  it('does not stop an import', async () => {
    const imported = await run(['import', join(folder, 'lines')], { stdout: 'closed', stderr: 'closed' });
    expect(imported.code).toBe(1);
    expect(await run(['keys', 'list', '--tenant', 'after-problems'], {})).toMatchObject({ code: 0, err: '' });
  });
});
