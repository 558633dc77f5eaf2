import { hostname, userInfo } from 'node:os';
import type { AuditEntry, AuditedChange } from '../../lib/dynamodb/items/audit-item.ts';

/** The person who uses a tool, as the audit log names them, and the machine. */
export const readToolIdentity = () => ({ userName: userInfo().username, host: hostname() });

/** Creates an entry of the audit log for something that a tool does. */
export function createToolAuditEntry(tenantId: string, change: AuditedChange): AuditEntry {
  const { userName, host } = readToolIdentity();
  return { tenantId, at: new Date().toISOString(), actor: { type: 'TOOL', id: userName }, origin: host, ...change };
}
