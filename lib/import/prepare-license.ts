import type { Instant } from '../domain/calendar.ts';
import { embedCustomer } from '../domain/embed-customer.ts';
import type { LicenseFacts } from '../domain/license.ts';
import { mergeMetadata } from '../domain/metadata.ts';
import { embedOffering } from '../domain/product-offering.ts';
import { settle } from '../domain/schedule.ts';
import { assigneeRef } from '../store/assignee.ts';
import { copiedFrom } from '../store/copy-version.ts';
import { customerRef, licenseRef, productOfferingRef, tenantRef } from '../store/entity.ts';
import type { Ref } from '../store/item.ts';
import type { Stored } from '../store/stored.ts';
import { agreed } from './agreed.ts';
import { finderIn } from './find.ts';
import { findAssignee } from './find-assignee.ts';
import type { LicenseLine } from './license-line.ts';
import { type Prepared, planItem } from './plan.ts';
import { keptTerm, type StatedTerm, termOf } from './term.ts';

/** An existing license. Once it is here, its dates, its cancellation and its metadata belong to commands. */
export function prepareLicense(line: LicenseLine): Prepared {
  const { tenantId, customerId, productOfferingId, assignedTo, pendingProductOffering: pending } = line;
  const refs = {
    license: licenseRef(tenantId, line.licenseId),
    tenant: tenantRef(tenantId),
    customer: customerRef(tenantId, customerId),
    assignee: assignedTo && assigneeRef(tenantId, assignedTo),
  };
  const offerings = [productOfferingId, pending?.productOfferingId].filter(id => id !== undefined);
  const items: (Ref<unknown> | undefined)[] = [
    ...Object.values(refs),
    ...offerings.map(id => productOfferingRef(tenantId, id)),
  ];
  return {
    needs: { items: items.filter(ref => ref !== undefined), collections: [] },
    changes: [refs.license],
    plan(known, now) {
      const finder = finderIn(known, tenantId);
      const tenant = finder.find('tenantId', `tenant ${tenantId}`, refs.tenant);
      if (!tenant) return { problems: finder.problems };
      const customer = finder.find('customerId', `customer ${customerId}`, refs.customer);
      const offering = finder.findOffering('productOfferingId', productOfferingId, 'LICENSE');
      const next = finder.findOffering(
        'pendingProductOffering.productOfferingId',
        pending?.productOfferingId,
        'LICENSE',
      );
      const assigned = assignedTo && findAssignee(finder, tenantId, assignedTo, customerId);
      if (finder.problems.length > 0 || !customer || !offering) return { problems: finder.problems };
      if (offering.licenseType === undefined) {
        const reason = `the product offering ${productOfferingId} has no licenseType; import it again`;
        return { problems: [{ field: 'productOfferingId', reason }] };
      }

      const stored = known.get(refs.license);
      const copies = {
        ...agreed(line, offering, stored),
        type: offering.licenseType,
        customer: embedCustomer(customer),
        assignedTo: assigned,
        details: line.details,
        pendingProductOffering: pending && next && { scheduledAt: pending.scheduledAt, product: embedOffering(next) },
      };
      const from = copiedFrom({
        customer,
        assignedTo: assignedTo?.type === 'CUSTOMER' ? customer : undefined,
        productOffering: offering,
        pendingProductOffering: next,
      });
      const facts = stored
        ? { ...stored, ...copies, ...kept(line, stored, tenant.timeZone, now) }
        : { licenseId: line.licenseId, ...copies, ...from, ...taken(line, tenant.timeZone, now) };
      return planItem(refs.license, stored, facts, changed => settle({ ...changed, ...from, changedAt: now }, now));
    },
  };
}

const stated = (line: LicenseLine): StatedTerm => ({
  startedAt: line.activatedAt,
  startsOn: line.startsOn,
  endedAt: line.cancelledAt,
  endsOn: line.endsOn,
});

/** The first time, everything is as the line says. */
const taken = (line: LicenseLine, timeZone: string, now: Instant) => ({
  createdAt: now,
  changedAt: now,
  ...termOf(stated(line), timeZone, now),
  held: heldBy(line),
  pausedAt: line.pausedAt,
  metadata: mergeMetadata(undefined, line.metadata),
});

/** A line that says CANCELLED does not cancel, and it does not release what is held either. */
const kept = (line: LicenseLine, stored: Stored<LicenseFacts>, timeZone: string, now: Instant) => ({
  ...keptTerm(stored, stated(line), timeZone, now),
  ...(line.status !== 'CANCELLED' && { held: heldBy(line), pausedAt: line.pausedAt }),
});

const heldBy = ({ status }: LicenseLine): LicenseFacts['held'] =>
  status === 'PAUSED' || status === 'BLOCKED' ? status : undefined;
