import { Command } from 'commander';
import { listApiKeys } from '../../lib/auth/api-key-repository.ts';
import { type ApiKeyProblem, createApiKey, revokeApiKey, rotateApiKey } from '../../lib/auth/manage-api-keys.ts';
import { Scope } from '../../lib/contract/scope.ts';
import { toInstant, toStartOfDay } from '../../lib/domain/calendar.ts';
import type { Tenant } from '../../lib/domain/tenant.ts';
import type { TableAccess } from '../../lib/dynamodb/table-access.ts';
import { UsageError, UserError } from '../../lib/user-error.ts';
import { formatApiKeyTable, toApiKeyRows } from './api-key-table.ts';
import {
  type ApiKeyExpiry,
  parseApiKeyExpiry,
  parseApiKeyId,
  parseApiKeyName,
  parseDuration,
  parseScopes,
  parseTenantId,
} from './argument-parsers.ts';
import { requireTenant } from './require-tenant.ts';
import type { CommandOutput } from './run-tool.ts';
import { createStageOption } from './stage-option.ts';
import type { StoreLocation, ToolStore } from './tool-store.ts';

interface ListOptions {
  tenant: string;
  json?: boolean;
}
interface CreateOptions {
  tenant: string;
  scopes?: Scope[];
  name?: string;
  expires?: ApiKeyExpiry;
}
interface ApiKeyOptions {
  tenant: string;
  key: string;
}
interface RotateOptions extends ApiKeyOptions {
  overlap?: number;
  expires?: ApiKeyExpiry;
}

/** The command line that manages keys. @param openStore - finds where they are kept, when it is needed */
export function createApiKeyCommand(
  openStore: (place: Pick<StoreLocation, 'stage'>) => Promise<ToolStore>,
  output: CommandOutput,
): Command {
  const program = new Command('npx connect-api keys')
    .description('The API keys of a tenant. Secrets are shown once, when they are made.')
    .addOption(createStageOption());
  program.on('command:*', ([name]: string[]) => {
    const knownCommands = program.commands.map(command => command.name()).join(', ');
    program.error(`error: unknown command '${name}'; there are ${knownCommands}.`);
  });

  /** All of them work on one tenant's keys. */
  const subcommand = <O extends { tenant: string }>(
    name: string,
    description: string,
    run: (store: TableAccess, tenant: Tenant, options: O) => Promise<void>,
  ): Command =>
    program
      .command(name)
      .description(description)
      .requiredOption('--tenant <id>', 'whose keys', parseTenantId)
      .action(async (options: O) => {
        const store = await openStore({ stage: program.opts<StoreLocation>().stage });
        try {
          await run(store, await requireTenant(store, options.tenant), options);
        } finally {
          await store.close();
        }
      });

  subcommand<CreateOptions>('create', 'Make a key and print it', async (store, tenant, options) => {
    const { scopes = [...Scope.options], name, expires } = options;
    const nowMs = Date.now();
    const expiresAt = expires && resolveExpiry(expires, tenant, nowMs);
    const { text, apiKey } = await createApiKey(store, tenant, { scopes, name, expiresAt }, nowMs);
    output.log(text);
    output.error(`The key ${apiKey.keyId} of tenant ${tenant.tenantId} is shown this once: keep it.`);
  })
    .option('--scopes <list>', 'what it may do, by commas (default: everything)', parseScopes)
    .option('--name <text>', 'a name to tell it by', parseApiKeyName)
    .option('--expires <when>', 'a date (from its start in the time zone of the tenant), or 30d', parseApiKeyExpiry);

  subcommand<ListOptions>('list', 'Show the keys, never their secrets', async (store, { tenantId }, { json }) => {
    const rows = toApiKeyRows(await listApiKeys(store, tenantId), toInstant(Date.now()));
    output.log(json ? JSON.stringify(rows, null, 2) : formatApiKeyTable(rows));
  }).option('--json', 'as JSON');

  subcommand<RotateOptions>(
    'rotate',
    'Make a key on the same terms and let the old one expire',
    async (store, tenant, { key: keyId, overlap = parseDuration('7d'), expires }) => {
      const nowMs = Date.now();
      const expiresAt = expires && resolveExpiry(expires, tenant, nowMs);
      const name = { tenantId: tenant.tenantId, keyId };
      const { text, apiKey, old } = unwrapResult(await rotateApiKey(store, name, overlap, nowMs, expiresAt), keyId);
      output.log(text);
      const expiryNote = apiKey.expiresAt === undefined ? '' : ` It works until ${apiKey.expiresAt}.`;
      output.error(
        `The key ${apiKey.keyId} is shown this once: keep it.${expiryNote} ${keyId} works until ${old.expiresAt}.`,
      );
    },
  )
    .requiredOption('--key <id>', 'which one: the id that list shows', parseApiKeyId)
    .option('--overlap <time>', 'for how long the old one still works (default: 7d)', parseDuration)
    .option(
      '--expires <when>',
      'of the new one, as for create (default: when the old one would have)',
      parseApiKeyExpiry,
    );

  subcommand<ApiKeyOptions>(
    'revoke',
    'End a key, from the next request on',
    async (store, { tenantId }, { key: keyId }) => {
      const { revokedAt } = unwrapResult(await revokeApiKey(store, { tenantId, keyId }, Date.now()), keyId);
      output.error(`The key ${keyId} is revoked since ${revokedAt}.`);
    },
  ).requiredOption('--key <id>', 'which one: the id that list shows', parseApiKeyId);

  return program;
}

const apiKeyProblemMessages: Record<ApiKeyProblem['problem'], (keyId: string) => string> = {
  key_not_found: keyId => `The tenant has no key ${keyId}; "keys -- list" shows those it has.`,
  key_revoked: keyId => `The key ${keyId} is revoked; make a new one with "keys -- create".`,
  key_expired: keyId => `The key ${keyId} has expired; make a new one with "keys -- create".`,
  key_changed: keyId => `The key ${keyId} was changed by somebody else just now; nothing was done, look and try again.`,
};

function unwrapResult<T extends object>(result: T | ApiKeyProblem, keyId: string): T {
  if ('problem' in result) throw new UserError(apiKeyProblemMessages[result.problem](keyId));
  return result;
}

function resolveExpiry(expiry: ApiKeyExpiry, { timeZone }: Tenant, nowMs: number): string {
  const at = 'on' in expiry ? toStartOfDay(timeZone, expiry.on) : toInstant(nowMs + expiry.afterMs);
  if (at <= toInstant(nowMs)) throw new UsageError('--expires must lie in the future.');
  return at;
}
