import { spawnSync } from 'node:child_process';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const project = join(import.meta.dirname, '..', '..');

function connectApi(args: string[], { cwd = project, stdout = 'pipe' as 'pipe' | number } = {}) {
  const result = spawnSync('npx', ['connect-api', ...args], {
    cwd,
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

  it('shows the help of a command', () => {
    const help = connectApi(['keys', '--help']);
    expect(help).toMatchObject({ code: 0, out: expect.stringMatching(/^Usage: npx connect-api keys /) });
    expect(connectApi(['help', 'keys'])).toEqual(help);
  });

  it.each([
    [[], 'Usage: npx connect-api'],
    [
      ['destroy'],
      "error: unknown command 'destroy'. Commands: keys, users, webhooks, events, trace, import, demo, mcp, check.\n",
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
