import type { Instant } from '../../contract/field-types.ts';
import { buildPutIfAbsent, type PutWrite } from '../item-write.ts';

/** The author of an entry: an API key by its ID, or a tool by its name. */
interface AuditActor {
  type: 'API_KEY' | 'TOOL';
  id: string;
}

/** An entry of the audit log. It contains no personal data. */
export type AuditEntry = { tenantId: string; at: Instant; actor: AuditActor } & (
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
