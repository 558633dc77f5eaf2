import { customerRef, productOfferingRef, tenantRef, userRef } from '../store/entity.ts';
import type { Ref } from '../store/item.ts';
import type { Stored } from '../store/stored.ts';
import { finderIn } from './find.ts';
import type { CustomerLine, ProductOfferingLine, TenantLine, UserLine } from './line.ts';
import { type Prepared, planItem } from './plan.ts';

/* The lines that are one item each and that only Seamless OS changes: what is not in the line is no more. */

/** A tenant keeps the mode it was made with: its API keys carry it. */
export function prepareTenant({ kind, ...tenant }: TenantLine): Prepared {
  const ref = tenantRef(tenant.tenantId);
  return {
    needs: { items: [ref], collections: [] },
    changes: [ref],
    plan(known) {
      const stored = known.get(ref);
      if (stored && stored.mode !== tenant.mode) {
        return {
          problems: [{ field: 'mode', reason: `is ${stored.mode} and cannot be changed: the API keys carry it` }],
        };
      }
      return planItem(ref, stored, tenant);
    },
  };
}

export const prepareCustomer = ({ kind, tenantId, ...customer }: CustomerLine): Prepared =>
  ofTenant(tenantId, customerRef(tenantId, customer.customerId), customer);

export const prepareProductOffering = ({ kind, tenantId, ...offering }: ProductOfferingLine): Prepared =>
  ofTenant(tenantId, productOfferingRef(tenantId, offering.productOfferingId), offering);

/** A line that refers to nothing but its tenant. */
function ofTenant<T extends object>(tenantId: string, ref: Ref<Stored<T>>, facts: T): Prepared {
  const tenant = tenantRef(tenantId);
  return {
    needs: { items: [tenant, ref], collections: [] },
    changes: [ref],
    plan(known) {
      const { find, problems } = finderIn(known, tenantId);
      find('tenantId', `tenant ${tenantId}`, tenant);
      return problems.length > 0 ? { problems } : planItem(ref, known.get(ref), facts);
    },
  };
}

export function prepareUser({ kind, tenantId, ...user }: UserLine): Prepared {
  const tenant = tenantRef(tenantId);
  const customer = customerRef(tenantId, user.customerId);
  const ref = userRef(tenantId, user.userId);
  return {
    needs: { items: [tenant, customer, ref], collections: [] },
    changes: [ref],
    plan(known) {
      const { find, problems } = finderIn(known, tenantId);
      if (find('tenantId', `tenant ${tenantId}`, tenant)) find('customerId', `customer ${user.customerId}`, customer);
      return problems.length > 0 ? { problems } : planItem(ref, known.get(ref), user);
    },
  };
}
