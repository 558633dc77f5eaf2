import type { UserFacts } from '../domain/user.ts';
import type { ItemRef } from '../dynamodb/item.ts';
import { customerRef } from '../dynamodb/items/customer.ts';
import { customerDetailsRef } from '../dynamodb/items/customer-details.ts';
import type { StoredItem } from '../dynamodb/items/item-fields.ts';
import { productOfferingRef } from '../dynamodb/items/product-offering.ts';
import { type RenamedSource, renameRef } from '../dynamodb/items/rename.ts';
import { tenantRef } from '../dynamodb/items/tenant.ts';
import { userRef } from '../dynamodb/items/user.ts';
import { buildCustomerDetails, type CustomerLine } from './customer-line.ts';
import type { ProductOfferingLine, TenantLine, UserLine } from './import-line.ts';
import { type PreparedLine, planItemWrite } from './line-plan.ts';
import { addRename } from './plan-rename.ts';
import { createReferenceFinder } from './references.ts';
import { addRelatedWrites, planRelatedItem } from './related-item.ts';

/* Lines that are stored in one item each and that only Seamless OS changes. A field that is not in the line is removed. */

/** Prepares a tenant line. The mode of a tenant never changes, because its API keys contain the mode. */
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

/** Prepares a customer line. The details are an item of their own, because only calls with their scope may read them. */
export function prepareCustomer(line: CustomerLine): PreparedLine {
  const { tenantId, customerId, name } = line;
  const prepared = prepareSource(
    { tenantId, kind: 'customer', id: customerId },
    customerRef(tenantId, customerId),
    () => ({
      customerId,
      name,
    }),
  );
  const detailsRef = customerDetailsRef(tenantId, customerId);
  return {
    reads: { ...prepared.reads, items: [...prepared.reads.items, detailsRef] },
    changedKeys: [...prepared.changedKeys, detailsRef],
    plan(known, now) {
      const details = planRelatedItem(detailsRef, known.get(detailsRef), buildCustomerDetails(line));
      return addRelatedWrites(prepared.plan(known, now), details);
    },
  };
}

export function prepareProductOffering({ kind, tenantId, ...offering }: ProductOfferingLine): PreparedLine {
  const ref = productOfferingRef(tenantId, offering.productOfferingId);
  return prepareSource({ tenantId, kind: 'product-offering', id: offering.productOfferingId }, ref, () => offering);
}

export function prepareUser({ kind, tenantId, ...user }: UserLine): PreparedLine {
  const ref = userRef(tenantId, user.userId);
  const buildFacts = (stored: UserFacts | undefined) => ({ ...user, pastCustomerIds: listPastCustomers(stored, user) });
  return prepareSource({ tenantId, kind: 'user', id: user.userId }, ref, buildFacts, user.customerId);
}

/** Licenses of a customer that the user belonged to before may still be assigned to the user. */
function listPastCustomers(
  stored: UserFacts | undefined,
  { customerId }: Pick<UserFacts, 'customerId'>,
): string[] | undefined {
  if (!stored || stored.customerId === customerId) return stored?.pastCustomerIds;
  return [...new Set([...(stored.pastCustomerIds ?? []), stored.customerId])];
}

/** Prepares a line whose name other items embed. It refers to its tenant; a user also refers to its customer. */
function prepareSource<T extends { name: string }>(
  renamed: RenamedSource,
  ref: ItemRef<StoredItem<T>>,
  buildFacts: (stored: StoredItem<T> | undefined) => T,
  customerId?: string,
): PreparedLine {
  const { tenantId } = renamed;
  const tenant = tenantRef(tenantId);
  const rename = renameRef(renamed);
  const customer = customerId === undefined ? undefined : customerRef(tenantId, customerId);
  return {
    reads: { items: [tenant, ref, rename, ...(customer ? [customer] : [])], aggregates: [] },
    changedKeys: [ref, rename],
    plan(known, now) {
      const { findItem, problems } = createReferenceFinder(known, tenantId);
      const hasTenant = findItem('tenantId', `tenant ${tenantId}`, tenant) !== undefined;
      if (hasTenant && customer) findItem('customerId', `customer ${customerId}`, customer);
      if (problems.length > 0) return { problems };
      const stored = known.get(ref);
      const facts = buildFacts(stored);
      const plan = planItemWrite(ref, stored, facts);
      return addRename(plan, { renamed, rename: known.get(rename) }, { before: stored, after: facts }, Date.parse(now));
    },
  };
}
