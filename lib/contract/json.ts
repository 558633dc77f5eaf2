import { visit } from 'jsonc-parser';
import { quoteShortened } from './quote-shortened.ts';

/** The value of a JSON text, or the error as a predicate such as `is not valid UTF-8`. */
export type ParsedJson = { ok: true; value: unknown } | { ok: false; message: string };

const maxJsonDepth = 32;
const utf8Decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Parses JSON more strictly than `JSON.parse`. Rejects everything that two parsers could read differently (invalid UTF-8, a
 * byte-order mark, duplicate keys in an object), and more than 32 levels of nesting.
 */
export function parseJson(bytes: Uint8Array): ParsedJson {
  let text: string;
  try {
    text = utf8Decoder.decode(bytes);
  } catch {
    return { ok: false, message: 'is not valid UTF-8' };
  }
  if (text.startsWith('\uFEFF')) return { ok: false, message: 'begins with a byte-order mark' };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The message of the runtime quotes parts of the text and does not always state the position.
    return { ok: false, message: describeSyntaxError(text) };
  }
  const message = findStructureError(text);
  return message === undefined ? { ok: true, value } : { ok: false, message };
}

const depthMessage = `is nested more than ${maxJsonDepth} levels deep`;

/** @param text - not valid JSON */
function describeSyntaxError(text: string): string {
  const positions: string[] = [];
  let depth = 0;
  const open = () => {
    // The parser is recursive: without this limit, its stack would overflow.
    if (++depth > maxJsonDepth) throw new RangeError(depthMessage);
  };
  const close = () => {
    depth -= 1;
  };
  try {
    visit(
      text,
      {
        onObjectBegin: open,
        onArrayBegin: open,
        onObjectEnd: close,
        onArrayEnd: close,
        onError: (_code, offset, _length, line, character) => {
          positions.push(`at position ${offset} (line ${line + 1}, column ${character + 1})`);
        },
      },
      { disallowComments: true },
    );
  } catch {
    if (positions.length === 0) return depthMessage;
  }
  return ['is not valid JSON', ...positions.slice(0, 1)].join(' ');
}

/** Limits the size of an error, which must not be many times the size of the request. */
const maxNameLength = 64;

const jsonTokens = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],]/g;

/** @param text - valid JSON */
function findStructureError(text: string): string | undefined {
  // For each open container, the keys found so far. Undefined for an array.
  const openContainers: (Set<string> | undefined)[] = [];
  let expectsKey = false;
  for (const [token] of text.matchAll(jsonTokens)) {
    if (token === '{' || token === '[') {
      if (openContainers.push(token === '{' ? new Set() : undefined) > maxJsonDepth) return depthMessage;
      expectsKey = true;
    } else if (token === '}' || token === ']') {
      openContainers.pop();
    } else if (token === ',') {
      expectsKey = true;
    } else if (expectsKey) {
      // In an object, the first string after a brace or a comma is a key.
      expectsKey = false;
      const memberNames = openContainers.at(-1);
      if (!memberNames) continue;
      const memberName: string = JSON.parse(token);
      if (memberNames.has(memberName))
        return `has the duplicate key ${JSON.stringify(quoteShortened(memberName, maxNameLength))} in an object`;
      memberNames.add(memberName);
    }
  }
  return undefined;
}

/** Serializes a value as JSON for queues and event buses. Escapes the two JSON characters that SQS rejects. */
export const toMessageJson = (value: unknown): string =>
  JSON.stringify(value).replace(/[\ufffe\uffff]/g, character => `\\u${character.charCodeAt(0).toString(16)}`);
