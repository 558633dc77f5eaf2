import * as z from 'zod';
import { areNumbersErased } from '../../domain/erasure.ts';
import type { SubscriptionFacts } from '../../domain/subscription.ts';
import { createItemParser, type ItemCollection, type ItemKey, type ItemRef } from '../item.ts';
import { type ItemWrite, requireAbsent, requireAny, type WriteCondition } from '../item-write.ts';
import { connectItemRef } from './connect-item.ts';

const LookupItem = z.object({ resourceId: z.string() });
/** Item that leads from a value to a resource. An index is not used for this, because it lags. */
type ResourceLookup = z.infer<typeof LookupItem>;

/** The kinds of resources that have reference IDs. A reference ID is unique per tenant and kind. */
export type ReferableKind = 'customer' | 'subscription';

/** The resource that lookup items lead to. */
export interface ReferableResource {
  tenantId: string;
  kind: ReferableKind;
  id: string;
}

/** Values by which a resource is found. */
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

/** Ref of the lookup item of a reference ID. At most one resource has it. */
export const referenceRef = (tenantId: string, kind: ReferableKind, referenceId: string): ItemRef<ResourceLookup> =>
  connectItemRef(`${tenantId}#${kind}-reference#${referenceId}`, 'lookup', LookupItem);

/** Ref of all subscriptions that have a phone number or a card, ended ones included. */
export const numberLookupRef = (
  tenantId: string,
  kind: 'msisdn' | 'iccid',
  value: string,
): ItemCollection<ResourceLookup> => ({
  table: 'connect',
  partitionKey: buildNumberPk(tenantId, kind, value),
  sortKeyPrefix: 'lookup#',
  parse: createItemParser(LookupItem, 'connect'),
});

/** A phone number is the same with and without its leading +. */
const buildNumberPk = (tenantId: string, kind: 'msisdn' | 'iccid', value: string): string =>
  `${tenantId}#${kind}#${value.replace(/^\+/, '')}`;

/** Builds the writes for the values of a resource that changed. */
export function buildLookupWrites(
  resource: ReferableResource,
  before: LookupValues | undefined,
  after: LookupValues,
): ItemWrite[] {
  const previous = before ? listLookupKeys(resource, before) : [];
  const next = listLookupKeys(resource, after);
  const isIn = (keys: ItemKey[], { primaryKey }: ItemKey) => keys.some(key => key.primaryKey.pk === primaryKey.pk);
  // Repeated, the writes do the same again.
  const condition = requireAny(requireAbsent('pk'), requireResource(resource.id));
  return [
    ...previous.filter(key => !isIn(next, key)).map((key): ItemWrite => ({ kind: 'delete', ...key, condition })),
    ...next
      .filter(key => !isIn(previous, key))
      .map(
        (key): ItemWrite => ({
          kind: 'put',
          ...key,
          item: { ...key.primaryKey, resourceId: resource.id, version: 1 },
          condition,
        }),
      ),
  ];
}

const requireResource = (id: string): WriteCondition => ({
  expression: '#resourceId = :resourceId',
  names: { '#resourceId': 'resourceId' },
  values: { ':resourceId': id },
});

function listLookupKeys(
  { tenantId, kind, id }: ReferableResource,
  { msisdn, iccid, referenceId }: LookupValues,
): ItemKey[] {
  const toNumberKey = (numberKind: 'msisdn' | 'iccid', value: string): ItemKey => ({
    table: 'connect',
    primaryKey: { pk: buildNumberPk(tenantId, numberKind, value), sk: `lookup#${id}` },
  });
  const numberKeys = [
    ...(msisdn === undefined ? [] : [toNumberKey('msisdn', msisdn)]),
    ...(iccid === undefined ? [] : [toNumberKey('iccid', iccid)]),
  ];
  if (referenceId === undefined) return numberKeys;
  const { table, primaryKey } = referenceRef(tenantId, kind, referenceId);
  return [...numberKeys, { table, primaryKey }];
}
