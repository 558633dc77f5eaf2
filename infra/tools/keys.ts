import { Command } from 'commander';
import { createKey, type KeyProblem, revokeKey, rotateKey } from '../../lib/auth/key-administration.ts';
import { findTenant, type KeyStore, listKeys } from '../../lib/auth/key-store.ts';
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
import { Misused, runTool } from './run-tool.ts';
import { openStore } from './store.ts';

const program = new Command('keys').description(
  'The API keys of a tenant. Secrets are shown once, when they are made.',
);

const subcommand = (name: string, description: string) =>
  program.command(name).description(description).requiredOption('--tenant <id>', 'whose keys', tenantIdFrom);

subcommand('create', 'Make a key and print it')
  .option('--scopes <list>', 'what it may do, by commas (default: everything)', scopesFrom)
  .option('--name <text>', 'a name to tell it by', nameFrom)
  .option('--expires <when>', 'a date (from its start in the time zone of the tenant), or 30d', expiryFrom)
  .action(({ tenant: tenantId, scopes = [...Scope.options], name, expires }: CreateOptions) =>
    withStore(async store => {
      const tenant = await tenantIn(store, tenantId);
      const nowMs = Date.now();
      const expiresAt = expires && expiryAt(expires, tenant, nowMs);
      const { text, apiKey } = await createKey(store, tenant, { scopes, name, expiresAt }, nowMs);
      console.log(text);
      console.error(`The key ${apiKey.keyId} of tenant ${tenantId} is shown this once: keep it.`);
    }),
  );

subcommand('list', 'Show the keys, never their secrets')
  .option('--json', 'as JSON')
  .action(({ tenant: tenantId, json }: ListOptions) =>
    withStore(async store => {
      await tenantIn(store, tenantId);
      const rows = keyRows(await listKeys(store, tenantId), toInstant(Date.now()));
      console.log(json ? JSON.stringify(rows, null, 2) : keyTable(rows));
    }),
  );

subcommand('rotate', 'Make a key on the same terms and let the old one expire')
  .requiredOption('--key <id>', 'which one: the id that list shows', keyIdFrom)
  .option('--overlap <time>', 'for how long the old one still works (default: 7d)', durationFrom)
  .action(({ tenant: tenantId, key: keyId, overlap = durationFrom('7d') }: RotateOptions) =>
    withStore(async store => {
      await tenantIn(store, tenantId);
      const { text, apiKey, old } = orThrow(await rotateKey(store, { tenantId, keyId }, overlap, Date.now()), keyId);
      console.log(text);
      console.error(`The key ${apiKey.keyId} is shown this once: keep it. ${keyId} works until ${old.expiresAt}.`);
    }),
  );

subcommand('revoke', 'End a key, from the next request on')
  .requiredOption('--key <id>', 'which one: the id that list shows', keyIdFrom)
  .action(({ tenant: tenantId, key: keyId }: KeyOptions) =>
    withStore(async store => {
      await tenantIn(store, tenantId);
      const { revokedAt } = orThrow(await revokeKey(store, { tenantId, keyId }, Date.now()), keyId);
      console.error(`The key ${keyId} is revoked since ${revokedAt}.`);
    }),
  );

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

async function withStore(work: (store: KeyStore) => Promise<void>): Promise<void> {
  const store = await openStore();
  try {
    await work(store);
  } finally {
    await store.close();
  }
}

async function tenantIn(store: KeyStore, tenantId: string): Promise<Tenant> {
  const tenant = await findTenant(store, tenantId);
  if (tenant) return tenant;
  throw new Unusable(
    `There is no tenant ${tenantId} yet; import it with "npm run import -- FILE", where a line of the file is\n` +
      `{"kind":"tenant","tenantId":"${tenantId}","mode":"test","timeZone":"UTC","billingManaged":false}`,
  );
}

function expiryAt(expiry: Expiry, { timeZone }: Tenant, nowMs: number): string {
  const at = 'on' in expiry ? startOfDay(timeZone, expiry.on) : toInstant(nowMs + expiry.afterMs);
  if (at <= toInstant(nowMs)) throw new Misused('The expiry must lie in the future.');
  return at;
}

await runTool(program);
