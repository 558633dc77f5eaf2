/** Opens what is imported. It is read several times, from its beginning and always the same. */
export type Source = () => AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

export interface RawLine {
  /** Counts from 1. */
  number: number;
  /** Undefined: the line is too long and was not kept. */
  bytes: Buffer | undefined;
  /** How much was read up to here. */
  position: number;
}

/** An item of DynamoDB holds at most 400 KB, and a line becomes at most a little more than it says. */
export const maxLineBytes = 256 * 1024;

const newline = 0x0a;
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/** The lines of a file, one at a time: memory is bounded whatever is in it. */
export async function* readLines(open: Source): AsyncGenerator<RawLine> {
  let number = 0;
  let position = 0;
  let parts: Buffer[] = [];
  let size = 0;
  const keep = (part: Buffer) => {
    size += part.length;
    position += part.length;
    if (size <= maxLineBytes) parts.push(part);
    else parts = [];
  };
  const finish = (): RawLine => {
    const bytes = size <= maxLineBytes ? Buffer.concat(parts) : undefined;
    parts = [];
    size = 0;
    number += 1;
    return { number, position, bytes: number === 1 ? bytes && withoutMark(bytes) : bytes };
  };
  for await (const chunk of open()) {
    const buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let from = 0;
    for (let to = buffer.indexOf(newline); to !== -1; to = buffer.indexOf(newline, from)) {
      keep(buffer.subarray(from, to));
      position += 1;
      from = to + 1;
      yield finish();
    }
    keep(buffer.subarray(from));
  }
  if (size > 0) yield finish();
}

/** Some editors write one at the beginning of a file. */
const withoutMark = (bytes: Buffer): Buffer =>
  bytes.subarray(0, byteOrderMark.length).equals(byteOrderMark) ? bytes.subarray(byteOrderMark.length) : bytes;

/** Nothing but white space. */
export const isBlank = (bytes: Buffer): boolean => bytes.every(byte => byte === 0x20 || byte === 0x09 || byte === 0x0d);
