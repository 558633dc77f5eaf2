import { describe, expect, it } from 'vitest';
import { buildStoredItem } from '../../../lib/dynamodb/items/connect-item.ts';
import { licenseRef } from '../../../lib/dynamodb/items/license.ts';
import { TenantQueue, type TenantQueueLimits } from '../../../lib/jobs/scheduled-changes/tenant-queue.ts';
import { aLicense } from '../../support/sample-facts.ts';
import { useEngine } from '../../support/test-engine.ts';
import { useWorld } from '../../support/test-world.ts';
import { emptyRunReport, firstOfMarch, useScheduledChanges } from './scheduled-changes-harness.ts';

describe('the queue of a shard', () => {
  const limits: TenantQueueLimits = { unitsPerInterval: 2, intervalMs: 1000, maxWaitingUnits: 5, maxWaitingEntries: 8 };
  const toEntries = (tenantId: string, from: number, to: number) =>
    Array.from({ length: to - from }, (_, index) => ({ pk: `${tenantId}#license#${from + index}`, sk: 'license' }));

  it('gives each tenant the same number of changes per second, the oldest first', () => {
    const queue = new TenantQueue(limits);
    queue.add([...toEntries('large', 0, 5), ...toEntries('small', 0, 1)]);
    expect(queue.take(1000)).toEqual([...toEntries('large', 0, 2), ...toEntries('small', 0, 1)]);
    expect(queue.take(1999)).toEqual([]);
    expect(queue.measureDelay(1999)).toBe(1);
    expect(queue.take(2000)).toEqual(toEntries('large', 2, 4));
    expect(queue.waitingEntries).toBe(1);
  });

  it('gives a tenant that arrives later its changes at once', () => {
    const queue = new TenantQueue(limits);
    queue.add(toEntries('large', 0, 5));
    queue.take(1000);
    queue.add(toEntries('small', 0, 2));
    expect(queue.take(1100)).toEqual(toEntries('small', 0, 2));
  });

  it('counts all add-ons of a subscription as one change, because they cause one event', () => {
    const queue = new TenantQueue(limits);
    const addons = ['a', 'b', 'c'].map(id => ({ pk: 'large#subscription#1', sk: `addon#${id}` }));
    queue.add([...addons, ...toEntries('large', 0, 2)]);
    expect(queue.take(0)).toEqual([...addons, ...toEntries('large', 0, 1)]);
  });

  it('is bounded for each tenant and in total, and counts what it leaves in the index', () => {
    const queue = new TenantQueue(limits);
    queue.add(toEntries('large', 0, 9));
    expect([queue.waitingEntries, queue.deferredEntries]).toEqual([5, 4]);
    queue.add(toEntries('other', 0, 5));
    expect([queue.waitingEntries, queue.deferredEntries]).toEqual([8, 6]);
  });
});

describe('a tenant with many due changes', () => {
  const engine = useEngine();
  const world = useWorld(engine);
  const applier = useScheduledChanges(engine);

  /** IDs of licenses whose changes are in the first shard. */
  const listIdsOfShard = (tenantId: string, count: number): string[] => {
    const ids: string[] = [];
    for (let number = 0; ids.length < count; number++) {
      const ref = licenseRef(tenantId, `l-${number}`);
      if (buildStoredItem(ref, aLicense({ ends: firstOfMarch })).dueShard === 'due#0') ids.push(`l-${number}`);
    }
    return ids;
  };

  const haveLicenses = async (tenantId: string, count: number): Promise<void> => {
    const items = listIdsOfShard(tenantId, count).map(licenseId => ({
      at: licenseRef(tenantId, licenseId),
      item: { ...aLicense({ licenseId, ends: firstOfMarch }) },
    }));
    await world.put(...items);
  };

  const countApplied = async (tenantId: string): Promise<number> =>
    (await world.items()).filter(({ pk, version }) => String(pk).startsWith(`${tenantId}#license#`) && version === 2)
      .length;

  const run = (ms: number) => applier.run({ shards: ['due#0'], deadline: applier.clock + ms });

  it('has at most twelve of a shard applied per second, and delays no change of another tenant', async () => {
    const [large, small] = [world.tenantId, `${world.tenantId}-small`];
    await haveLicenses(large, 40);
    await haveLicenses(small, 2);
    expect(await run(500)).toEqual({ ...emptyRunReport, applied: 12 + 2, deferred: 28, stoppedEarly: true });
    expect([await countApplied(large), await countApplied(small)]).toEqual([12, 2]);
  });

  it('has the rest applied second by second, also by the next run, and nothing twice', async () => {
    await haveLicenses(world.tenantId, 40);
    expect(await run(1500)).toMatchObject({ applied: 24, deferred: 16, stoppedEarly: true });
    expect(await run(50_000)).toMatchObject({ applied: 16, deferred: 0, skipped: 0, stoppedEarly: false });
    expect(await countApplied(world.tenantId)).toBe(40);
    expect(await run(50_000)).toEqual(emptyRunReport);
  });
});
