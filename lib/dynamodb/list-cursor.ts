import { createHash } from 'node:crypto';

/** Of how cursors are written; one of another version is none. */
const cursorFormatVersion = 1;
const checksumBytes = 16;

/**
 * A place in a list, as a text that a client hands back. It belongs to one list: its tenant and all that decides what is in it.
 *
 * The checksum finds what was altered or came from another list. It is no signature and needs no secret: whoever makes a cursor
 * himself gets a place in a list of his own tenant, which he may read anyhow.
 *
 * @param position - texts without a space
 */
export function encodeCursor(list: readonly unknown[], position: readonly string[]): string {
  const text = Buffer.from(position.join(' '));
  return Buffer.concat([checksum(list, text), text]).toString('base64url');
}

/** The position in a cursor of this list; undefined if it is none. */
export function decodeCursor(list: readonly unknown[], cursor: string): string[] | undefined {
  const bytes = Buffer.from(cursor, 'base64url');
  const text = bytes.subarray(checksumBytes);
  // Decoding passes over what is no base64, and the last character may have spare bits.
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
