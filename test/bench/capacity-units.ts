import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { indexDefinitions } from '../../lib/dynamodb/tables.ts';

/** Item in DynamoDB's JSON. */
export type MeteredItem = Record<string, AttributeValue>;

/** Request units of a call by DynamoDB's published rules, independent of what an engine counts. */
export interface CapacityUnits {
  reads: number;
  writes: number;
}

/** Returns the bytes of the names and values of an item. */
const computeItemSize = (item: MeteredItem): number =>
  Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + computeValueSize(value), 0);

function computeValueSize(value: AttributeValue): number {
  if (value.S !== undefined) return Buffer.byteLength(value.S);
  // One byte per two digits, and one more.
  if (value.N !== undefined) return Math.ceil(value.N.replace(/[-.]/g, '').length / 2) + 1;
  if (value.BOOL !== undefined || value.NULL !== undefined) return 1;
  if (value.B !== undefined) return Buffer.byteLength(String(value.B), 'base64');
  // Three bytes for a list or map, and one for each element.
  if (value.L) return value.L.reduce((sum, element) => sum + 1 + computeValueSize(element), 3);
  if (value.M) return 3 + Object.keys(value.M).length + computeItemSize(value.M);
  return (value.SS ?? []).reduce((sum, text) => sum + Buffer.byteLength(text), 0);
}

/**
 * Computes the units of a read: one per 4 KB with strong consistency, half as many without. An item that does not exist counts as the
 * smallest item.
 */
export const computeReadUnits = (item: MeteredItem | undefined, consistent: boolean): number =>
  Math.max(1, Math.ceil((item ? computeItemSize(item) : 0) / 4096)) * (consistent ? 1 : 0.5);

/**
 * Computes the units of a write: one per KB of the larger of the old and the new item, two in a transaction. Each index in which the
 * item appears or disappears adds one, and each in which it moves adds two.
 */
export function computeWriteUnits(
  before: MeteredItem | undefined,
  after: MeteredItem | undefined,
  transactional: boolean,
): number {
  const larger = Math.max(...[before, after].map(item => (item ? computeItemSize(item) : 0)));
  const own = Math.max(1, Math.ceil(larger / 1024)) * (transactional ? 2 : 1);
  const indexed = Object.values(indexDefinitions).map(keys => {
    const [from, to] = [before, after].map(item => findIndexEntry(keys, item));
    if (JSON.stringify(from) === JSON.stringify(to)) return 0;
    return [from, to].filter(entry => entry !== undefined).length;
  });
  return own + indexed.reduce((sum, units) => sum + units, 0);
}

/** Finds the keys of an item in an index. The indexes contain only keys, which are far smaller than a KB. */
function findIndexEntry(
  { partitionKey, sortKey }: { partitionKey: string; sortKey: string },
  item: MeteredItem | undefined,
) {
  const entry = [item?.[partitionKey], item?.[sortKey]];
  return entry.every(value => value !== undefined) ? entry : undefined;
}
