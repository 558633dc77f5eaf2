import { embedCustomer } from '../domain/customer.ts';
import { createDecisionTime, type DecisionTime } from '../domain/effective-dates.ts';
import { type LicenseFacts, settleLicense } from '../domain/license.ts';
import type { ItemRef } from '../dynamodb/item.ts';
import { assigneeRef } from '../dynamodb/items/assignee.ts';
import { buildCreateWrite, buildUpdateWrite } from '../dynamodb/items/connect-item.ts';
import { customerRef } from '../dynamodb/items/customer.ts';
import type { StoredItem } from '../dynamodb/items/item-fields.ts';
import { licenseRef } from '../dynamodb/items/license.ts';
import { productOfferingRef } from '../dynamodb/items/product-offering.ts';
import { tenantRef } from '../dynamodb/items/tenant.ts';
import { findAssignee } from './find-assignee.ts';
import type { LicenseLine } from './license-line.ts';
import { buildStatedUpdate, type LinePlan, type PreparedLine, planOwnedUpdate } from './line-plan.ts';
import { buildLicense, type LicenseReferences, mergeLicense } from './merge-license.ts';
import { createReferenceFinder } from './references.ts';

/** Prepares a license line. The import owns some fields of a stored license, and shares the others with the commands. */
export function prepareLicense(line: LicenseLine): PreparedLine {
  const { tenantId, customerId, productOfferingId, assignedTo, pendingProductOffering: pending } = line;
  const refs = {
    license: licenseRef(tenantId, line.licenseId),
    tenant: tenantRef(tenantId),
    customer: customerRef(tenantId, customerId),
    assignee: assignedTo && assigneeRef(tenantId, assignedTo),
  };
  const offerings = [productOfferingId, pending?.productOfferingId].filter(id => id !== undefined);
  const items: (ItemRef<unknown> | undefined)[] = [
    ...Object.values(refs),
    ...offerings.map(id => productOfferingRef(tenantId, id)),
  ];
  return {
    reads: { items: items.filter(ref => ref !== undefined), aggregates: [] },
    changedKeys: [refs.license],
    plan(known, now) {
      const finder = createReferenceFinder(known, tenantId);
      const tenant = finder.findItem('tenantId', `tenant ${tenantId}`, refs.tenant);
      if (!tenant) return { problems: finder.problems };
      const customer = finder.findItem('customerId', `customer ${customerId}`, refs.customer);
      const offering = finder.findOffering('productOfferingId', productOfferingId, 'LICENSE');
      const pendingOffering = finder.findOffering(
        'pendingProductOffering.productOfferingId',
        pending?.productOfferingId,
        'LICENSE',
      );
      const assignment = assignedTo && findAssignee(finder, tenantId, assignedTo, customerId);
      if (finder.problems.length > 0 || !customer || !offering) return { problems: finder.problems };
      if (offering.licenseType === undefined) {
        const reason = `the product offering ${productOfferingId} has no licenseType; import it again`;
        return { problems: [{ field: 'productOfferingId', reason }] };
      }
      const references = { customer: embedCustomer(customer), type: offering.licenseType, assignment };
      const time = createDecisionTime(now, tenant.timeZone);
      return planLicense(
        line,
        refs.license,
        known.get(refs.license),
        { ...references, offering, pendingOffering },
        time,
      );
    },
  };
}

function planLicense(
  line: LicenseLine,
  ref: ItemRef<StoredItem<LicenseFacts>>,
  stored: StoredItem<LicenseFacts> | undefined,
  references: LicenseReferences,
  time: DecisionTime,
): LinePlan {
  if (!stored) return { outcome: 'created', writes: [buildCreateWrite(ref, buildLicense(line, references, time))] };
  const settled = settleLicense(stored, time.now);
  const merged = mergeLicense(line, settled, references, time);
  if ('problems' in merged) return merged;
  const { facts, differences } = merged;
  const update = planOwnedUpdate(ref, { stored, settled }, settleLicense(facts, time.now), time.now);
  const writes = update ? [buildLicenseWrite(ref, stored, update)] : [];
  if (differences.length > 0) return { outcome: 'differs', writes, differences };
  return { outcome: update?.isNewVersion ? 'updated' : 'unchanged', writes };
}

const buildLicenseWrite = (
  ref: ItemRef<StoredItem<LicenseFacts>>,
  stored: StoredItem<LicenseFacts>,
  { after, isNewVersion }: { after: StoredItem<LicenseFacts>; isNewVersion: boolean },
) => (isNewVersion ? buildUpdateWrite(ref, stored, after) : buildStatedUpdate(ref, after));
