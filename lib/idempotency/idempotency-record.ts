import { createHash } from 'node:crypto';
import * as z from 'zod';
import { Actor } from '../contract/change-request.ts';
import type { Endpoint } from '../contract/endpoint.ts';
import { createItemParser, type ItemRef } from '../dynamodb/item.ts';
import { type PutWrite, requireAbsent, requireAny, requireExpired } from '../dynamodb/item-write.ts';
import type { RequestFingerprint } from './fingerprint.ts';

/** Response that is stored under an idempotency key. It is written once and never changes while it is live. */
const IdempotencyRecord = z.object({
  fingerprint: z.string(),
  fingerprintVersion: z.int(),
  /** ID of the request that got this response first. */
  requestId: z.string(),
  status: z.int(),
  /** Stored headers: `Content-Type` and `Location`. */
  headers: z.record(z.string(), z.string()),
  /** Body as it was sent, byte for byte. */
  body: z.string(),
  /** Operation that ran, and the scope that it requires. Absent in records of earlier releases. */
  operation: z.string().optional(),
  scope: z.string().optional(),
  /** Sender of the request. Absent in records of earlier releases. */
  actor: Actor.optional(),
  /** In epoch milliseconds. */
  createdAt: z.int().optional(),
  /** Time in epoch seconds; the table's TTL attribute. Deletion may come days late, so every reader compares. */
  expiresAt: z.int(),
});
export type IdempotencyRecord = z.infer<typeof IdempotencyRecord>;

/** 24 h plus 30 min: 15 min because DynamoDB accepts signatures up to 15 min old, 15 min for clocks that differ. */
const recordLifetimeSeconds = 24 * 3600 + 30 * 60;

/** An idempotency key belongs to its tenant, whichever API key sent it. A tenant ID contains no '#'. */
export const recordRef = (tenantId: string, idempotencyKey: string): ItemRef<IdempotencyRecord> => ({
  table: 'idempotency',
  primaryKey: { pk: `${tenantId}#${idempotencyKey}` },
  parse: createItemParser(IdempotencyRecord, 'idempotency'),
});

/** The name of an idempotency key in logs. `connect-api trace` computes the same. */
export const hashIdempotencyKey = (idempotencyKey: string): string =>
  createHash('sha256').update(idempotencyKey).digest('hex').slice(0, 16);

const toEpochSeconds = (epochMs: number): number => Math.floor(epochMs / 1000);

export const isRecordUnexpired = (record: IdempotencyRecord, nowMs: number): boolean =>
  record.expiresAt > toEpochSeconds(nowMs);

/** The request whose response is stored. */
interface RecordedRequest {
  endpoint: Pick<Endpoint, 'operation' | 'scope'>;
  fingerprint: RequestFingerprint;
  requestId: string;
  actor: Actor;
}

/** Stores a response if the idempotency key is free. This condition makes a command happen at most once. */
export function putResponse(
  ref: ItemRef<IdempotencyRecord>,
  { status, headers, body }: Pick<IdempotencyRecord, 'status' | 'headers' | 'body'>,
  { endpoint, fingerprint, requestId, actor }: RecordedRequest,
  nowMs: number,
): PutWrite {
  const { operation, scope } = endpoint;
  const record: IdempotencyRecord = {
    fingerprint: fingerprint.digest,
    fingerprintVersion: fingerprint.version,
    requestId,
    status,
    headers,
    body,
    operation,
    ...(scope !== undefined && { scope }),
    actor,
    createdAt: nowMs,
    expiresAt: toEpochSeconds(nowMs) + recordLifetimeSeconds,
  };
  return {
    kind: 'put',
    table: ref.table,
    primaryKey: ref.primaryKey,
    item: { ...ref.primaryKey, ...record },
    condition: requireAny(requireAbsent('pk'), requireExpired(toEpochSeconds(nowMs))),
  };
}
