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

/* IDs contain no '#', so a key can be split in one way only. Every partition belongs to one tenant. */

/** Returns the ID from the key of a listed item. */
export const parseResourceId = ({ pk }: ItemAttributes): string => String(pk).split('#')[2] ?? '';

const jsonAttributeNames = ['metadata', 'details', 'extensions', 'stated', 'lineItems'];

/** Converts facts to the attributes of an item, without the version stamp. */
export function toItemAttributes(facts: object): ItemAttributes {
  const attributes: ItemAttributes = { ...facts };
  for (const name of jsonAttributeNames) {
    if (attributes[name] !== undefined) attributes[name] = JSON.stringify(attributes[name]);
  }
  delete attributes.version;
  delete attributes.requestId;
  return attributes;
}

/** Builds an item as it is stored, without the version stamp. */
export const buildStoredItem = (itemKey: ItemKey, facts: object): ItemAttributes => ({
  ...itemKey.primaryKey,
  ...toItemAttributes(facts),
  ...buildIndexKeys(itemKey, facts),
});

/** Creates an item that must not exist yet. */
export const buildCreateWrite = (itemKey: ItemKey, facts: object): PutWrite =>
  buildPutIfAbsent(itemKey, buildStoredItem(itemKey, facts));

/**
 * Sets the attributes that differ, if the item still has the version that was read. Every change also sets the index keys: an item
 * that a job has quarantined returns to its place in the index.
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

/** Returns the attributes that differ. A removed attribute is undefined. */
function diffAttributes(before: ItemAttributes, after: ItemAttributes): ItemAttributes {
  const changedAttributes: ItemAttributes = {};
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (JSON.stringify(before[name]) !== JSON.stringify(after[name])) changedAttributes[name] = after[name];
  }
  return changedAttributes;
}
