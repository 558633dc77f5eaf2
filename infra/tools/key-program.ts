import { Command } from 'commander';
import { createKey, type KeyProblem, revokeKey, rotateKey } from '../../lib/auth/key-administration.ts';
import { type KeyStore, listKeys } from '../../lib/auth/key-store.ts';
import { startOfDay, toInstant } from '../../lib/domain/calendar.ts';
import type { Tenant } from '../../lib/domain/entity.ts';
import { Scope } from '../../lib/schemas/scope.ts';
import { Unusable } from '../local/unusable.ts';
import {
  durationFrom,
  type Expiry,
  expiryFrom,
  keyIdFrom,
  nameFrom,
  scopesFrom,
  tenantIdFrom,
} from './key-arguments.ts';
import { keyRows, keyTable } from './key-table.ts';
import { Misused, type Output } from './run-tool.ts';
import { stageNameFrom } from './stage-name.ts';
import type { Place, Store } from './store.ts';
import { tenantIn } from './tenant-in.ts';

interface ListOptions {
  tenant: string;
  json?: boolean;
}
interface CreateOptions {
  tenant: string;
  scopes?: Scope[];
  name?: string;
  expires?: Expiry;
}
interface KeyOptions {
  tenant: string;
  key: string;
}
interface RotateOptions extends KeyOptions {
  overlap?: number;
  expires?: Expiry;
}

/** The command line that manages keys. @param open - finds where they are kept, when it is needed */
export function keyProgram(open: (place: Pick<Place, 'stage'>) => Promise<Store>, output: Output): Command {
  const program = new Command('npm run keys --')
    .description('The API keys of a tenant. Secrets are shown once, when they are made.')
    .option(
      '--stage <name>',
      'a deployed stage, with the AWS credentials and region of the environment',
      stageNameFrom,
    );
  program.on('command:*', ([name]: string[]) => {
    const known = program.commands.map(command => command.name()).join(', ');
    program.error(`error: unknown command '${name}'; there are ${known}.`);
  });

  /** All of them work on one tenant's keys. */
  const subcommand = <O extends { tenant: string }>(
    name: string,
    description: string,
    work: (store: KeyStore, tenant: Tenant, options: O) => Promise<void>,
  ): Command =>
    program
      .command(name)
      .description(description)
      .requiredOption('--tenant <id>', 'whose keys', tenantIdFrom)
      .action(async (options: O) => {
        const store = await open({ stage: program.opts<Place>().stage });
        try {
          await work(store, await tenantIn(store, options.tenant), options);
        } finally {
          await store.close();
        }
      });

  subcommand<CreateOptions>('create', 'Make a key and print it', async (store, tenant, options) => {
    const { scopes = [...Scope.options], name, expires } = options;
    const nowMs = Date.now();
    const expiresAt = expires && expiryAt(expires, tenant, nowMs);
    const { text, apiKey } = await createKey(store, tenant, { scopes, name, expiresAt }, nowMs);
    output.log(text);
    output.error(`The key ${apiKey.keyId} of tenant ${tenant.tenantId} is shown this once: keep it.`);
  })
    .option('--scopes <list>', 'what it may do, by commas (default: everything)', scopesFrom)
    .option('--name <text>', 'a name to tell it by', nameFrom)
    .option('--expires <when>', 'a date (from its start in the time zone of the tenant), or 30d', expiryFrom);

  subcommand<ListOptions>('list', 'Show the keys, never their secrets', async (store, { tenantId }, { json }) => {
    const rows = keyRows(await listKeys(store, tenantId), toInstant(Date.now()));
    output.log(json ? JSON.stringify(rows, null, 2) : keyTable(rows));
  }).option('--json', 'as JSON');

  subcommand<RotateOptions>(
    'rotate',
    'Make a key on the same terms and let the old one expire',
    async (store, tenant, { key: keyId, overlap = durationFrom('7d'), expires }) => {
      const nowMs = Date.now();
      const expiresAt = expires && expiryAt(expires, tenant, nowMs);
      const name = { tenantId: tenant.tenantId, keyId };
      const { text, apiKey, old } = orThrow(await rotateKey(store, name, overlap, nowMs, expiresAt), keyId);
      output.log(text);
      const until = apiKey.expiresAt === undefined ? '' : ` It works until ${apiKey.expiresAt}.`;
      output.error(
        `The key ${apiKey.keyId} is shown this once: keep it.${until} ${keyId} works until ${old.expiresAt}.`,
      );
    },
  )
    .requiredOption('--key <id>', 'which one: the id that list shows', keyIdFrom)
    .option('--overlap <time>', 'for how long the old one still works (default: 7d)', durationFrom)
    .option('--expires <when>', 'of the new one, as for create (default: when the old one would have)', expiryFrom);

  subcommand<KeyOptions>(
    'revoke',
    'End a key, from the next request on',
    async (store, { tenantId }, { key: keyId }) => {
      const { revokedAt } = orThrow(await revokeKey(store, { tenantId, keyId }, Date.now()), keyId);
      output.error(`The key ${keyId} is revoked since ${revokedAt}.`);
    },
  ).requiredOption('--key <id>', 'which one: the id that list shows', keyIdFrom);

  return program;
}

const sentences: Record<KeyProblem['problem'], (keyId: string) => string> = {
  key_not_found: keyId => `The tenant has no key ${keyId}; "keys -- list" shows those it has.`,
  key_revoked: keyId => `The key ${keyId} is revoked; make a new one with "keys -- create".`,
  key_expired: keyId => `The key ${keyId} has expired; make a new one with "keys -- create".`,
  key_changed: keyId => `The key ${keyId} was changed by somebody else just now; nothing was done, look and try again.`,
};

function orThrow<T extends object>(result: T | KeyProblem, keyId: string): T {
  if ('problem' in result) throw new Unusable(sentences[result.problem](keyId));
  return result;
}

function expiryAt(expiry: Expiry, { timeZone }: Tenant, nowMs: number): string {
  const at = 'on' in expiry ? startOfDay(timeZone, expiry.on) : toInstant(nowMs + expiry.afterMs);
  if (at <= toInstant(nowMs)) throw new Misused('--expires must lie in the future.');
  return at;
}
