import { ImportError } from './import-error.ts';
import type { ImportSource } from './read-lines.ts';

/** The number of bytes at the beginning of a file that show its kind. */
const headBytes = 4096;

const convertHint = 'Convert it to UTF-8 first.';
const unpackHint = 'Unpack it first.';

/** The first bytes of files of other kinds. UTF-32 precedes UTF-16, whose mark is the beginning of it. */
const signatures: readonly { bytes: readonly number[]; kind: string; hint: string }[] = [
  { bytes: [0xff, 0xfe, 0x00, 0x00], kind: 'UTF-32 text', hint: convertHint },
  { bytes: [0x00, 0x00, 0xfe, 0xff], kind: 'UTF-32 text', hint: convertHint },
  { bytes: [0xff, 0xfe], kind: 'UTF-16 text', hint: convertHint },
  { bytes: [0xfe, 0xff], kind: 'UTF-16 text', hint: convertHint },
  { bytes: [0x1f, 0x8b], kind: 'a gzip file', hint: unpackHint },
  { bytes: [0x50, 0x4b, 0x03, 0x04], kind: 'a zip archive', hint: unpackHint },
  { bytes: [0x50, 0x4b, 0x05, 0x06], kind: 'an empty zip archive', hint: 'Import a file with lines.' },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], kind: 'a zstd file', hint: unpackHint },
  { bytes: [0x42, 0x5a, 0x68], kind: 'a bzip2 file', hint: unpackHint },
  { bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], kind: 'an xz file', hint: unpackHint },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], kind: 'a 7z archive', hint: unpackHint },
];

const lineFormat = 'An import file is UTF-8 text with one JSON object per line.';

/**
 * Checks the first bytes of a file, so that a file of another kind is one problem instead of one per line.
 *
 * @throws ImportError with one sentence about the kind of the file
 */
export async function requireLineFile(source: ImportSource): Promise<void> {
  const head = await readHead(source);
  if (head.length === 0) throw createEmptyFileError();
  const problem = findFileProblem(head);
  if (problem) throw new ImportError(problem);
}

export const createEmptyFileError = (): ImportError =>
  new ImportError(`The file contains no lines. ${lineFormat} Nothing was imported.`);

async function readHead(open: ImportSource): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of open()) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= headBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, headBytes);
}

/** Returns a sentence about a file that cannot contain import lines. @param head - the first bytes of the file */
export function findFileProblem(head: Buffer): string | undefined {
  const signature = signatures.find(({ bytes }) => head.subarray(0, bytes.length).equals(Buffer.from(bytes)));
  if (signature) return describeKind(signature.kind, signature.hint);
  if (isUtf16(head)) return describeKind('UTF-16 text', convertHint);
  const text = head
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart();
  if (text.startsWith('[')) return describeKind('a JSON array', "For example, jq -c '.[]' writes one line per object.");
  if (/^\{\s*\n\s*"/.test(text))
    return describeKind('a JSON object over several lines', 'For example, jq -c . writes it in one line.');
  return head.includes(0) || hasControlCharacter(text.split('\n', 1)[0] ?? '')
    ? describeKind('a binary file', 'Export the data again.')
    : undefined;
}

const describeKind = (kind: string, hint: string): string =>
  `The file is ${kind}. ${lineFormat} ${hint} Nothing was imported.`;

/** UTF-16 without a mark: JSON begins with two ASCII characters, each of which is one byte and a zero byte. */
const isUtf16 = ([first, second, third, fourth]: Buffer): boolean =>
  (first !== 0 && second === 0 && third !== 0 && fourth === 0) ||
  (first === 0 && second !== 0 && third === 0 && fourth !== 0);

/** A line that begins as an object is reported by its own problem. */
const hasControlCharacter = (line: string): boolean =>
  !line.startsWith('{') && [...line].some(character => character < ' ' && !'\t\r\f\v'.includes(character));
