import { erasedText } from '../contract/erasure.ts';
import type { Instant } from '../contract/field-types.ts';
import { areNumbersErased, eraseSubscription } from '../domain/erasure.ts';
import type { ItemRef } from '../dynamodb/item.ts';
import type { ItemWrite } from '../dynamodb/item-write.ts';
import { buildAuditWrite } from '../dynamodb/items/audit-item.ts';
import { customerRef } from '../dynamodb/items/customer.ts';
import { customerDetailsRef } from '../dynamodb/items/customer-details.ts';
import type { StoredItem } from '../dynamodb/items/item-fields.ts';
import { buildLookupWrites, toLookupValues } from '../dynamodb/items/lookup.ts';
import { portingDetailsRef } from '../dynamodb/items/porting-details.ts';
import { type RenamedSource, renameRef } from '../dynamodb/items/rename.ts';
import { simCodesRef, simRef } from '../dynamodb/items/sim.ts';
import { subscriberRef } from '../dynamodb/items/subscriber.ts';
import { subscriptionRef } from '../dynamodb/items/subscription.ts';
import { userRef } from '../dynamodb/items/user.ts';
import type { EraseLine } from './erase-line.ts';
import { type LinePlan, type PreparedLine, planItemWrite } from './line-plan.ts';
import type { LoadedItems } from './loaded-items.ts';
import { addRenames } from './plan-rename.ts';
import { planRelatedItem } from './related-item.ts';

/** Prepares a line that removes personal data. IDs, dates and prices stay, because they say what was billed. */
export function prepareErasure(line: EraseLine): PreparedLine {
  switch (line.kind) {
    case 'customer':
      return prepareCustomerErasure(line);
    case 'user':
      return prepareUserErasure(line);
    case 'subscription':
      return prepareSubscriptionErasure(line);
    case 'sim':
      return prepareSimErasure(line);
  }
}

function prepareCustomerErasure({ tenantId, customerId }: EraseLine<'customer'>): PreparedLine {
  const ref = customerRef(tenantId, customerId);
  const detailsRef = customerDetailsRef(tenantId, customerId);
  const renamed = { tenantId, kind: 'customer', id: customerId } as const;
  return {
    reads: { items: [ref, detailsRef, renameRef(renamed)], aggregates: [] },
    changedKeys: [ref, detailsRef, renameRef(renamed)],
    plan(known, now) {
      const stored = known.get(ref);
      if (!stored) return createUnknownProblem('customerId', `customer ${customerId}`);
      const details = known.get(detailsRef);
      const writes = [
        ...planHead(ref, stored, { ...stored, name: erasedText, erased: true }),
        ...planRelatedItem(detailsRef, details, details && { ...details, details: undefined }),
      ];
      return planErasure({ tenantId, resource: `/customers/${customerId}`, writes, renamed: [renamed] }, known, now);
    },
  };
}

function prepareUserErasure({ tenantId, userId }: EraseLine<'user'>): PreparedLine {
  const ref = userRef(tenantId, userId);
  const renamed = { tenantId, kind: 'user', id: userId } as const;
  return {
    reads: { items: [ref, renameRef(renamed)], aggregates: [] },
    changedKeys: [ref, renameRef(renamed)],
    plan(known, now) {
      const stored = known.get(ref);
      if (!stored) return createUnknownProblem('userId', `user ${userId}`);
      const writes = planHead(ref, stored, { ...stored, name: erasedText, email: undefined, erased: true });
      return planErasure({ tenantId, resource: `/users/${userId}`, writes, renamed: [renamed] }, known, now);
    },
  };
}

/** Removes the personal data of the subscriber, and the details of the porting. */
function prepareSubscriptionErasure({ tenantId, subscriptionId }: EraseLine<'subscription'>): PreparedLine {
  const ref = subscriptionRef(tenantId, subscriptionId);
  const portingRef = portingDetailsRef(tenantId, subscriptionId);
  const toSubscriberRef = (known: LoadedItems) => {
    const { subscriber } = known.get(ref) ?? {};
    return subscriber && subscriberRef(tenantId, subscriber.subscriberId);
  };
  const listRenamed = (known: LoadedItems): RenamedSource[] => {
    const { subscriber } = known.get(ref) ?? {};
    return [
      { tenantId, kind: 'subscription', id: subscriptionId },
      ...(subscriber ? [{ tenantId, kind: 'subscriber', id: subscriber.subscriberId } as const] : []),
    ];
  };
  return {
    reads: { items: [ref, portingRef], aggregates: [] },
    followUpReads: known => [toSubscriberRef(known) ?? [], listRenamed(known).map(renameRef)].flat(),
    changedKeys: [ref, portingRef],
    plan(known, now) {
      const stored = known.get(ref);
      if (!stored) return createUnknownProblem('subscriptionId', `subscription ${subscriptionId}`);
      const erased = eraseSubscription(stored, true);
      const subscriberItemRef = toSubscriberRef(known);
      const subscriber = subscriberItemRef && known.get(subscriberItemRef);
      const writes = [
        ...planHead(ref, stored, erased, facts => ({ ...facts, changedAt: now })),
        ...(subscriber
          ? planHead(subscriberItemRef, subscriber, { ...subscriber, name: erasedText, email: undefined, erased: true })
          : []),
        ...planRelatedItem(portingRef, known.get(portingRef), undefined),
        ...buildLookupWrites(
          { tenantId, kind: 'subscription', id: subscriptionId },
          toLookupValues(stored),
          toLookupValues(erased),
        ),
      ];
      // The display text of a live subscription stays, so only the name of the subscriber has copies.
      const renamed = listRenamed(known).filter(({ kind }) => kind === 'subscriber' || areNumbersErased(erased));
      return planErasure({ tenantId, resource: `/subscriptions/${subscriptionId}`, writes, renamed }, known, now);
    },
  };
}

function prepareSimErasure({ tenantId, iccid }: EraseLine<'sim'>): PreparedLine {
  const ref = simRef(tenantId, iccid);
  const codesRef = simCodesRef(tenantId, iccid);
  return {
    reads: { items: [ref, codesRef], aggregates: [] },
    changedKeys: [ref, codesRef],
    plan(known, now) {
      const stored = known.get(ref);
      if (!stored) return createUnknownProblem('iccid', `SIM card ${iccid}`);
      const writes = [
        ...planHead(ref, stored, { ...stored, details: undefined, erased: true }),
        ...planRelatedItem(codesRef, known.get(codesRef), undefined),
      ];
      return planErasure({ tenantId, resource: `/inventory/sims/${iccid}`, writes, renamed: [] }, known, now);
    },
  };
}

function planHead<T extends object>(
  ref: ItemRef<StoredItem<T>>,
  stored: StoredItem<T>,
  facts: T,
  completeChange?: (facts: StoredItem<T>) => StoredItem<T>,
): ItemWrite[] {
  const plan = planItemWrite(ref, stored, facts, completeChange);
  return 'writes' in plan ? plan.writes : [];
}

/** Adds the audit item and the updates of the copies to the writes. A repeated line that finds nothing to remove writes nothing. */
function planErasure(
  {
    tenantId,
    resource,
    writes,
    renamed,
  }: { tenantId: string; resource: string; writes: ItemWrite[]; renamed: RenamedSource[] },
  known: LoadedItems,
  now: Instant,
): LinePlan {
  const entry = { tenantId, at: now, action: 'erasure', actor: { type: 'TOOL', id: 'import' }, resource } as const;
  const hasChanges = writes.length > 0;
  return addRenames(
    hasChanges
      ? { outcome: 'updated', writes: [...writes, buildAuditWrite(entry, resource)] }
      : { outcome: 'unchanged', writes },
    { renamed: hasChanges ? renamed : [], sources: renamed },
    source => known.get(renameRef(source)),
    Date.parse(now),
  );
}

const createUnknownProblem = (field: string, what: string): LinePlan => ({
  problems: [{ field, reason: `the ${what} is not defined, so nothing of it can be erased; correct the ID` }],
});
