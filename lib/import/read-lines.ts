/** Opens the imported data. It is read several times from the beginning, and must be the same each time. */
export type ImportSource = () => AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

export interface RawLine {
  /** The line number, starting at 1. */
  lineNumber: number;
  /** Undefined if the line is too long; then it was not kept. */
  bytes: Buffer | undefined;
  /** The number of bytes that were read so far. */
  bytesRead: number;
}

/** The maximum length of a line. A DynamoDB item has at most 400 KB, and the item of a line is only slightly larger than the line. */
export const maxLineBytes = 256 * 1024;

const newline = 0x0a;
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/** Reads the lines of a file one at a time, so that memory is bounded for any content. */
export async function* readLines(open: ImportSource): AsyncGenerator<RawLine> {
  let number = 0;
  let position = 0;
  let parts: Buffer[] = [];
  let size = 0;
  const appendPart = (part: Buffer) => {
    size += part.length;
    position += part.length;
    if (size <= maxLineBytes) parts.push(part);
    else parts = [];
  };
  const finishLine = (): RawLine => {
    const bytes = size <= maxLineBytes ? Buffer.concat(parts) : undefined;
    parts = [];
    size = 0;
    number += 1;
    return {
      lineNumber: number,
      bytesRead: position,
      bytes: number === 1 ? bytes && stripByteOrderMark(bytes) : bytes,
    };
  };
  for await (const chunk of open()) {
    const buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let from = 0;
    for (let to = buffer.indexOf(newline); to !== -1; to = buffer.indexOf(newline, from)) {
      appendPart(buffer.subarray(from, to));
      position += 1;
      from = to + 1;
      yield finishLine();
    }
    appendPart(buffer.subarray(from));
  }
  if (size > 0) yield finishLine();
}

/** Removes the byte order mark that some editors write at the beginning of a file. */
const stripByteOrderMark = (bytes: Buffer): Buffer =>
  bytes.subarray(0, byteOrderMark.length).equals(byteOrderMark) ? bytes.subarray(byteOrderMark.length) : bytes;

/** Returns true for a line that contains only white space. */
export const isBlankLine = (bytes: Buffer): boolean =>
  bytes.every(byte => byte === 0x20 || byte === 0x09 || byte === 0x0d);
