import type { ItemAttributes } from '../../dynamodb/item.ts';

/** The limits of a queue. A unit is one license, or all due add-ons of one subscription: each causes one event. */
export interface TenantQueueLimits {
  /** Units of one tenant that may be applied in one interval. */
  unitsPerInterval: number;
  intervalMs: number;
  /** Units of one tenant that may wait: as many as a run can still apply. */
  maxWaitingUnits: number;
  /** Entries of all tenants that may wait, so that memory is bounded. */
  maxWaitingEntries: number;
}

interface TenantState {
  /** Entries by the partition key of their item, oldest first. */
  waiting: Map<string, ItemAttributes[]>;
  interval: number;
  takenUnits: number;
}

/**
 * Due changes of one shard, in a queue for each tenant. Each tenant may take the same number of units per interval, so that a tenant
 * with many changes delays no other tenant.
 */
export class TenantQueue {
  private readonly limits: TenantQueueLimits;
  private readonly tenants = new Map<string, TenantState>();
  /** Number of entries that wait. */
  waitingEntries = 0;
  /** Number of entries that did not fit. They stay in the index for the next run. */
  deferredEntries = 0;

  constructor(limits: TenantQueueLimits) {
    this.limits = limits;
  }

  add(indexKeys: ItemAttributes[]): void {
    for (const indexKey of indexKeys) {
      const pk = String(indexKey.pk);
      const { waiting } = this.getTenant(pk.slice(0, pk.indexOf('#')));
      const unit = waiting.get(pk);
      const isFull = waiting.size >= this.limits.maxWaitingUnits;
      if (this.waitingEntries >= this.limits.maxWaitingEntries || (!unit && isFull)) {
        this.deferredEntries += 1;
        continue;
      }
      if (unit) unit.push(indexKey);
      else waiting.set(pk, [indexKey]);
      this.waitingEntries += 1;
    }
  }

  /** Takes the entries that may be applied now, oldest first for each tenant. */
  take(nowMs: number): ItemAttributes[] {
    const interval = Math.floor(nowMs / this.limits.intervalMs);
    const taken = [...this.tenants.values()].flatMap(tenant => takeUnits(tenant, interval, this.limits));
    this.waitingEntries -= taken.length;
    return taken;
  }

  /** Time until the next interval begins, in which each tenant may take again. */
  measureDelay(nowMs: number): number {
    return this.limits.intervalMs - (nowMs % this.limits.intervalMs);
  }

  private getTenant(tenantId: string): TenantState {
    let tenant = this.tenants.get(tenantId);
    if (!tenant) {
      tenant = { waiting: new Map(), interval: 0, takenUnits: 0 };
      this.tenants.set(tenantId, tenant);
    }
    return tenant;
  }
}

function takeUnits(tenant: TenantState, interval: number, { unitsPerInterval }: TenantQueueLimits): ItemAttributes[] {
  if (tenant.interval !== interval) Object.assign(tenant, { interval, takenUnits: 0 });
  const taken: ItemAttributes[] = [];
  for (const [pk, entries] of tenant.waiting) {
    if (tenant.takenUnits >= unitsPerInterval) break;
    tenant.takenUnits += 1;
    tenant.waiting.delete(pk);
    taken.push(...entries);
  }
  return taken;
}
