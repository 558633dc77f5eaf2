import type { Actor } from '../../contract/change-request.ts';
import type { Instant } from '../../contract/field-types.ts';
import { buildPutIfAbsent, type PutWrite } from '../item-write.ts';

/** A change of API keys, webhooks or users. */
export interface AuditedChange {
  /** The action: `api-key.created`. */
  action: `${'api-key' | 'webhook' | 'user'}.${string}`;
  /** The changed resource: `/portal/api-keys/…`. */
  resource: string;
  /** The new values, without secrets. */
  changes?: Record<string, unknown>;
}

/** An entry of the audit log. It contains no personal data of customers. */
export type AuditEntry = {
  tenantId: string;
  at: Instant;
  actor: Actor;
  /** The origin of the request: an IP address, or the host of a tool. */
  origin?: string | undefined;
} & (
  | AuditedChange
  | {
      action: 'sensitive-read';
      operation: string;
      /** The path with IDs: `/customers/…`. */
      resource: string;
      /** The status of the response. */
      status: number;
    }
  | {
      action: 'erasure';
      /** The resource whose personal data was removed: `/customers/…`. */
      resource: string;
    }
);

/**
 * Adds an entry to the audit log. It is never changed: the writers have no permission to update or delete.
 *
 * @param id - distinguishes the entries of one instant
 */
export function buildAuditWrite(entry: AuditEntry, id: string): PutWrite {
  const { tenantId, at } = entry;
  const primaryKey = { pk: tenantId, sk: `${at}#${id}` };
  return buildPutIfAbsent({ table: 'audit', primaryKey }, { ...primaryKey, ...entry });
}
