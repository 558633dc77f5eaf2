import { Command } from 'commander';
import { allScopes, type GrantedScope } from '../../lib/contract/scope.ts';
import { hourMs, toInstant, toStartOfDay } from '../../lib/domain/calendar.ts';
import type { Tenant } from '../../lib/domain/tenant.ts';
import type { TableAccess } from '../../lib/dynamodb/table-access.ts';
import { UsageError } from '../../lib/user-error.ts';
import { executeOperation } from '../local/execute-operation.ts';
import { formatApiKeyTable } from './api-key-table.ts';
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
    const { tenantId } = tenant;
    const { scopes = [allScopes], name, expires } = options;
    const expiresAt = expires && resolveExpiry(expires, tenant);
    const { apiKey, secret } = await executeOperation(store, tenantId, 'createApiKey', {
      body: { name, scopes, expiresAt },
    });
    const { keyId } = apiKey;
    await showSecret(output, {
      text: secret,
      undo: () => executeOperation(store, tenantId, 'revokeApiKey', { path: { keyId } }),
      undone: `The API key ${keyId} was revoked.`,
      remedy: `Revoke the API key ${keyId}.`,
    });
    output.error(`The API key ${keyId} of tenant ${tenantId} is shown only now: store it safely.`);
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

  subcommand<ListOptions>(
    'list',
    'List the API keys, without their secrets; dates are in UTC',
    async (store, { tenantId }, { json }) => {
      const { items } = await executeOperation(store, tenantId, 'listApiKeys');
      output.log(json ? JSON.stringify(items, null, 2) : formatApiKeyTable(items));
    },
  ).option('--json', 'print JSON, with the exact times and all scopes');

  subcommand<RotateOptions>(
    'rotate',
    'Create an API key with the same name and scopes, and let the old one expire',
    async (store, tenant, { key: keyId, overlap = parseDuration('7d'), expires, scopes }) => {
      const { tenantId } = tenant;
      const expiresAt = expires && resolveExpiry(expires, tenant);
      const { apiKey, secret } = await executeOperation(store, tenantId, 'rotateApiKey', {
        path: { keyId },
        body: { scopes, expiresAt },
      });
      const newKeyId: string = apiKey.keyId;
      await showSecret(output, {
        text: secret,
        undo: () => executeOperation(store, tenantId, 'cancelApiKeyRotation', { path: { keyId }, body: { newKeyId } }),
        remedy: `Revoke the API key ${newKeyId}.`,
        undone: `The new API key ${newKeyId} was revoked, and the old one, ${keyId}, stays in effect.`,
      });
      const old = await executeOperation(store, tenantId, 'confirmApiKeyRotation', {
        path: { keyId },
        body: { newKeyId, overlapHours: overlap / hourMs },
      });
      const expiryNote = apiKey.expiresAt === undefined ? '' : ` It expires at ${apiKey.expiresAt}.`;
      output.error(
        `The API key ${newKeyId} is shown only now: store it safely.${expiryNote} The old one, ${keyId}, expires at ${old.expiresAt}.`,
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
      if (addScopes.length + removeScopes.length === 0)
        throw new UsageError('Name the scopes to change with --add-scopes or --remove-scopes.');
      const { scopes } = await executeOperation(store, tenantId, 'updateApiKey', {
        path: { keyId },
        body: { addScopes, removeScopes },
      });
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
      const { revokedAt } = await executeOperation(store, tenantId, 'revokeApiKey', { path: { keyId } });
      output.error(`The API key ${keyId} was revoked at ${revokedAt}.`);
    },
  ).requiredOption('--key <id>', 'id of the API key, as shown by list', parseApiKeyId);

  return program;
}

function resolveExpiry(expiry: ApiKeyExpiry, { timeZone }: Tenant): string {
  const nowMs = Date.now();
  const at = 'on' in expiry ? toStartOfDay(timeZone, expiry.on) : toInstant(nowMs + expiry.afterMs);
  if (at <= toInstant(nowMs)) throw new UsageError('--expires must be in the future.');
  return at;
}
