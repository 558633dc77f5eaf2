import type { ReferableResource } from '../dynamodb/items/lookup.ts';
import { referenceRef } from '../dynamodb/items/lookup.ts';
import type { ImportProblem } from './import-problem.ts';
import type { LoadedItems } from './loaded-items.ts';

/** Returns a problem if another resource of the same kind has the reference ID of a line. */
export function findTakenReference(
  { tenantId, kind, id }: ReferableResource,
  referenceId: string | undefined,
  known: LoadedItems,
): ImportProblem[] {
  const owner = referenceId === undefined ? undefined : known.get(referenceRef(tenantId, kind, referenceId));
  if (!owner || owner.resourceId === id) return [];
  const reason = `is already the reference of the ${kind} ${owner.resourceId}; to exchange two references, import them twice`;
  return [{ field: 'referenceId', reason, isRetried: true }];
}
