import type { ChangeRequest } from '../../contract/change-request.ts';
import type { Instant } from '../../contract/field-types.ts';
import type { ItemWrite } from '../item-write.ts';

/** The step that gave an item its version: when it happened, and who made it. */
export interface VersionStep {
  version: number;
  /** For a scheduled change, the instant for which it was scheduled. */
  at: Instant;
  /** Absent for scheduled changes and for the import. */
  request?: ChangeRequest | undefined;
  /** The idempotency key of the request, which is never published. With it, the response is found by the ID of the request. */
  idempotencyKey?: string | undefined;
}

/** Adds the step to a write that creates a version of a resource. Other writes stay as they are. */
export function addVersionStep<W extends ItemWrite>(write: W, step: Omit<VersionStep, 'version'>): W {
  if (write.table !== 'connect') return write;
  if (write.kind === 'put')
    return { ...write, item: { ...write.item, step: { version: write.item.version, ...step } } };
  if (write.kind !== 'update' || write.set.version === undefined) return write;
  return { ...write, set: { ...write.set, step: { version: write.set.version, ...step } } };
}
