import { Command } from 'commander';
import type { Role } from '../../lib/contract/portal-user.ts';
import type { TableAccess } from '../../lib/dynamodb/table-access.ts';
import { UserError } from '../../lib/user-error.ts';
import { executeOperation } from '../local/execute-operation.ts';
import { parseEmail, parseRole, parseTenantId } from './argument-parsers.ts';
import { requireTenant } from './require-tenant.ts';
import type { CommandOutput } from './run-tool.ts';
import { createStageOption } from './stage-option.ts';
import { formatTextTable, replaceControlCharacters } from './text-table.ts';
import type { StoreLocation, ToolStore } from './tool-store.ts';

interface TenantOptions {
  tenant: string;
  json?: boolean;
}
interface PersonOptions extends TenantOptions {
  email: string;
}
interface RoleOptions extends PersonOptions {
  role: Role;
}

/** The team as the API lists it. */
interface TeamLists {
  users: { userId: string; email: string; name?: string; role: Role }[];
  invitations: { email: string; role: Role; expiresAt: string }[];
}

/** `npx connect-api users`. @param openStore - is called when a command needs the tables */
export function createUserCommand(
  openStore: (place: Pick<StoreLocation, 'stage'>) => Promise<ToolStore>,
  output: CommandOutput,
): Command {
  const program = new Command('npx connect-api users')
    .description(
      'Manages the users of the portal of a tenant. The first owner is invited here; owners invite others in the portal.',
    )
    .addOption(createStageOption());
  program.on('command:*', ([name]: string[]) => {
    const knownCommands = program.commands.map(command => command.name()).join(', ');
    program.error(`error: unknown command '${name}'. Commands: ${knownCommands}.`);
  });

  /** A command on the users of one tenant. */
  const subcommand = <O extends TenantOptions>(
    name: string,
    description: string,
    run: (store: TableAccess, options: O) => Promise<void>,
  ): Command =>
    program
      .command(name)
      .description(description)
      .requiredOption('--tenant <id>', 'the tenant of the users', parseTenantId)
      .action(async (options: O) => {
        const store = await openStore({ stage: program.opts<StoreLocation>().stage });
        try {
          await requireTenant(store, options.tenant);
          await run(store, options);
        } finally {
          await store.close();
        }
      });
  const addEmailOption = (command: Command): Command =>
    command.requiredOption('--email <address>', 'the e-mail address of the person', parseEmail);
  const addRoleOption = (command: Command): Command =>
    command.requiredOption('--role <role>', 'owner, developer or viewer', parseRole);

  addRoleOption(
    addEmailOption(
      subcommand<RoleOptions>('invite', 'Invite a person to the portal', async (store, { tenant, email, role }) => {
        const { expiresAt } = await executeOperation(store, tenant, 'inviteUser', { body: { email, role } });
        output.error(
          `${email} becomes a user of tenant ${tenant} at the first sign-in to the portal with this e-mail address, until ${expiresAt}. ` +
            'No e-mail is sent: tell the person the address of the portal.',
        );
      }),
    ),
  );

  subcommand<TenantOptions>('list', 'List the users and the open invitations', async (store, { tenant, json }) => {
    const team: TeamLists = await executeOperation(store, tenant, 'listUsers');
    output.log(json ? JSON.stringify(team, null, 2) : formatTeamTable(team));
  }).option('--json', 'print JSON');

  addEmailOption(
    subcommand<PersonOptions>('remove', 'Remove a user, or cancel an invitation', async (store, { tenant, email }) => {
      const team: TeamLists = await executeOperation(store, tenant, 'listUsers');
      if (team.invitations.some(invitation => isSameEmail(invitation.email, email))) {
        await executeOperation(store, tenant, 'cancelInvitation', { body: { email } });
        output.error(`The invitation to ${email} was cancelled.`);
        return;
      }
      const { userId } = requireUser(team, email);
      await executeOperation(store, tenant, 'removeUser', { path: { userId } });
      output.error(
        `${email} was removed; the next request of this user fails. API keys that the user created work on: "npx connect-api keys list" lists them.`,
      );
    }),
  );

  addRoleOption(
    addEmailOption(
      subcommand<RoleOptions>('role', 'Change the role of a user', async (store, { tenant, email, role }) => {
        const { userId } = requireUser(await executeOperation(store, tenant, 'listUsers'), email);
        await executeOperation(store, tenant, 'changeUserRole', { path: { userId }, body: { role } });
        output.error(`${email} has the role ${role.toLowerCase()} from the next request on.`);
      }),
    ),
  );
  return program;
}

const isSameEmail = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** @throws UserError if the tenant has no such user */
function requireUser({ users }: TeamLists, email: string): TeamLists['users'][number] {
  const user = users.find(each => isSameEmail(each.email, email));
  if (user) return user;
  throw new UserError(`The tenant has no user ${email}. List its users with "npx connect-api users list".`);
}

const formatTeamTable = ({ users, invitations }: TeamLists): string =>
  formatTextTable(
    ['E-MAIL', 'NAME', 'ROLE', 'STATE'],
    [
      ...users.map(({ email, name, role }) => [
        email,
        replaceControlCharacters(name ?? '-'),
        role.toLowerCase(),
        'user',
      ]),
      ...invitations.map(({ email, role, expiresAt }) => [
        email,
        '-',
        role.toLowerCase(),
        `invited until ${expiresAt}`,
      ]),
    ],
  );
