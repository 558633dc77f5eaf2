import { createHash } from 'node:crypto';

/** Version of the cursor format. A cursor of another version is invalid. */
const cursorFormatVersion = 2;
const checksumBytes = 16;

/**
 * Encodes a position in a list as a text that the client sends back. It belongs to one list: to its tenant and everything that
 * decides which items the list contains.
 *
 * The checksum detects a cursor that was altered or belongs to another list. It is not a signature and needs no secret: a client
 * that constructs a cursor gets a position in a list of its own tenant, which it may read anyway.
 *
 * @param position - texts without spaces
 */
export function encodeCursor(list: readonly unknown[], position: readonly string[]): string {
  const text = Buffer.from(position.join(' '));
  return Buffer.concat([checksum(list, text), text]).toString('base64url');
}

/** Returns the position in a cursor of this list; undefined for any other text. */
export function decodeCursor(list: readonly unknown[], cursor: string): string[] | undefined {
  const bytes = Buffer.from(cursor, 'base64url');
  const text = bytes.subarray(checksumBytes);
  // Decoding ignores characters outside of base64, and the last character may have unused bits.
  const isValid =
    bytes.toString('base64url') === cursor && checksum(list, text).equals(bytes.subarray(0, checksumBytes));
  return isValid ? text.toString().split(' ') : undefined;
}

const checksum = (list: readonly unknown[], position: Buffer): Buffer =>
  createHash('sha256')
    .update(JSON.stringify([cursorFormatVersion, ...list]))
    .update('\0')
    .update(position)
    .digest()
    .subarray(0, checksumBytes);
