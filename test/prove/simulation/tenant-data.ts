import { createHash } from 'node:crypto';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { TableName } from '../../../lib/schemas/endpoint.ts';
import { Scope } from '../../../lib/schemas/scope.ts';
import { itemOf } from '../../../lib/store/change.ts';
import {
  addonRef,
  customerRef,
  licenseRef,
  productOfferingRef,
  subscriptionRef,
  tenantRef,
} from '../../../lib/store/entity.ts';
import type { Item, Location } from '../../../lib/store/item.ts';
import { checksumOf } from '../../support/api-key-text.ts';
import { aLicense, anAddon, anOffering, aSubscription } from '../../support/facts.ts';
import type { MemoryDatabase } from '../../support/memory-database.ts';
import type { Tenant } from './plan.ts';

/** A name that only this tenant's data has. */
export const markOf = (tenant: Tenant): string => `Ada of ${tenant}`;

const timeZones: Record<Tenant, string> = { t1: 'UTC', t2: 'Pacific/Auckland' };

/** What each tenant has from the beginning, in the table `connect`. */
export function itemsOf(tenant: Tenant): Item[] {
  const customer = { customerId: 'customer', name: markOf(tenant) };
  const stored: [Location, object][] = [
    [tenantRef(tenant), { tenantId: tenant, mode: 'test', timeZone: timeZones[tenant], billingManaged: false }],
    [customerRef(tenant, 'customer'), customer],
    [productOfferingRef(tenant, 'offering'), anOffering()],
    [licenseRef(tenant, 'license'), aLicense({ customer })],
    [subscriptionRef(tenant, 'subscription'), { ...aSubscription({ customer }), addonVersions: 2 }],
    [addonRef(tenant, 'subscription', 'one'), anAddon({ offeringId: 'one' })],
    [addonRef(tenant, 'subscription', 'two'), anAddon({ offeringId: 'two' })],
  ];
  return stored.map(([at, facts]) => ({ ...itemOf(at, facts), version: 1, requestId: 'import' }));
}

export const store = (database: MemoryDatabase, table: TableName, item: Item): void =>
  database.put(table, marshall(item, { removeUndefinedValues: true }));

/** An API key whose text comes from its number, so that a run is repeated to the letter. */
export function apiKeyOf(tenant: Tenant, number: number): { text: string; item: Item } {
  const keyId = `${tenant}key`.padEnd(12 - String(number).length, '0') + number;
  const unsigned = `connect_test_${tenant}_${keyId}_${'s'.repeat(43)}`;
  const text = unsigned + checksumOf(unsigned);
  const hash = createHash('sha256').update(text).digest('hex');
  const scopes = [...Scope.options];
  return { text, item: { tenantId: tenant, keyId, mode: 'test', hash, scopes, createdAt: '2024-01-01T00:00:00.000Z' } };
}
