import { spawnSync } from 'node:child_process';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseApiKey } from '../../lib/auth/api-key.ts';
import { useTempFolders } from '../support/temp-folders.ts';

const newFolder = useTempFolders();
const project = join(import.meta.dirname, '..', '..');

function connectApi(args: string[], { cwd = project, stdout = 'pipe' as 'pipe' | number, folder = '' } = {}) {
  const result = spawnSync('npx', ['connect-api', ...args], {
    cwd,
    env: { ...process.env, CONNECT_LOCAL_FOLDER: folder },
    stdio: ['ignore', stdout, 'pipe'],
    encoding: 'utf8',
  });
  return { code: result.status, out: result.stdout, err: result.stderr };
}

describe('npx connect-api', () => {
  it.each(['', 'docs', 'client/src'])('lists its commands, and prints nothing else, in the folder /%s', folder => {
    const { code, out, err } = connectApi(['--help'], { cwd: join(project, folder) });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^Usage: npx connect-api /);
    for (const name of ['keys', 'webhooks', 'events', 'import', 'check']) expect(out).toContain(`\n  ${name} `);
  });

  it('marks the required options in the help, also those of the command above', () => {
    const { out } = connectApi(['keys', 'rotate', '--help']);
    expect(out.match(/--\w+ <.*\(required\)/g)?.map(line => line.split(' ')[0])).toEqual(['--tenant', '--key']);
    expect(out).toContain('--stage <name>');
  });

  it('prints exactly the API key that it creates, and JSON with --json, and resolves paths in the folder of the user', () => {
    const folder = newFolder();
    const runJson = (...args: string[]) => {
      const { code, out, err } = connectApi([...args, '--json'], { folder, cwd: join(project, 'tools', 'local') });
      expect({ code, err }).toEqual({ code: 0, err: '' });
      return JSON.parse(out);
    };
    expect(runJson('import', 'demo.ndjson')).toMatchObject({ failed: 0 });
    const { out } = connectApi(['keys', 'create', '--tenant', 'demo'], { folder });
    const apiKey = parseApiKey(out.trimEnd());
    expect([apiKey?.tenantId, out]).toEqual(['demo', `${out.trimEnd()}\n`]);
    expect(runJson('keys', 'list', '--tenant', 'demo')).toMatchObject([{ keyId: apiKey?.keyId }]);
    expect(runJson('trace', apiKey?.keyId ?? '', '--tenant', 'demo').facts).toHaveLength(1);
    expect(runJson('users', 'list', '--tenant', 'demo')).toEqual({ users: [], invitations: [] });
    expect(runJson('webhooks', 'list', '--tenant', 'demo')).toEqual([]);
  });

  it('shows the help of a command', () => {
    const help = connectApi(['keys', '--help']);
    expect(help).toMatchObject({ code: 0, out: expect.stringMatching(/^Usage: npx connect-api keys /) });
    expect(connectApi(['help', 'keys'])).toEqual(help);
  });

  it.each([
    [[], 'Usage: npx connect-api'],
    [
      ['destroy'],
      "error: unknown command 'destroy'. Commands: keys, users, webhooks, events, trace, import, release, demo, mcp, check.\n",
    ],
    [['toString'], "error: unknown command 'toString'"],
    [['--force'], "error: unknown option '--force'\n"],
  ])('exits with 2 for the arguments %j', (args, sentence) => {
    expect(connectApi(args)).toEqual({ code: 2, out: '', err: expect.stringContaining(sentence) });
  });

  // Linux has this device, which is always full.
  it.runIf(process.platform === 'linux')('exits with 1 if its output cannot be written', () => {
    const { code, err } = connectApi(['--help'], { stdout: openSync('/dev/full', 'w') });
    expect({ code, err }).toEqual({ code: 1, err: 'The output is incomplete: it could not be written (ENOSPC).\n' });
  });
});
