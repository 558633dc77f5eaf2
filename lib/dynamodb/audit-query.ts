import * as z from 'zod';
import type { IndexPage, IndexQuery } from './item.ts';
import { createItemParser } from './item.ts';
import { decodeCursor, encodeCursor } from './list-cursor.ts';

/** A query for a page of the audit log, newest first. A position is the sort key of the last entry that was scanned. */
export interface AuditQuery {
  tenantId: string;
  limit: number;
  cursor?: string | undefined;
  action?: string | undefined;
  actorId?: string | undefined;
  resource?: string | undefined;
  /** A day (UTC). */
  from?: string | undefined;
  /** A day (UTC). */
  to?: string | undefined;
}

const StoredEntry = z.object({
  sk: z.string(),
  at: z.string(),
  action: z.string(),
  actor: z.object({ type: z.enum(['API_KEY', 'USER', 'TOOL']), id: z.string() }),
  origin: z.string().optional(),
  requestId: z.string().optional(),
  resource: z.string(),
  changes: z.record(z.string(), z.unknown()).optional(),
  operation: z.string().optional(),
  status: z.int().optional(),
});
type StoredEntry = z.infer<typeof StoredEntry>;

const parseStoredEntry = createItemParser<StoredEntry>(StoredEntry, 'audit');

/** The number of entries that a page with a filter scans. */
const scannedWhenFiltered = 1000;

const hasFilter = ({ action, actorId, resource }: AuditQuery): boolean => Boolean(action ?? actorId ?? resource);

const toScanCount = (auditQuery: AuditQuery): number =>
  hasFilter(auditQuery) ? Math.max(scannedWhenFiltered, auditQuery.limit) : auditQuery.limit;

/** Builds the query. It begins after the cursor, or at the end of the last day. */
export function buildAuditQuery(auditQuery: AuditQuery): IndexQuery {
  const position = findAuditPosition(auditQuery);
  return {
    index: { table: 'audit' },
    partitionValue: auditQuery.tenantId,
    order: 'newest',
    limit: toScanCount(auditQuery) + 1,
    ...(position !== undefined && { beyondSortKey: position }),
  };
}

/** Finds the sort key after which the page begins. @returns undefined for the newest entry, and for a cursor that is not valid */
export function findAuditPosition(auditQuery: AuditQuery): string | undefined {
  if (auditQuery.cursor !== undefined) return decodeCursor(toListIdentity(auditQuery), auditQuery.cursor)?.[0];
  // Every instant of the day sorts before this text.
  return auditQuery.to === undefined ? undefined : `${auditQuery.to}U`;
}

/** Builds the page: the entries that pass the filters, until the page is full or the entries are older than the first day. */
export function buildAuditPage(
  auditQuery: AuditQuery,
  { indexKeys }: IndexPage,
): { items: object[]; nextCursor: string | null } {
  const { limit, from = '' } = auditQuery;
  const entries = indexKeys.slice(0, toScanCount(auditQuery)).map(parseStoredEntry);
  const inPeriod = entries.filter(({ at }) => at >= from);
  const items: object[] = [];
  for (const [index, entry] of inPeriod.entries()) {
    if (!passesFilters(entry, auditQuery)) continue;
    if (items.length === limit) return { items, nextCursor: toCursor(auditQuery, inPeriod[index - 1]) };
    items.push(viewEntry(entry));
  }
  const isEnd = inPeriod.length < entries.length || entries.length === indexKeys.length;
  return { items, nextCursor: isEnd ? null : toCursor(auditQuery, entries.at(-1)) };
}

const passesFilters = (entry: StoredEntry, { action, actorId, resource }: AuditQuery): boolean =>
  (action === undefined || entry.action.startsWith(action)) &&
  (actorId === undefined || entry.actor.id === actorId) &&
  (resource === undefined || entry.resource === resource);

const viewEntry = ({ at, action, actor, origin, requestId, resource, changes, operation, status }: StoredEntry) => ({
  ...{ at, action, actor, origin, requestId, resource, changes, operation, status },
});

const toCursor = (auditQuery: AuditQuery, last: StoredEntry | undefined): string =>
  encodeCursor(toListIdentity(auditQuery), [last?.sk ?? '']);

/** Everything that decides which entries the list contains. */
const toListIdentity = ({ tenantId, action, actorId, resource, from, to }: AuditQuery) => [
  ...[tenantId, 'audit-log', action, actorId, resource, from, to],
];
