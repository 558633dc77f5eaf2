import { createHash } from 'node:crypto';

/** Request as received. These parts decide whether two requests are the same. */
export interface RawRequest {
  method: string;
  operation: string;
  /** Values that were decoded once. */
  pathParameters: Record<string, string>;
  query: Record<string, string[]>;
  /** Bytes as received, because a repeated JSON key or a number beyond 2^53 would not survive parsing. */
  body: Buffer;
}

export interface RequestFingerprint {
  version: number;
  /** SHA-256 in hexadecimal digits. */
  digest: string;
}

/**
 * Digest functions by version. A stored record is compared with the function of its version. So an entry may be removed only when
 * no record of its version is live, and a new entry is first released unused, so that a rollback can still compare newer records.
 */
const digestFunctions: Record<number, (request: RawRequest) => string> = { 1: computeDigestV1 };
const currentDigestVersion = 1;

export const fingerprintRequest = (request: RawRequest): RequestFingerprint => ({
  version: currentDigestVersion,
  digest: computeDigestV1(request),
});

/** True when the request is the stored one; undefined when this release does not support the version of the fingerprint. */
export function matchesFingerprint(request: RawRequest, stored: RequestFingerprint): boolean | undefined {
  const digest = digestFunctions[stored.version];
  return digest && digest(request) === stored.digest;
}

/** Hashes each part after its length, so that two different requests never give the same bytes. */
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
