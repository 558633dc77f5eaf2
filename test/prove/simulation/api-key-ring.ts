import type { MemoryDatabase } from '../../support/memory-database.ts';
import type { SimulatedApiKey } from './request-attempt.ts';
import { createSimulatedApiKey, putSimulatedItem } from './simulated-tenant-data.ts';
import type { SimulatedTenant } from './simulation-plan.ts';

/** For how long a key still works that was rotated. */
const overlapMs = 60_000;
const never = Number.POSITIVE_INFINITY;

/** The API keys of the tenants; clients use the newest one. */
export class ApiKeyRing {
  private readonly keys: Record<SimulatedTenant, SimulatedApiKey[]> = { t1: [], t2: [] };
  private readonly database: MemoryDatabase;

  constructor(database: MemoryDatabase) {
    this.database = database;
  }

  newest(tenant: SimulatedTenant): SimulatedApiKey {
    return this.keys[tenant].at(-1) ?? this.issue(tenant);
  }

  issue(tenant: SimulatedTenant): SimulatedApiKey {
    const key = { ...createSimulatedApiKey(tenant, this.keys[tenant].length), expiresAt: never, revokedAt: never };
    putSimulatedItem(this.database, 'apiKeys', key.item);
    this.keys[tenant].push(key);
    return key;
  }

  /** The old one works a while longer; clients go on with the new one. */
  rotate(tenant: SimulatedTenant, now: number): void {
    this.setTimes(this.newest(tenant), { expiresAt: now + overlapMs });
    this.issue(tenant);
  }

  /** Clients go on with it. */
  revoke(tenant: SimulatedTenant, now: number): void {
    this.setTimes(this.newest(tenant), { revokedAt: now });
  }

  private setTimes(key: SimulatedApiKey, times: Partial<Pick<SimulatedApiKey, 'expiresAt' | 'revokedAt'>>): void {
    key.expiresAt = Math.min(key.expiresAt, times.expiresAt ?? never);
    key.revokedAt = Math.min(key.revokedAt, times.revokedAt ?? never);
    const [expiresAt, revokedAt] = [key.expiresAt, key.revokedAt].map(time =>
      time === never ? undefined : new Date(time).toISOString(),
    );
    putSimulatedItem(this.database, 'apiKeys', { ...key.item, expiresAt, revokedAt });
  }
}
