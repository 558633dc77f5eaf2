import type { CalendarDate, Instant } from '../contract/field-types.ts';
import { toStartOfDay } from '../domain/calendar.ts';
import { embedCustomer } from '../domain/customer.ts';
import { type LicenseFacts, type OfferingChange, settleLicense } from '../domain/license.ts';
import { mergeMetadata } from '../domain/metadata.ts';
import { embedProductOffering, type ProductOfferingFacts } from '../domain/product-offering.ts';
import type { ItemRef } from '../dynamodb/item.ts';
import { assigneeRef } from '../dynamodb/items/assignee.ts';
import { customerRef } from '../dynamodb/items/customer.ts';
import type { StoredItem } from '../dynamodb/items/item-fields.ts';
import { licenseRef } from '../dynamodb/items/license.ts';
import { productOfferingRef } from '../dynamodb/items/product-offering.ts';
import { tenantRef } from '../dynamodb/items/tenant.ts';
import { mergeAgreedTerms } from './agreed-terms.ts';
import { findAssignee } from './find-assignee.ts';
import { buildPeriod, type ImportedDates, mergePeriod } from './imported-dates.ts';
import type { LicenseLine } from './license-line.ts';
import { type PreparedLine, planItemWrite } from './line-plan.ts';
import { createReferenceFinder } from './references.ts';

/** Prepares a license line. Once a license is stored, commands own its dates, its cancellation and its metadata. */
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
      const embeddedAssignment = assignedTo && findAssignee(finder, tenantId, assignedTo, customerId);
      if (finder.problems.length > 0 || !customer || !offering) return { problems: finder.problems };
      if (offering.licenseType === undefined) {
        const reason = `the product offering ${productOfferingId} has no licenseType; import it again`;
        return { problems: [{ field: 'productOfferingId', reason }] };
      }

      const stored = known.get(refs.license);
      const lineFacts = {
        ...mergeAgreedTerms(line, offering, stored),
        type: offering.licenseType,
        customer: embedCustomer(customer),
        assignedTo: embeddedAssignment,
        details: line.details,
        offeringChange:
          pending && pendingOffering && buildOfferingChange(pending.scheduledAt, pendingOffering, tenant.timeZone),
      };
      const facts = stored
        ? { ...stored, ...lineFacts, ...mergeStoredFacts(line, stored, tenant.timeZone, now) }
        : { licenseId: line.licenseId, ...lineFacts, ...buildNewFacts(line, tenant.timeZone, now) };
      return planItemWrite(refs.license, stored, settleLicense(facts, now), changed => ({
        ...changed,
        changedAt: now,
      }));
    },
  };
}

const buildOfferingChange = (on: CalendarDate, offering: ProductOfferingFacts, timeZone: string): OfferingChange => ({
  on,
  at: toStartOfDay(timeZone, on),
  productOffering: embedProductOffering(offering),
  cancellationSchedule: offering.cancellationSchedule,
});

const toImportedDates = (line: LicenseLine): ImportedDates => ({
  startedAt: line.activatedAt,
  startsOn: line.startsOn,
  endedAt: line.cancelledAt,
  endsOn: line.endsOn,
});

/** Builds the facts of a new license from its line. */
const buildNewFacts = (line: LicenseLine, timeZone: string, now: Instant) => ({
  createdAt: now,
  changedAt: now,
  ...buildPeriod(toImportedDates(line), timeZone, now),
  suspension: toSuspension(line),
  pausedAt: line.pausedAt,
  metadata: mergeMetadata(undefined, line.metadata),
});

/** Merges a line into a stored license. A line with CANCELLED neither cancels the license nor ends its suspension. */
const mergeStoredFacts = (line: LicenseLine, stored: StoredItem<LicenseFacts>, timeZone: string, now: Instant) => ({
  ...mergePeriod(stored, toImportedDates(line), timeZone, now),
  ...(line.status !== 'CANCELLED' && { suspension: toSuspension(line), pausedAt: line.pausedAt }),
});

const toSuspension = ({ status }: LicenseLine): LicenseFacts['suspension'] =>
  status === 'PAUSED' || status === 'BLOCKED' ? status : undefined;
