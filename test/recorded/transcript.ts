import type { RecordedExchange } from './play.ts';

/** The recording in two parts. Together they contain every byte that a client receives. */
export interface RecordingTranscript {
  /** All requests and responses, with `{text}` in place of each text for people. */
  responses: string;
  /** The texts for people, in the order of the requests. */
  texts: string;
}

/** Fields of an error that are worded for people. */
const textFields = new Set(['message', 'hint', 'suggestion']);
const longestShown = 2000;

/** Writes exchanges as text that can be compared line by line. */
export function writeTranscript(exchanges: readonly RecordedExchange[]): RecordingTranscript {
  const names = new Map<string, string>();
  const blocks = exchanges.map((exchange, index) => buildBlock(exchange, index + 1, names));
  return {
    responses: blocks.map(({ response }) => response).join('\n'),
    texts: blocks.flatMap(({ texts }) => texts).join('\n'),
  };
}

function buildBlock(exchange: RecordedExchange, number: number, names: Map<string, string>) {
  const { title, at, requestHead, requestBody, responseHead, responseBody } = exchange;
  const heading = `### ${number} ${title}`;
  const { body, texts } = separateTexts(exchange);
  const parts = [
    at === undefined ? heading : `${heading} (at ${at})`,
    toVisible(requestHead),
    toVisibleBody(requestBody),
    '',
    toVisible(maskHead(responseHead, responseBody, texts)),
    body,
    '',
  ];
  const withNames = (text: string) => text.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, uuid => nameOf(uuid));
  // A UUID is named after the request in which it first appears, so that equal UUIDs remain visibly equal.
  let count = 0;
  const nameOf = (uuid: string): string => {
    const name = names.get(uuid) ?? `{uuid ${number}.${++count}}`;
    names.set(uuid, name);
    return name;
  };
  return {
    response: withNames(parts.filter(part => part !== undefined).join('\n')),
    texts: texts.length > 0 ? [heading, ...texts.map(withNames), ''] : [],
  };
}

/** Separates the texts of an error from everything else. */
function separateTexts({ title, method, responseHead, responseBody }: RecordedExchange): {
  body: string;
  texts: string[];
} {
  // An interim response may precede the final one.
  const isError = /^HTTP\/1\.1 [45]/m.test(responseHead);
  if (responseBody === '') {
    // The length of the omitted body depends on its texts.
    const length = /^Content-Length: \d+/m.exec(responseHead)?.[0];
    return { body: '', texts: isError && method === 'HEAD' && length !== undefined ? [length] : [] };
  }
  const json: unknown = JSON.parse(responseBody);
  // The recording indents bodies. This loses nothing as long as a body is formatted as JSON.stringify formats it.
  if (JSON.stringify(json) !== responseBody)
    throw new Error(`${title}: the body is formatted differently: ${responseBody}`);
  const texts: string[] = [];
  const masked = isError ? maskTexts(json, '', text => texts.push(text)) : json;
  return { body: JSON.stringify(masked, null, 2), texts };
}

/** Replaces each text in a value by `{text}`. @param onText - gets each text with its path */
function maskTexts(value: unknown, path: string, onText: (text: string) => void): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each, index) => maskTexts(each, `${path}${index}.`, onText));
  const fields = Object.entries(value).map(([name, inner]) => {
    if (!textFields.has(name) || typeof inner !== 'string') return [name, maskTexts(inner, `${path}${name}.`, onText)];
    onText(`${path}${name}: ${JSON.stringify(inner)}`);
    return [name, '{text}'];
  });
  return Object.fromEntries(fields);
}

/** Masks what changes with every run or with the wording. A length that does not fit the body stays visible. */
function maskHead(head: string, body: string, texts: string[]): string {
  const length = `Content-Length: ${Buffer.byteLength(body)}`;
  const mask = (line: string): string => {
    if (/^Date: \w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/.test(line)) return 'Date: {date}';
    return texts.length > 0 && (line === length || texts.includes(line)) ? 'Content-Length: {length}' : line;
  };
  // An interim response has a head of its own.
  return head
    .split('\r\n\r\n')
    .map(each => sortHeaders(each.split('\r\n').map(mask)).join('\n'))
    .join('\n\n');
}

/** The order of headers has no meaning. In a stored response it is the order of a DynamoDB map, which varies. */
const sortHeaders = ([statusLine = '', ...headers]: string[]): string[] => [statusLine, ...headers.sort()];

/** Escapes control characters, and shortens a long text to its beginning and its length. */
function toVisible(text: string): string {
  const visible = text
    .replaceAll('\r\n', '\n')
    .replace(
      /(?!\n)[\p{Cc}\p{Zl}\p{Zp}\ufeff]/gu,
      character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
  if (visible.length <= longestShown) return visible;
  return `${visible.slice(0, 100)} … (${visible.length} characters)`;
}

function toVisibleBody(body: Buffer): string | undefined {
  if (body.length === 0) return undefined;
  const text = body.toString('utf8');
  return Buffer.from(text).equals(body) ? toVisible(text) : `bytes ${body.toString('hex')}`;
}
