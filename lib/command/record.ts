import * as z from 'zod';
import { parserOf, type Ref } from '../store/item.ts';
import { anyOf, isAbsent, isExpired, type Put } from '../store/write.ts';
import type { Fingerprint } from './fingerprint.ts';

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
const lifetimeSeconds = 24 * 3600 + 30 * 60;

/** A key belongs to its tenant, whichever API key sent it. A tenant's id holds no '#'. */
export const recordRef = (tenantId: string, idempotencyKey: string): Ref<IdempotencyRecord> => ({
  table: 'idempotency',
  key: { pk: `${tenantId}#${idempotencyKey}` },
  parse: parserOf(IdempotencyRecord, 'idempotency'),
});

const seconds = (epochMs: number): number => Math.floor(epochMs / 1000);

export const isAlive = (record: IdempotencyRecord, nowMs: number): boolean => record.expiresAt > seconds(nowMs);

/** Keeps an answer if the key is free: the one condition that makes a command happen at most once. */
export function keepAnswer(
  ref: Ref<IdempotencyRecord>,
  { status, headers, body }: Pick<IdempotencyRecord, 'status' | 'headers' | 'body'>,
  { version, digest }: Fingerprint,
  requestId: string,
  nowMs: number,
): Put {
  const record: IdempotencyRecord = {
    fingerprint: digest,
    fingerprintVersion: version,
    requestId,
    status,
    headers,
    body,
    expiresAt: seconds(nowMs) + lifetimeSeconds,
  };
  return {
    kind: 'put',
    table: ref.table,
    key: ref.key,
    item: { ...ref.key, ...record },
    condition: anyOf(isAbsent('pk'), isExpired(seconds(nowMs))),
  };
}
