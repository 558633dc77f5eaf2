import * as z from 'zod';
import { areNumbersErased } from '../../domain/erasure.ts';
import type { SubscriptionFacts } from '../../domain/subscription.ts';
import { createItemParser, type ItemCollection, type ItemKey, type ItemRef } from '../item.ts';
import { type ItemWrite, requireAbsent, requireAny, type WriteCondition } from '../item-write.ts';
import { connectItemRef } from './connect-item.ts';

const LookupItem = z.object({ resourceId: z.string() });
/** Item that leads from a value to a subscription. An index is not used for this, because it lags. */
type SubscriptionLookup = z.infer<typeof LookupItem>;

/** Values by which a subscription is found. */
interface LookupValues {
  msisdn?: string | undefined;
  iccid?: string | undefined;
  referenceId?: string | undefined;
}

/** A subscription is not found by numbers that were removed from it. */
export const toLookupValues = (subscription: SubscriptionFacts): LookupValues => {
  const { msisdn, sim, referenceId } = subscription;
  return areNumbersErased(subscription) ? { referenceId } : { msisdn, iccid: sim.iccid, referenceId };
};

/** Ref of the subscription that has a reference ID. At most one has it. */
export const subscriptionReferenceRef = (tenantId: string, referenceId: string): ItemRef<SubscriptionLookup> =>
  connectItemRef(`${tenantId}#subscription-reference#${referenceId}`, 'lookup', LookupItem);

/** Ref of all subscriptions that have a phone number or a card, ended ones included. */
export const numberLookupRef = (
  tenantId: string,
  kind: 'msisdn' | 'iccid',
  value: string,
): ItemCollection<SubscriptionLookup> => ({
  table: 'connect',
  partitionKey: buildNumberPk(tenantId, kind, value),
  sortKeyPrefix: 'lookup#',
  parse: createItemParser(LookupItem, 'connect'),
});

/** A phone number is the same with and without its leading +. */
const buildNumberPk = (tenantId: string, kind: 'msisdn' | 'iccid', value: string): string =>
  `${tenantId}#${kind}#${value.replace(/^\+/, '')}`;

/** Builds the writes for the values of a subscription that changed. */
export function buildLookupWrites(
  tenantId: string,
  subscriptionId: string,
  before: LookupValues | undefined,
  after: LookupValues,
): ItemWrite[] {
  const previous = before ? listLookupKeys(tenantId, subscriptionId, before) : [];
  const next = listLookupKeys(tenantId, subscriptionId, after);
  const isIn = (keys: ItemKey[], { primaryKey }: ItemKey) => keys.some(key => key.primaryKey.pk === primaryKey.pk);
  // Repeated, the writes do the same again.
  const condition = requireAny(requireAbsent('pk'), requireSubscription(subscriptionId));
  return [
    ...previous.filter(key => !isIn(next, key)).map((key): ItemWrite => ({ kind: 'delete', ...key, condition })),
    ...next
      .filter(key => !isIn(previous, key))
      .map(
        (key): ItemWrite => ({
          kind: 'put',
          ...key,
          item: { ...key.primaryKey, resourceId: subscriptionId, version: 1 },
          condition,
        }),
      ),
  ];
}

const requireSubscription = (subscriptionId: string): WriteCondition => ({
  expression: '#resourceId = :resourceId',
  names: { '#resourceId': 'resourceId' },
  values: { ':resourceId': subscriptionId },
});

function listLookupKeys(
  tenantId: string,
  subscriptionId: string,
  { msisdn, iccid, referenceId }: LookupValues,
): ItemKey[] {
  const toNumberKey = (kind: 'msisdn' | 'iccid', value: string): ItemKey => ({
    table: 'connect',
    primaryKey: { pk: buildNumberPk(tenantId, kind, value), sk: `lookup#${subscriptionId}` },
  });
  const numberKeys = [
    ...(msisdn === undefined ? [] : [toNumberKey('msisdn', msisdn)]),
    ...(iccid === undefined ? [] : [toNumberKey('iccid', iccid)]),
  ];
  if (referenceId === undefined) return numberKeys;
  const { table, primaryKey } = subscriptionReferenceRef(tenantId, referenceId);
  return [...numberKeys, { table, primaryKey }];
}
