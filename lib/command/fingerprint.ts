import { createHash } from 'node:crypto';

/** A request as it came: what makes it the same as another. */
export interface RawRequest {
  method: string;
  operation: string;
  /** Decoded, once. */
  pathParameters: Record<string, string>;
  query: Record<string, string[]>;
  /** As received: a repeated key or a number beyond 2^53 would not survive parsing. */
  body: Buffer;
}

export interface Fingerprint {
  version: number;
  /** SHA-256, hex. */
  digest: string;
}

/**
 * How each version makes its digest. Stored records are compared by the version that made them, so an entry may only go when
 * no record of it is alive; and a new one is first shipped unused, so that a roll-back can still compare what it made.
 */
const versions: Record<number, (request: RawRequest) => string> = { 1: digestV1 };
const currentVersion = 1;

export const fingerprint = (request: RawRequest): Fingerprint => ({
  version: currentVersion,
  digest: digestV1(request),
});

/** Undefined: this release does not know the version, so it cannot tell. */
export function isSameRequest(request: RawRequest, stored: Fingerprint): boolean | undefined {
  const digest = versions[stored.version];
  return digest && digest(request) === stored.digest;
}

/** Every part is preceded by its length, so that no two requests run together into the same bytes. */
function digestV1({ method, operation, pathParameters, query, body }: RawRequest): string {
  const hash = createHash('sha256');
  const add = (part: string | Buffer) => {
    const bytes = typeof part === 'string' ? Buffer.from(part, 'utf8') : part;
    hash.update(`${bytes.length}:`).update(bytes);
  };
  const addAll = (pairs: [string, string[]][]) => {
    add(String(pairs.length));
    for (const [name, values] of pairs.sort(([a], [b]) => (a < b ? -1 : 1))) {
      add(name);
      add(String(values.length));
      values.forEach(add);
    }
  };
  add('1');
  add(method);
  add(operation);
  addAll(Object.entries(pathParameters).map(([name, value]) => [name, [value]]));
  addAll(Object.entries(query).map(([name, values]) => [name, [...values].sort()]));
  add(body);
  return hash.digest('hex');
}
