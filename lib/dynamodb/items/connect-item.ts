import type * as z from 'zod';
import { createItemParser, type ItemAttributes, type ItemKey, type ItemRef } from '../item.ts';
import { buildPutIfAbsent, buildUpdateIfVersion, type PutWrite, type UpdateWrite } from '../item-write.ts';
import { buildIndexKeys } from './index-keys.ts';
import type { VersionStamp } from './item-fields.ts';

export const connectItemRef = <T>(pk: string, sk: string, schema: z.ZodType<T>): ItemRef<T> => ({
  table: 'connect',
  primaryKey: { pk, sk },
  parse: createItemParser(schema, 'connect'),
});

/* Ids hold no '#', so a key can be taken apart in one way only. Every partition belongs to one tenant. */

/** The id in the key of a thing that is listed. */
export const parseResourceId = ({ pk }: ItemAttributes): string => String(pk).split('#')[2] ?? '';

const jsonAttributeNames = ['metadata', 'details', 'extensions'];

/** Facts as the attributes of an item; the stamp is not part of them. */
export function toItemAttributes(facts: object): ItemAttributes {
  const attributes: ItemAttributes = { ...facts };
  for (const name of jsonAttributeNames) {
    if (attributes[name] !== undefined) attributes[name] = JSON.stringify(attributes[name]);
  }
  delete attributes.version;
  delete attributes.requestId;
  return attributes;
}

/** An item as it is stored; the stamp is not part of it. */
export const buildStoredItem = (itemKey: ItemKey, facts: object): ItemAttributes => ({
  ...itemKey.primaryKey,
  ...toItemAttributes(facts),
  ...buildIndexKeys(itemKey, facts),
});

/** Makes an item that must not be there yet. */
export const buildCreateWrite = (itemKey: ItemKey, facts: object): PutWrite =>
  buildPutIfAbsent(itemKey, buildStoredItem(itemKey, facts));

/**
 * Sets what differs, if the item still is the version that was read. Where it stands in the indexes is set with every change: one
 * that a job had to put aside comes back.
 */
export function buildUpdateWrite<T extends VersionStamp>(
  itemKey: ItemKey,
  before: T,
  after: T,
  version = before.version + 1,
): UpdateWrite {
  const changedAttributes = diffAttributes(toItemAttributes(before), toItemAttributes(after));
  const hasChanges = Object.keys(changedAttributes).length > 0;
  return buildUpdateIfVersion(
    itemKey,
    { from: before.version, to: version },
    { ...changedAttributes, ...(hasChanges && buildIndexKeys(itemKey, after)) },
  );
}

/** The attributes that differ; one that is gone is undefined. */
function diffAttributes(before: ItemAttributes, after: ItemAttributes): ItemAttributes {
  const changedAttributes: ItemAttributes = {};
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (JSON.stringify(before[name]) !== JSON.stringify(after[name])) changedAttributes[name] = after[name];
  }
  return changedAttributes;
}
