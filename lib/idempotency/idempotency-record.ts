import * as z from 'zod';
import { createItemParser, type ItemRef } from '../dynamodb/item.ts';
import { type PutWrite, requireAbsent, requireAny, requireExpired } from '../dynamodb/item-write.ts';
import type { RequestFingerprint } from './fingerprint.ts';

/** An answer that was given under an idempotency key. It is written once and never changes while it is alive. */
const IdempotencyRecord = z.object({
  fingerprint: z.string(),
  fingerprintVersion: z.int(),
  /** The request whose answer this is. */
  requestId: z.string(),
  status: z.int(),
  /** The kept ones: `Content-Type` and `Location`. */
  headers: z.record(z.string(), z.string()),
  /** As it was sent, byte for byte. */
  body: z.string(),
  /** Epoch seconds; the table's TTL attribute. Deletion may come days late, so every reader compares. */
  expiresAt: z.int(),
});
export type IdempotencyRecord = z.infer<typeof IdempotencyRecord>;

/**
 * A day, and half an hour: a commit may arrive so late that its signature is just accepted, a quarter of an hour behind the round
 * that counts here, and a clock that runs ahead must free no key early either.
 */
const recordLifetimeSeconds = 24 * 3600 + 30 * 60;

/** A key belongs to its tenant, whichever API key sent it. A tenant's id holds no '#'. */
export const recordRef = (tenantId: string, idempotencyKey: string): ItemRef<IdempotencyRecord> => ({
  table: 'idempotency',
  primaryKey: { pk: `${tenantId}#${idempotencyKey}` },
  parse: createItemParser(IdempotencyRecord, 'idempotency'),
});

const toEpochSeconds = (epochMs: number): number => Math.floor(epochMs / 1000);

export const isRecordUnexpired = (record: IdempotencyRecord, nowMs: number): boolean =>
  record.expiresAt > toEpochSeconds(nowMs);

/** Keeps an answer if the key is free: the one condition that makes a command happen at most once. */
export function putResponse(
  ref: ItemRef<IdempotencyRecord>,
  { status, headers, body }: Pick<IdempotencyRecord, 'status' | 'headers' | 'body'>,
  { version, digest }: RequestFingerprint,
  requestId: string,
  nowMs: number,
): PutWrite {
  const record: IdempotencyRecord = {
    fingerprint: digest,
    fingerprintVersion: version,
    requestId,
    status,
    headers,
    body,
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
