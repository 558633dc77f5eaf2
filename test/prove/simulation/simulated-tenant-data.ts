import { createHash } from 'node:crypto';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { TableName } from '../../../lib/contract/endpoint.ts';
import type { LineItem } from '../../../lib/contract/order.ts';
import { Scope } from '../../../lib/contract/scope.ts';
import type { ItemAttributes, ItemKey } from '../../../lib/dynamodb/item.ts';
import { addonRef } from '../../../lib/dynamodb/items/addon.ts';
import { buildStoredItem } from '../../../lib/dynamodb/items/connect-item.ts';
import { customerRef } from '../../../lib/dynamodb/items/customer.ts';
import { licenseRef } from '../../../lib/dynamodb/items/license.ts';
import { orderRef } from '../../../lib/dynamodb/items/order.ts';
import { productOfferingRef } from '../../../lib/dynamodb/items/product-offering.ts';
import { subscriptionRef } from '../../../lib/dynamodb/items/subscription.ts';
import { tenantRef } from '../../../lib/dynamodb/items/tenant.ts';
import { computeKeyChecksum } from '../../support/api-key-checksum.ts';
import type { MemoryDatabase } from '../../support/memory-database.ts';
import { aLicense, anAddon, anOffering, anOrder, aSubscription } from '../../support/sample-facts.ts';
import type { SimulatedTenant } from './simulation-plan.ts';

/** Returns a name that occurs only in the data of this tenant. */
export const getTenantMarker = (tenant: SimulatedTenant): string => `Ada of ${tenant}`;

const timeZones: Record<SimulatedTenant, string> = { t1: 'UTC', t2: 'Pacific/Auckland' };

/** The items of the order. They meet the commands on the same license and subscription. */
const lineItems: LineItem[] = [
  { lineItemId: 'seat', type: 'LICENSE', productOfferingId: 'offering' },
  { lineItemId: 'extra', type: 'SUBSCRIPTION_ADDON', subscriptionId: 'subscription', productOfferingId: 'three' },
  { lineItemId: 'upgrade', type: 'LICENSE_CHANGE', licenseId: 'license', productOfferingId: 'premium' },
];

/** Creates the items that each tenant has at the start, in the table `connect`. */
export function createTenantItems(tenant: SimulatedTenant): ItemAttributes[] {
  const customer = { customerId: 'customer', name: getTenantMarker(tenant) };
  const stored: [ItemKey, object][] = [
    [tenantRef(tenant), { tenantId: tenant, mode: 'test', timeZone: timeZones[tenant], billingManaged: false }],
    [customerRef(tenant, 'customer'), customer],
    [productOfferingRef(tenant, 'offering'), anOffering({ changeOptions: [{ productOfferingId: 'premium' }] })],
    [productOfferingRef(tenant, 'premium'), anOffering({ productOfferingId: 'premium' })],
    ...['one', 'three'].map((id): [ItemKey, object] => [
      productOfferingRef(tenant, id),
      anOffering({ productOfferingId: id, type: 'SUBSCRIPTION_ADDON' }),
    ]),
    [orderRef(tenant, 'order'), anOrder({ customer, lineItems })],
    [licenseRef(tenant, 'license'), aLicense({ customer })],
    [subscriptionRef(tenant, 'subscription'), { ...aSubscription({ customer }), addonVersions: 2 }],
    [addonRef(tenant, 'subscription', 'one'), anAddon({ offeringId: 'one' })],
    [addonRef(tenant, 'subscription', 'two'), anAddon({ offeringId: 'two' })],
  ];
  return stored.map(([ref, facts]) => ({ ...buildStoredItem(ref, facts), version: 1, requestId: 'import' }));
}

export const putSimulatedItem = (database: MemoryDatabase, table: TableName, item: ItemAttributes): void =>
  database.put(table, marshall(item, { removeUndefinedValues: true }));

/** Creates an API key whose text is derived from its number, so that a seed repeats a run exactly. */
export function createSimulatedApiKey(tenant: SimulatedTenant, number: number): { text: string; item: ItemAttributes } {
  const keyId = `${tenant}key`.padEnd(12 - String(number).length, '0') + number;
  const unsigned = `connect_test_${tenant}_${keyId}_${'s'.repeat(43)}`;
  const text = unsigned + computeKeyChecksum(unsigned);
  const hash = createHash('sha256').update(text).digest('hex');
  const scopes = [...Scope.options];
  return { text, item: { tenantId: tenant, keyId, mode: 'test', hash, scopes, createdAt: '2024-01-01T00:00:00.000Z' } };
}
