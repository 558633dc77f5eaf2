import { referencePrefix } from '../contract/reference.ts';
import type { BusinessError, InvalidRequest } from '../domain/domain-error.ts';
import { type ReferableKind, referenceRef } from '../dynamodb/items/lookup.ts';
import { findReadItem, type ReadResult } from '../dynamodb/read-with-retries.ts';

/** The kind of resource that a field names. These fields accept a reference wherever they are, except in metadata. */
const kindsByField: Partial<Record<string, ReferableKind>> = { customerId: 'customer', subscriptionId: 'subscription' };

const notFoundCodes = { customer: 'customer_not_found', subscription: 'subscription_not_found' } as const;

/** A reference in the input of a request: `rid_` and a reference ID in place of an ID. */
interface SentReference {
  kind: ReferableKind;
  referenceId: string;
  /** The path in the input, such as `body.assignedTo.customerId`. */
  path: string[];
}

/** Finds the references of an input. */
export function findReferences(input: object): SentReference[] {
  const references: SentReference[] = [];
  mapReferences(input, (sent, reference) => {
    references.push(reference);
    return sent;
  });
  return references;
}

export const toReferenceRef = (tenantId: string, { kind, referenceId }: SentReference) =>
  referenceRef(tenantId, kind, referenceId);

/** References of a request that were resolved with what was read. */
interface ResolvedReferences<T> {
  /** The input with IDs. An unknown reference stays: no customer or subscription has an ID that begins with `rid_`. */
  input: T;
  unknown: SentReference[];
}

export function resolveReferences<T extends object>(
  input: T,
  references: SentReference[],
  tenantId: string,
  read: ReadResult,
): ResolvedReferences<T> {
  if (references.length === 0) return { input, unknown: [] };
  const unknown: SentReference[] = [];
  const resolved = mapReferences(input, (sent, reference) => {
    const lookup = findReadItem(read, toReferenceRef(tenantId, reference));
    if (!lookup) unknown.push(reference);
    return lookup?.resourceId ?? sent;
  });
  return { input: resolved as T, unknown };
}

/**
 * Names the unknown references of the body in the error of an operation that did not find their resources. An operation that did not
 * look for one gets that error too, so that nothing is stored with a reference in place of an ID.
 */
export function reportUnknownReferences<D extends object>(
  decision: D | BusinessError | InvalidRequest,
  unknown: SentReference[],
): D | BusinessError | InvalidRequest {
  const inBody = unknown.filter(({ path: [part] }) => part === 'body');
  const [first] = inBody;
  if (!first || 'invalidRequest' in decision) return decision;
  const code = 'businessError' in decision ? decision.businessError : notFoundCodes[first.kind];
  const missing = inBody.filter(({ kind }) => notFoundCodes[kind] === code);
  if (missing.length === 0) return decision;
  return {
    businessError: code,
    details: missing.map(({ kind, path: [, ...property] }) => ({
      message: `is a reference that no ${kind} has`,
      code,
      property: property.join('.'),
    })),
  };
}

/** Copies a value, with other texts in place of the references. */
function mapReferences(
  value: unknown,
  replace: (sent: string, reference: SentReference) => string,
  path: string[] = [],
  field = '',
): unknown {
  if (typeof value === 'string') {
    const kind = value.startsWith(referencePrefix) ? kindsByField[field] : undefined;
    return kind ? replace(value, { kind, referenceId: value.slice(referencePrefix.length), path }) : value;
  }
  if (Array.isArray(value))
    return value.map((each, index) => mapReferences(each, replace, [...path, String(index)], field));
  if (typeof value !== 'object' || value === null || field === 'metadata') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, mapReferences(inner, replace, [...path, name], name)]),
  );
}
