import type { ItemRef } from '../dynamodb/item.ts';
import { customerRef } from '../dynamodb/items/customer.ts';
import type { StoredItem } from '../dynamodb/items/item-fields.ts';
import { productOfferingRef } from '../dynamodb/items/product-offering.ts';
import { tenantRef } from '../dynamodb/items/tenant.ts';
import { userRef } from '../dynamodb/items/user.ts';
import type { CustomerLine, ProductOfferingLine, TenantLine, UserLine } from './import-line.ts';
import { type PreparedLine, planItemWrite } from './line-plan.ts';
import { createReferenceFinder } from './references.ts';

/* The lines that are one item each and that only Seamless OS changes: what is not in the line is no more. */

/** A tenant keeps the mode it was made with: its API keys carry it. */
export function prepareTenant({ kind, ...tenant }: TenantLine): PreparedLine {
  const ref = tenantRef(tenant.tenantId);
  return {
    reads: { items: [ref], aggregates: [] },
    changedKeys: [ref],
    plan(known) {
      const stored = known.get(ref);
      if (stored && stored.mode !== tenant.mode) {
        return {
          problems: [{ field: 'mode', reason: `is ${stored.mode} and cannot be changed: the API keys carry it` }],
        };
      }
      return planItemWrite(ref, stored, tenant);
    },
  };
}

export const prepareCustomer = ({ kind, tenantId, ...customer }: CustomerLine): PreparedLine =>
  prepareTenantItem(tenantId, customerRef(tenantId, customer.customerId), customer);

export const prepareProductOffering = ({ kind, tenantId, ...offering }: ProductOfferingLine): PreparedLine =>
  prepareTenantItem(tenantId, productOfferingRef(tenantId, offering.productOfferingId), offering);

/** A line that refers to nothing but its tenant. */
function prepareTenantItem<T extends object>(tenantId: string, ref: ItemRef<StoredItem<T>>, facts: T): PreparedLine {
  const tenant = tenantRef(tenantId);
  return {
    reads: { items: [tenant, ref], aggregates: [] },
    changedKeys: [ref],
    plan(known) {
      const { findItem: find, problems } = createReferenceFinder(known, tenantId);
      find('tenantId', `tenant ${tenantId}`, tenant);
      return problems.length > 0 ? { problems } : planItemWrite(ref, known.get(ref), facts);
    },
  };
}

export function prepareUser({ kind, tenantId, ...user }: UserLine): PreparedLine {
  const tenant = tenantRef(tenantId);
  const customer = customerRef(tenantId, user.customerId);
  const ref = userRef(tenantId, user.userId);
  return {
    reads: { items: [tenant, customer, ref], aggregates: [] },
    changedKeys: [ref],
    plan(known) {
      const { findItem: find, problems } = createReferenceFinder(known, tenantId);
      if (find('tenantId', `tenant ${tenantId}`, tenant)) find('customerId', `customer ${user.customerId}`, customer);
      return problems.length > 0 ? { problems } : planItemWrite(ref, known.get(ref), user);
    },
  };
}
