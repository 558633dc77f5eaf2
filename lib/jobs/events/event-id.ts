import { createHash } from 'node:crypto';
import type { EventType } from '../../contract/event.ts';

/** The UUID namespace of event ids. It must never change, because the same changes would get other event ids. */
const eventIdNamespace = Buffer.from('6f0c5d3a4e2b4d0f9a1de2b7c8f05a61', 'hex');

/** The parts that identify an event: a version of a resource and an event type. */
interface EventIdentity {
  tenantId: string;
  /** `license`, `subscription` or `order`, and the id of the resource. */
  resource: readonly [kind: string, id: string];
  version: number;
  type: EventType;
}

/** Derives the id of an event: a UUIDv5 (RFC 9562) of its identity, so that every derivation of the same event gives the same id. */
export function deriveEventId({ tenantId, resource, version, type }: EventIdentity): string {
  // No part contains a '/'.
  const name = [tenantId, ...resource, version, type].join('/');
  const bytes = createHash('sha1').update(eventIdNamespace).update(name).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
