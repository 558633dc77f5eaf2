/** JSON in UTF-8 as a value, or what is wrong with it as a sentence without its subject. */
export type ParsedJson = { ok: true; value: unknown } | { ok: false; message: string };

const maxJsonDepth = 32;
const utf8Decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Stricter than `JSON.parse`: what two readers could understand in two ways is refused: bytes that are no UTF-8, a byte-order
 * mark, a key that is repeated in one object; and nesting over 32 levels.
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
    // Of the runtime's words only the position: they hold pieces of the text.
    const position = /position \d+/.exec((error as Error).message);
    return { ok: false, message: position ? `is not valid JSON at ${position[0]}` : 'is not valid JSON' };
  }
  const message = findStructureError(text);
  return message === undefined ? { ok: true, value } : { ok: false, message };
}

const jsonTokens = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],]/g;

/** @param text - valid JSON */
function findStructureError(text: string): string | undefined {
  // The keys seen so far in each object that is open; undefined for an array.
  const openContainers: (Set<string> | undefined)[] = [];
  let expectsKey = false;
  for (const [token] of text.matchAll(jsonTokens)) {
    if (token === '{' || token === '[') {
      if (openContainers.push(token === '{' ? new Set() : undefined) > maxJsonDepth)
        return `is nested over ${maxJsonDepth} levels`;
      expectsKey = true;
    } else if (token === '}' || token === ']') {
      openContainers.pop();
    } else if (token === ',') {
      expectsKey = true;
    } else if (expectsKey) {
      // The first text after a bracket or a comma: in an object it is a key.
      expectsKey = false;
      const memberNames = openContainers.at(-1);
      if (!memberNames) continue;
      const memberName: string = JSON.parse(token);
      if (memberNames.has(memberName)) return `repeats the key ${JSON.stringify(memberName)} in one object`;
      memberNames.add(memberName);
    }
  }
  return undefined;
}

/** JSON that queues and buses take: of the characters that may stand in it, SQS refuses two, which can be escaped. */
export const toMessageJson = (value: unknown): string =>
  JSON.stringify(value).replace(/[\ufffe\uffff]/g, character => `\\u${character.charCodeAt(0).toString(16)}`);
