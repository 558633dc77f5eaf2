import { erasedText } from '../contract/erasure.ts';
import type { CustomerFacts } from '../domain/customer.ts';
import type { UserFacts } from '../domain/user.ts';
import type { ItemRef } from '../dynamodb/item.ts';
import { customerRef } from '../dynamodb/items/customer.ts';
import { customerDetailsRef } from '../dynamodb/items/customer-details.ts';
import type { StoredItem } from '../dynamodb/items/item-fields.ts';
import { buildLookupWrites, referenceRef } from '../dynamodb/items/lookup.ts';
import { productOfferingRef } from '../dynamodb/items/product-offering.ts';
import { type RenamedSource, renameRef } from '../dynamodb/items/rename.ts';
import { tenantRef } from '../dynamodb/items/tenant.ts';
import { userRef } from '../dynamodb/items/user.ts';
import { buildCustomerDetails, type CustomerLine } from './customer-line.ts';
import { addErasedFields, followsErasure } from './follow-erasure.ts';
import type { ProductOfferingLine, TenantLine, UserLine } from './import-line.ts';
import { type PreparedLine, planItemWrite } from './line-plan.ts';
import { listPastCustomers } from './past-customers.ts';
import { addRename } from './plan-rename.ts';
import { createReferenceFinder } from './references.ts';
import { addRelatedWrites, planRelatedItem } from './related-item.ts';
import { findTakenReference } from './taken-reference.ts';

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
  const { tenantId, customerId, name, referenceId } = line;
  const resource = { tenantId, kind: 'customer', id: customerId } as const;
  const referenceItemRefs = referenceId === undefined ? [] : [referenceRef(tenantId, 'customer', referenceId)];
  const ref = customerRef(tenantId, customerId);
  const detailsRef = customerDetailsRef(tenantId, customerId);
  const buildFacts = (stored: CustomerFacts | undefined): CustomerFacts =>
    followsErasure(stored, line)
      ? { customerId, name: erasedText, referenceId, erased: true }
      : { customerId, name, referenceId };
  const prepared = prepareSource(resource, ref, buildFacts);
  return {
    reads: { ...prepared.reads, items: [...prepared.reads.items, detailsRef, ...referenceItemRefs] },
    changedKeys: [...prepared.changedKeys, detailsRef, ...referenceItemRefs],
    plan(known, now) {
      const plan = prepared.plan(known, now);
      if ('problems' in plan) return plan;
      const problems = findTakenReference(resource, referenceId, known);
      if (problems.length > 0) return { problems };
      const stored = known.get(ref);
      const isErased = followsErasure(stored, line);
      const details = buildCustomerDetails(line);
      const storedDetails = isErased ? { ...details, details: undefined } : details;
      const related = [
        ...planRelatedItem(detailsRef, known.get(detailsRef), storedDetails),
        ...buildLookupWrites(resource, stored, { referenceId }),
      ];
      const erasedFields = isErased ? listPersonalFields(name, details.details) : [];
      return addErasedFields(addRelatedWrites(plan, related, ref, stored), erasedFields);
    },
  };
}

/** Lists the fields of a line that contain personal data. */
const listPersonalFields = (name: string, details: object = {}): string[] => [
  ...(name === erasedText ? [] : ['name']),
  ...Object.entries(details).flatMap(([field, value]) => (value === undefined ? [] : [field])),
];

export function prepareProductOffering({ kind, tenantId, ...offering }: ProductOfferingLine): PreparedLine {
  const ref = productOfferingRef(tenantId, offering.productOfferingId);
  return prepareSource({ tenantId, kind: 'product-offering', id: offering.productOfferingId }, ref, () => offering);
}

export function prepareUser(line: UserLine): PreparedLine {
  const { tenantId, userId, customerId, name, email } = line;
  const ref = userRef(tenantId, userId);
  const buildFacts = (stored: UserFacts | undefined): UserFacts => ({
    userId,
    customerId,
    pastCustomerIds: listPastCustomers(stored, customerId),
    ...(followsErasure(stored, line) ? { name: erasedText, erased: true } : { name, email }),
  });
  const prepared = prepareSource({ tenantId, kind: 'user', id: userId }, ref, buildFacts, customerId);
  return {
    ...prepared,
    plan(known, now) {
      const erasedFields = followsErasure(known.get(ref), line) ? listPersonalFields(name, { email }) : [];
      return addErasedFields(prepared.plan(known, now), erasedFields);
    },
  };
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
