/** JSON in UTF-8 as a value, or what is wrong with it as a sentence without its subject. */
export type ParsedJson = { ok: true; value: unknown } | { ok: false; message: string };

const maxDepth = 32;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Stricter than `JSON.parse`: what two readers could understand in two ways is refused: bytes that are no UTF-8, a byte-order
 * mark, a key that is repeated in one object; and nesting over 32 levels.
 */
export function parseJson(bytes: Uint8Array): ParsedJson {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    return { ok: false, message: 'is not valid UTF-8' };
  }
  if (text.startsWith('\uFEFF')) return { ok: false, message: 'begins with a byte-order mark' };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    // Of the runtime's words only the position: they hold pieces of the text.
    const at = /position \d+/.exec((error as Error).message);
    return { ok: false, message: at ? `is not valid JSON at ${at[0]}` : 'is not valid JSON' };
  }
  const message = structureProblem(text);
  return message === undefined ? { ok: true, value } : { ok: false, message };
}

const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],]/g;

/** @param text - valid JSON */
function structureProblem(text: string): string | undefined {
  // The keys seen so far in each object that is open; undefined for an array.
  const open: (Set<string> | undefined)[] = [];
  let isFirst = false;
  for (const [token] of text.matchAll(tokens)) {
    if (token === '{' || token === '[') {
      if (open.push(token === '{' ? new Set() : undefined) > maxDepth) return `is nested over ${maxDepth} levels`;
      isFirst = true;
    } else if (token === '}' || token === ']') {
      open.pop();
    } else if (token === ',') {
      isFirst = true;
    } else if (isFirst) {
      // The first text after a bracket or a comma: in an object it is a key.
      isFirst = false;
      const keys = open.at(-1);
      if (!keys) continue;
      const key: string = JSON.parse(token);
      if (keys.has(key)) return `repeats the key ${JSON.stringify(key)} in one object`;
      keys.add(key);
    }
  }
  return undefined;
}

/** JSON that queues and buses take: of the characters that may stand in it, SQS refuses two, which can be escaped. */
export const messageJson = (value: unknown): string =>
  JSON.stringify(value).replace(/[\ufffe\uffff]/g, character => `\\u${character.charCodeAt(0).toString(16)}`);
