import type { MemoryDatabase } from '../../support/memory-database.ts';
import type { SimulatedApiKey } from './request-attempt.ts';
import { createSimulatedApiKey, putSimulatedItem } from './simulated-tenant-data.ts';
import type { SimulatedTenant } from './simulation-plan.ts';

/** Time for which a rotated API key still works. */
const overlapMs = 60_000;
const never = Number.POSITIVE_INFINITY;

/** API keys of the tenants. Clients use the newest key of their tenant. */
export class ApiKeyRing {
  private readonly apiKeys: Record<SimulatedTenant, SimulatedApiKey[]> = { t1: [], t2: [] };
  private readonly database: MemoryDatabase;

  constructor(database: MemoryDatabase) {
    this.database = database;
  }

  getNewest(tenant: SimulatedTenant): SimulatedApiKey {
    return this.apiKeys[tenant].at(-1) ?? this.issue(tenant);
  }

  issue(tenant: SimulatedTenant): SimulatedApiKey {
    const apiKey = {
      ...createSimulatedApiKey(tenant, this.apiKeys[tenant].length),
      expiresAt: never,
      revokedAt: never,
    };
    putSimulatedItem(this.database, 'apiKeys', apiKey.item);
    this.apiKeys[tenant].push(apiKey);
    return apiKey;
  }

  /** Issues a new API key, which clients use from now on. The old key works for a while longer. */
  rotate(tenant: SimulatedTenant, now: number): void {
    this.setTimes(this.getNewest(tenant), { expiresAt: now + overlapMs });
    this.issue(tenant);
  }

  /** Revokes the newest API key. Clients continue to use it. */
  revoke(tenant: SimulatedTenant, now: number): void {
    this.setTimes(this.getNewest(tenant), { revokedAt: now });
  }

  private setTimes(apiKey: SimulatedApiKey, times: Partial<Pick<SimulatedApiKey, 'expiresAt' | 'revokedAt'>>): void {
    apiKey.expiresAt = Math.min(apiKey.expiresAt, times.expiresAt ?? never);
    apiKey.revokedAt = Math.min(apiKey.revokedAt, times.revokedAt ?? never);
    const [expiresAt, revokedAt] = [apiKey.expiresAt, apiKey.revokedAt].map(time =>
      time === never ? undefined : new Date(time).toISOString(),
    );
    putSimulatedItem(this.database, 'apiKeys', { ...apiKey.item, expiresAt, revokedAt });
  }
}
