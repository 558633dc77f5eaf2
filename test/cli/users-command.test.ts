import { beforeEach, describe, expect, it } from 'vitest';
import { runCommandLine } from '../../tools/cli/run-tool.ts';
import { createUserCommand } from '../../tools/cli/user-command.ts';
import { recordOutput } from '../support/record-output.ts';
import { TestData } from '../support/test-data.ts';
import { useEngine } from '../support/test-engine.ts';

const engine = useEngine();
let data: TestData;

beforeEach(async () => {
  data = new TestData(engine);
  data.tenantId = await data.haveTenant();
});

/** Runs the command. @returns the exit code and the output */
async function users(...args: string[]) {
  const { output, said } = recordOutput();
  const open = async () => ({ client: engine.client, tables: engine.tables, close: async () => {} });
  return { code: await runCommandLine(createUserCommand(open, output), args, output), ...said };
}
const usersOf = (name: string, ...args: string[]) => users(name, '--tenant', data.tenantId, ...args);
const listTeam = async () => JSON.parse((await usersOf('list', '--json')).out);

describe('npx connect-api users', () => {
  it('invites the first owner, and says what happens next', async () => {
    const { code, err } = await usersOf('invite', '--email', 'Olivia@example.com', '--role', 'owner');
    expect([code, err]).toEqual([0, expect.stringContaining('No e-mail is sent')]);
    expect(await listTeam()).toMatchObject({
      users: [],
      invitations: [{ email: 'olivia@example.com', role: 'OWNER' }],
    });
    expect((await usersOf('list')).out).toMatch(/olivia@example\.com {2}- +owner {2}invited until/);
    expect((await data.items('audit'))[0]).toMatchObject({
      ...{ action: 'user.invited', actor: { type: 'TOOL' }, changes: { email: 'olivia@example.com', role: 'OWNER' } },
    });
  });

  it('changes the role of a user, and removes users and invitations', async () => {
    await data.haveSession('OWNER');
    await data.haveSession('DEVELOPER');
    expect((await usersOf('role', '--email', 'developer@example.com', '--role', 'viewer')).code).toBe(0);
    expect((await listTeam()).users).toMatchObject([{ role: 'VIEWER' }, { role: 'OWNER' }]);
    expect((await usersOf('remove', '--email', 'Developer@example.com')).err).toContain('work on');
    await usersOf('invite', '--email', 'vera@example.com', '--role', 'viewer');
    expect((await usersOf('remove', '--email', 'vera@example.com')).err).toContain('was cancelled');
    expect(await listTeam()).toMatchObject({ users: [{ email: 'owner@example.com' }], invitations: [] });
  });

  it('keeps the last owner', async () => {
    await data.haveSession('OWNER');
    const { code, err } = await usersOf('remove', '--email', 'owner@example.com');
    expect([code, err.trim()]).toEqual([
      1,
      'This is the last owner. A tenant always has one. Make another user an owner first.',
    ]);
  });

  it.each([
    [2, 'It must be an e-mail address.', ['invite', '--tenant', 'acme', '--email', 'olivia', '--role', 'owner']],
    [
      2,
      'Roles: owner, developer, viewer.',
      ['invite', '--tenant', 'acme', '--email', 'o@example.com', '--role', 'admin'],
    ],
    [2, "'--email <address>' not specified", ['remove', '--tenant', 'acme']],
    [2, "unknown command 'add'. Commands: invite, list, remove, role.", ['add']],
    [1, 'npx connect-api import', ['list', '--tenant', 'nobody']],
  ])('exits with %i and prints "%s"', async (code, sentence, args) => {
    expect(await users(...args)).toMatchObject({ code, err: expect.stringContaining(sentence) });
  });

  it('says which user does not exist', async () => {
    const { code, err } = await usersOf('remove', '--email', 'nobody@example.com');
    expect([code, err]).toEqual([1, expect.stringContaining('The tenant has no user nobody@example.com.')]);
  });
});
