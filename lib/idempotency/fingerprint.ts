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

export interface RequestFingerprint {
  version: number;
  /** SHA-256, hex. */
  digest: string;
}

/**
 * How each version makes its digest. Stored records are compared by the version that made them, so an entry may only go when
 * no record of it is alive; and a new one is first shipped unused, so that a roll-back can still compare what it made.
 */
const digestFunctions: Record<number, (request: RawRequest) => string> = { 1: computeDigestV1 };
const currentDigestVersion = 1;

export const fingerprintRequest = (request: RawRequest): RequestFingerprint => ({
  version: currentDigestVersion,
  digest: computeDigestV1(request),
});

/** Undefined: this release does not know the version, so it cannot tell. */
export function matchesFingerprint(request: RawRequest, stored: RequestFingerprint): boolean | undefined {
  const digest = digestFunctions[stored.version];
  return digest && digest(request) === stored.digest;
}

/** Every part is preceded by its length, so that no two requests run together into the same bytes. */
function computeDigestV1({ method, operation, pathParameters, query, body }: RawRequest): string {
  const hash = createHash('sha256');
  const addPart = (part: string | Buffer) => {
    const bytes = typeof part === 'string' ? Buffer.from(part, 'utf8') : part;
    hash.update(`${bytes.length}:`).update(bytes);
  };
  const addPairs = (pairs: [string, string[]][]) => {
    addPart(String(pairs.length));
    for (const [name, values] of pairs.sort(([a], [b]) => (a < b ? -1 : 1))) {
      addPart(name);
      addPart(String(values.length));
      values.forEach(addPart);
    }
  };
  addPart('1');
  addPart(method);
  addPart(operation);
  addPairs(Object.entries(pathParameters).map(([name, value]) => [name, [value]]));
  addPairs(Object.entries(query).map(([name, values]) => [name, [...values].sort()]));
  addPart(body);
  return hash.digest('hex');
}
