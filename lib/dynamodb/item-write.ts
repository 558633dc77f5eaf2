import type { ItemAttributes, ItemKey } from './item.ts';

/** A condition on the item as it is when a write arrives. Every clause has a name and a sentence. */
export interface WriteCondition {
  expression: string;
  names: Record<string, string>;
  values: Record<string, unknown>;
}

/** Nothing is there under this key. */
export const requireAbsent = (partitionKey: string): WriteCondition => ({
  expression: 'attribute_not_exists(#pk)',
  names: { '#pk': partitionKey },
  values: {},
});

/** The item is still the version that the decision was made on. */
export const requireVersion = (version: number): WriteCondition => ({
  expression: '#version = :readVersion',
  names: { '#version': 'version' },
  values: { ':readVersion': version },
});

/** Its time is over, though it may not have been deleted yet. Epoch seconds, as TTL wants them. */
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

/** Writes a whole item. */
export interface PutWrite extends ItemKey {
  kind: 'put';
  item: ItemAttributes;
  condition: WriteCondition;
}

/** Sets named attributes and leaves the others alone; an attribute set to undefined is removed. */
export interface UpdateWrite extends ItemKey {
  kind: 'update';
  set: ItemAttributes;
  condition: WriteCondition;
}

export type ItemWrite = PutWrite | UpdateWrite;

/** Writes that happen all or not at all. */
export interface WriteTransaction {
  writes: ItemWrite[];
  /** DynamoDB carries out equal transactions of one token once (for ten minutes). Changed parameters need a new one. */
  clientRequestToken: string;
}

export const buildPutIfAbsent = (itemKey: ItemKey, item: ItemAttributes): PutWrite => ({
  kind: 'put',
  ...itemKey,
  item: { ...item, version: 1 },
  condition: requireAbsent('pk'),
});

/** Changes an item that was read, and steps its version. */
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

/** Every item says who gave it its version: a request, or a transaction of an import. */
export const addRequestId = (write: ItemWrite, requestId: string): ItemWrite =>
  write.kind === 'put'
    ? { ...write, item: { ...write.item, requestId } }
    : { ...write, set: { ...write.set, requestId } };
