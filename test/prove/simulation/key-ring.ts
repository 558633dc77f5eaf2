import type { MemoryDatabase } from '../../support/memory-database.ts';
import type { HeldKey } from './attempt.ts';
import type { Tenant } from './plan.ts';
import { apiKeyOf, store } from './tenant-data.ts';

/** For how long a key still works that was rotated. */
const overlapMs = 60_000;
const never = Number.POSITIVE_INFINITY;

/** The API keys of the tenants; clients use the newest one. */
export class KeyRing {
  private readonly keys: Record<Tenant, HeldKey[]> = { t1: [], t2: [] };
  private readonly database: MemoryDatabase;

  constructor(database: MemoryDatabase) {
    this.database = database;
  }

  newest(tenant: Tenant): HeldKey {
    return this.keys[tenant].at(-1) ?? this.issue(tenant);
  }

  issue(tenant: Tenant): HeldKey {
    const key = { ...apiKeyOf(tenant, this.keys[tenant].length), expiresAt: never, revokedAt: never };
    store(this.database, 'apiKeys', key.item);
    this.keys[tenant].push(key);
    return key;
  }

  /** The old one works a while longer; clients go on with the new one. */
  rotate(tenant: Tenant, now: number): void {
    this.amend(this.newest(tenant), { expiresAt: now + overlapMs });
    this.issue(tenant);
  }

  /** Clients go on with it. */
  revoke(tenant: Tenant, now: number): void {
    this.amend(this.newest(tenant), { revokedAt: now });
  }

  private amend(key: HeldKey, times: Partial<Pick<HeldKey, 'expiresAt' | 'revokedAt'>>): void {
    key.expiresAt = Math.min(key.expiresAt, times.expiresAt ?? never);
    key.revokedAt = Math.min(key.revokedAt, times.revokedAt ?? never);
    const [expiresAt, revokedAt] = [key.expiresAt, key.revokedAt].map(time =>
      time === never ? undefined : new Date(time).toISOString(),
    );
    store(this.database, 'apiKeys', { ...key.item, expiresAt, revokedAt });
  }
}
