import { Command } from 'commander';
import { listApiKeys } from '../../lib/auth/api-key-repository.ts';
import {
  type ApiKeyProblem,
  cancelApiKeyRotation,
  confirmApiKeyRotation,
  createApiKey,
  revokeApiKey,
  rotateApiKey,
  updateApiKeyScopes,
} from '../../lib/auth/manage-api-keys.ts';
import { allScopes, type GrantedScope } from '../../lib/contract/scope.ts';
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
import type { SecretOutput } from './run-tool.ts';
import { showSecret } from './show-secret.ts';
import { createStageOption } from './stage-option.ts';
import type { StoreLocation, ToolStore } from './tool-store.ts';

interface ListOptions {
  tenant: string;
  json?: boolean;
}
interface CreateOptions {
  tenant: string;
  scopes?: GrantedScope[];
  name?: string;
  expires?: ApiKeyExpiry;
}
interface ApiKeyOptions {
  tenant: string;
  key: string;
}
interface UpdateOptions extends ApiKeyOptions {
  addScopes?: GrantedScope[];
  removeScopes?: GrantedScope[];
}
interface RotateOptions extends ApiKeyOptions {
  scopes?: GrantedScope[];
  overlap?: number;
  expires?: ApiKeyExpiry;
}

/** `npx connect-api keys`. @param openStore - is called when a command needs the tables */
export function createApiKeyCommand(
  openStore: (place: Pick<StoreLocation, 'stage'>) => Promise<ToolStore>,
  output: SecretOutput,
): Command {
  const program = new Command('npx connect-api keys')
    .description('Manages the API keys of a tenant. A key is shown only once, when it is created.')
    .addOption(createStageOption());
  program.on('command:*', ([name]: string[]) => {
    const knownCommands = program.commands.map(command => command.name()).join(', ');
    program.error(`error: unknown command '${name}'. Commands: ${knownCommands}.`);
  });

  /** A command on the API keys of one tenant. */
  const subcommand = <O extends { tenant: string }>(
    name: string,
    description: string,
    run: (store: TableAccess, tenant: Tenant, options: O) => Promise<void>,
  ): Command =>
    program
      .command(name)
      .description(description)
      .requiredOption('--tenant <id>', 'the tenant of the API keys', parseTenantId)
      .action(async (options: O) => {
        const store = await openStore({ stage: program.opts<StoreLocation>().stage });
        try {
          await run(store, await requireTenant(store, options.tenant), options);
        } finally {
          await store.close();
        }
      });

  subcommand<CreateOptions>('create', 'Create an API key and print it', async (store, tenant, options) => {
    const { scopes = [allScopes], name, expires } = options;
    const nowMs = Date.now();
    const expiresAt = expires && resolveExpiry(expires, tenant, nowMs);
    const { text, apiKey } = await createApiKey(store, tenant, { scopes, name, expiresAt }, nowMs);
    await showSecret(output, {
      text,
      undo: () => revokeApiKey(store, apiKey, Date.now()),
      undone: `The API key ${apiKey.keyId} was revoked.`,
    });
    output.error(`The API key ${apiKey.keyId} of tenant ${tenant.tenantId} is shown only now: store it safely.`);
  })
    .option(
      '--scopes <list>',
      'its scopes, separated by commas (default: *, which covers all but the sensitive ones)',
      parseScopes,
    )
    .option('--name <text>', 'a name for the list', parseApiKeyName)
    .option(
      '--expires <when>',
      'a date (its start in the time zone of the tenant), or a time from now such as 30d',
      parseApiKeyExpiry,
    );

  subcommand<ListOptions>('list', 'List the API keys, without their secrets', async (store, { tenantId }, { json }) => {
    const rows = toApiKeyRows(await listApiKeys(store, tenantId), toInstant(Date.now()));
    output.log(json ? JSON.stringify(rows, null, 2) : formatApiKeyTable(rows));
  }).option('--json', 'print JSON');

  subcommand<RotateOptions>(
    'rotate',
    'Create an API key with the same name and scopes, and let the old one expire',
    async (store, tenant, { key: keyId, overlap = parseDuration('7d'), expires, scopes }) => {
      const nowMs = Date.now();
      const expiresAt = expires && resolveExpiry(expires, tenant, nowMs);
      const name = { tenantId: tenant.tenantId, keyId };
      const { text, apiKey } = unwrapResult(await rotateApiKey(store, name, nowMs, { expiresAt, scopes }), keyId);
      await showSecret(output, {
        text,
        undo: () => cancelApiKeyRotation(store, name, apiKey.keyId, Date.now()),
        undone: `The new API key ${apiKey.keyId} was revoked, and the old one, ${keyId}, stays in effect.`,
      });
      const old = unwrapResult(await confirmApiKeyRotation(store, name, apiKey.keyId, overlap, nowMs), keyId);
      const expiryNote = apiKey.expiresAt === undefined ? '' : ` It expires at ${apiKey.expiresAt}.`;
      output.error(
        `The API key ${apiKey.keyId} is shown only now: store it safely.${expiryNote} The old one, ${keyId}, expires at ${old.expiresAt}.`,
      );
    },
  )
    .requiredOption('--key <id>', 'id of the API key, as shown by list', parseApiKeyId)
    .option('--scopes <list>', 'the scopes of the new one (default: those of the old one)', parseScopes)
    .option('--overlap <time>', 'time until the old one expires (default: 7d)', parseDuration)
    .option(
      '--expires <when>',
      'expiry of the new one, as in create (default: that of the old one)',
      parseApiKeyExpiry,
    );

  subcommand<UpdateOptions>(
    'update',
    'Change the scopes of an API key; the next request with it has them',
    async (store, { tenantId }, { key: keyId, addScopes = [], removeScopes = [] }) => {
      const change = (scopes: string[]) => changeScopes(scopes, addScopes, removeScopes);
      const { scopes } = unwrapResult(await updateApiKeyScopes(store, { tenantId, keyId }, change, Date.now()), keyId);
      output.error(`The API key ${keyId} has the scopes ${scopes.join(',')}.`);
    },
  )
    .requiredOption('--key <id>', 'id of the API key, as shown by list', parseApiKeyId)
    .option('--add-scopes <list>', 'scopes to add, separated by commas', parseScopes)
    .option('--remove-scopes <list>', 'scopes to remove, separated by commas', parseScopes);

  subcommand<ApiKeyOptions>(
    'revoke',
    'Revoke an API key; the next request with it fails',
    async (store, { tenantId }, { key: keyId }) => {
      const { revokedAt } = unwrapResult(await revokeApiKey(store, { tenantId, keyId }, Date.now()), keyId);
      output.error(`The API key ${keyId} was revoked at ${revokedAt}.`);
    },
  ).requiredOption('--key <id>', 'id of the API key, as shown by list', parseApiKeyId);

  return program;
}

/** @throws UsageError if the result is not what the user means */
function changeScopes(scopes: string[], added: GrantedScope[], removed: GrantedScope[]): string[] {
  if (added.length + removed.length === 0)
    throw new UsageError('Name the scopes to change with --add-scopes or --remove-scopes.');
  const covered = removed.find(scope => !scopes.includes(scope) && scopes.includes(allScopes));
  if (covered !== undefined && !removed.includes(allScopes)) {
    throw new UsageError(
      `The API key has the scope ${allScopes}, which covers ${covered}. Remove ${allScopes} and add the scopes that the API key needs.`,
    );
  }
  const result = [...new Set([...scopes, ...added])].filter(scope => !removed.some(each => each === scope));
  if (result.length === 0) throw new UsageError('The API key would have no scope. Revoke it instead.');
  return result;
}

const apiKeyProblemMessages: Record<ApiKeyProblem['problem'], (keyId: string) => string> = {
  key_not_found: keyId => `The tenant has no API key ${keyId}. List its API keys with "npx connect-api keys list".`,
  key_revoked: keyId => `The API key ${keyId} was revoked. Create a new one with "npx connect-api keys create".`,
  key_expired: keyId => `The API key ${keyId} has expired. Create a new one with "npx connect-api keys create".`,
  rotation_in_progress: keyId =>
    `The API key ${keyId} was rotated again at the same time, and the new API key was revoked. Use the one of the later rotation.`,
  key_changed: keyId =>
    `The API key ${keyId} was changed by another process at the same time, and nothing was changed here. List the API keys and try again.`,
};

function unwrapResult<T extends object>(result: T | ApiKeyProblem, keyId: string): T {
  if ('problem' in result) throw new UserError(apiKeyProblemMessages[result.problem](keyId));
  return result;
}

function resolveExpiry(expiry: ApiKeyExpiry, { timeZone }: Tenant, nowMs: number): string {
  const at = 'on' in expiry ? toStartOfDay(timeZone, expiry.on) : toInstant(nowMs + expiry.afterMs);
  if (at <= toInstant(nowMs)) throw new UsageError('--expires must be in the future.');
  return at;
}
