import { customerRef, productOfferingRef, tenantRef, userRef } from '../store/entity.ts';
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

export function prepareCustomer({ kind, tenantId, ...customer }: CustomerLine): Prepared {
  const tenant = tenantRef(tenantId);
  const ref = customerRef(tenantId, customer.customerId);
  return {
    needs: { items: [tenant, ref], collections: [] },
    changes: [ref],
    plan(known) {
      const { find, problems } = finderIn(known, tenantId);
      find('tenantId', `tenant ${tenantId}`, tenant);
      return problems.length > 0 ? { problems } : planItem(ref, known.get(ref), customer);
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

export function prepareProductOffering({ kind, tenantId, ...offering }: ProductOfferingLine): Prepared {
  const tenant = tenantRef(tenantId);
  const ref = productOfferingRef(tenantId, offering.productOfferingId);
  return {
    needs: { items: [tenant, ref], collections: [] },
    changes: [ref],
    plan(known) {
      const { find, problems } = finderIn(known, tenantId);
      find('tenantId', `tenant ${tenantId}`, tenant);
      return problems.length > 0 ? { problems } : planItem(ref, known.get(ref), offering);
    },
  };
}
