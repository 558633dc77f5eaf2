import type { Item, Location } from './item.ts';

/** A condition on the item as it is when a write arrives. Every clause has a name and a sentence. */
export interface Condition {
  expression: string;
  names: Record<string, string>;
  values: Record<string, unknown>;
}

/** Nothing is there under this key. */
export const isAbsent = (partitionKey: string): Condition => ({
  expression: 'attribute_not_exists(#pk)',
  names: { '#pk': partitionKey },
  values: {},
});

/** The item is still the version that the decision was made on. */
export const isVersion = (version: number): Condition => ({
  expression: '#version = :readVersion',
  names: { '#version': 'version' },
  values: { ':readVersion': version },
});

/** Its time is over, though it may not have been deleted yet. Epoch seconds, as TTL wants them. */
export const isExpired = (nowSeconds: number): Condition => ({
  expression: '#expiresAt <= :nowSeconds',
  names: { '#expiresAt': 'expiresAt' },
  values: { ':nowSeconds': nowSeconds },
});

export const anyOf = (...clauses: Condition[]): Condition => ({
  expression: clauses.map(clause => clause.expression).join(' OR '),
  names: Object.assign({}, ...clauses.map(clause => clause.names)),
  values: Object.assign({}, ...clauses.map(clause => clause.values)),
});

export const allOf = (...clauses: Condition[]): Condition => ({
  ...anyOf(...clauses),
  expression: clauses.map(clause => `(${clause.expression})`).join(' AND '),
});

/** Writes a whole item. */
export interface Put extends Location {
  kind: 'put';
  item: Item;
  condition: Condition;
}

/** Sets named attributes and leaves the others alone; an attribute set to undefined is removed. */
export interface Update extends Location {
  kind: 'update';
  set: Item;
  condition: Condition;
}

export type Write = Put | Update;

/** Writes that happen all or not at all. */
export interface Transaction {
  writes: Write[];
  /** DynamoDB carries out equal transactions of one token once (for ten minutes). Changed parameters need a new one. */
  token: string;
}

export const putNew = (at: Location, item: Item): Put => ({
  kind: 'put',
  ...at,
  item: { ...item, version: 1 },
  condition: isAbsent('pk'),
});

/** Changes an item that was read, and steps its version. */
export const change = (at: Location, version: { from: number; to: number }, set: Item): Update => ({
  kind: 'update',
  ...at,
  set: { ...set, version: version.to },
  condition: isVersion(version.from),
});

/** Every item says who gave it its version: a request, or a transaction of an import. */
export const signed = (write: Write, requestId: string): Write =>
  write.kind === 'put'
    ? { ...write, item: { ...write.item, requestId } }
    : { ...write, set: { ...write.set, requestId } };
