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
  } catch (error) {
    // Only the position of the runtime's message: the message itself quotes parts of the text.
    const position = /position \d+/.exec((error as Error).message);
    return { ok: false, message: position ? `is not valid JSON at ${position[0]}` : 'is not valid JSON' };
  }
  const message = findStructureError(text);
  return message === undefined ? { ok: true, value } : { ok: false, message };
}

const jsonTokens = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],]/g;

/** @param text - valid JSON */
function findStructureError(text: string): string | undefined {
  // For each open container, the keys found so far. Undefined for an array.
  const openContainers: (Set<string> | undefined)[] = [];
  let expectsKey = false;
  for (const [token] of text.matchAll(jsonTokens)) {
    if (token === '{' || token === '[') {
      if (openContainers.push(token === '{' ? new Set() : undefined) > maxJsonDepth)
        return `is nested more than ${maxJsonDepth} levels deep`;
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
      if (memberNames.has(memberName)) return `has the duplicate key ${JSON.stringify(memberName)} in an object`;
      memberNames.add(memberName);
    }
  }
  return undefined;
}

/** Serializes a value as JSON for queues and event buses. Escapes the two JSON characters that SQS rejects. */
export const toMessageJson = (value: unknown): string =>
  JSON.stringify(value).replace(/[\ufffe\uffff]/g, character => `\\u${character.charCodeAt(0).toString(16)}`);
