import { authenticate, readApiKey } from '../../lib/auth/api-key.ts';
import { createKey } from '../../lib/auth/key-administration.ts';
import { findKey, findTenant, type KeyStore } from '../../lib/auth/key-store.ts';
import { toInstant } from '../../lib/domain/calendar.ts';
import { Scope } from '../../lib/schemas/scope.ts';
import { demoIds } from './demo-file.ts';

/** A key of the demo tenant that may do everything: the one that was used before, if it still gives access. */
export async function demoKey(store: KeyStore, before: string | undefined, nowMs: number): Promise<string> {
  const tenant = await findTenant(store, demoIds.tenantId);
  if (!tenant) throw new Error('The demo data has no tenant.');
  const presented = before === undefined ? undefined : readApiKey(before);
  if (before !== undefined && presented?.tenantId === tenant.tenantId) {
    const kept = await findKey(store, tenant.tenantId, presented.keyId);
    const allowed = Scope.options.every(scope => kept?.scopes.includes(scope));
    if (allowed && !authenticate(presented, kept, tenant, toInstant(nowMs))) return before;
  }
  const terms = { scopes: [...Scope.options], name: 'demo' };
  return (await createKey(store, tenant, terms, nowMs)).text;
}
