import { createHash } from 'node:crypto';
import type { EventType } from '../../contract/event.ts';

/** Ours alone and for good: another one would make other events of the same changes. */
const eventIdNamespace = Buffer.from('6f0c5d3a4e2b4d0f9a1de2b7c8f05a61', 'hex');

/** One step of one thing, told in one way. */
interface EventIdentity {
  tenantId: string;
  /** `license` or `subscription`, and its id. */
  resource: readonly [kind: string, id: string];
  version: number;
  type: EventType;
}

/** The id of an event: a UUIDv5 (RFC 9562) of what it tells, so that it is the same however often and by whomever it is derived. */
export function deriveEventId({ tenantId, resource, version, type }: EventIdentity): string {
  // None of the parts holds a '/'.
  const name = [tenantId, ...resource, version, type].join('/');
  const bytes = createHash('sha1').update(eventIdNamespace).update(name).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
