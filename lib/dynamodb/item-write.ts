import type { ItemAttributes, ItemKey } from './item.ts';

/** Condition on the item as it is stored when a write arrives. */
export interface WriteCondition {
  expression: string;
  names: Record<string, string>;
  values: Record<string, unknown>;
}

/** Requires that no item exists under this key. */
export const requireAbsent = (partitionKey: string): WriteCondition => ({
  expression: 'attribute_not_exists(#pk)',
  names: { '#pk': partitionKey },
  values: {},
});

/** Requires that the item still has the version that the decision is based on. */
export const requireVersion = (version: number): WriteCondition => ({
  expression: '#version = :readVersion',
  names: { '#version': 'version' },
  values: { ':readVersion': version },
});

/** Requires that an attribute still has the value that was read. */
export const requireValue = (attribute: string, value: string | number): WriteCondition => ({
  expression: '#required = :required',
  names: { '#required': attribute },
  values: { ':required': value },
});

/** Requires that the item is expired, because TTL may not have deleted it yet. The time is in epoch seconds, as TTL needs it. */
export const requireExpired = (nowSeconds: number): WriteCondition => ({
  expression: '#expiresAt <= :nowSeconds',
  names: { '#expiresAt': 'expiresAt' },
  values: { ':nowSeconds': nowSeconds },
});

export const requireAny = (...clauses: WriteCondition[]): WriteCondition => ({
  expression: clauses.map(clause => clause.expression).join(' OR '),
  names: Object.assign({}, ...clauses.map(clause => clause.names)),
  values: Object.assign({}, ...clauses.map(clause => clause.values)),
});

export const requireAll = (...clauses: WriteCondition[]): WriteCondition => ({
  ...requireAny(...clauses),
  expression: clauses.map(clause => `(${clause.expression})`).join(' AND '),
});

/** Write of a whole item. */
export interface PutWrite extends ItemKey {
  kind: 'put';
  item: ItemAttributes;
  /** Absent if the item may be in any state. */
  condition?: WriteCondition;
}

/** Write of named attributes, which leaves the others unchanged. An attribute that is set to undefined is removed. */
export interface UpdateWrite extends ItemKey {
  kind: 'update';
  set: ItemAttributes;
  /** Numbers to add to attributes. An absent attribute counts as 0. */
  add?: Record<string, number>;
  /** Elements to append to lists. An absent attribute counts as an empty list. */
  append?: Record<string, unknown[]>;
  condition: WriteCondition;
}

/** Removal of an item. */
interface DeleteWrite extends ItemKey {
  kind: 'delete';
  /** Absent if the item may be in any state. */
  condition?: WriteCondition;
}

/** Condition on an item that the transaction does not write. */
interface CheckWrite extends ItemKey {
  kind: 'check';
  condition: WriteCondition;
}

export type ItemWrite = PutWrite | UpdateWrite | DeleteWrite | CheckWrite;

/** Writes that are applied all or not at all. */
export interface WriteTransaction {
  writes: ItemWrite[];
  /** DynamoDB applies equal transactions with the same token once, for ten minutes. Changed parameters need a new token. */
  clientRequestToken: string;
}

export const buildPutIfAbsent = (itemKey: ItemKey, item: ItemAttributes): PutWrite => ({
  kind: 'put',
  ...itemKey,
  item: { ...item, version: 1 },
  condition: requireAbsent('pk'),
});

/** Changes an item that was read, and increments its version. */
export const buildUpdateIfVersion = (
  itemKey: ItemKey,
  version: { from: number; to: number },
  set: ItemAttributes,
): UpdateWrite => ({
  kind: 'update',
  ...itemKey,
  set: { ...set, version: version.to },
  condition: requireVersion(version.from),
});

/**
 * Adds the ID of the request, or of the transaction of an import, that gives the item its version. An update that keeps the version
 * also keeps that ID.
 */
export function addRequestId(write: ItemWrite, requestId: string): ItemWrite {
  switch (write.kind) {
    case 'put':
      return { ...write, item: { ...write.item, requestId } };
    case 'update':
      return 'version' in write.set ? { ...write, set: { ...write.set, requestId } } : write;
    default:
      return write;
  }
}
