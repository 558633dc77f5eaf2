import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprintRequest, matchesFingerprint, type RawRequest } from '../../lib/idempotency/fingerprint.ts';

/** Uses few characters, so that joined parts are often equal. */
const text = fc.string({ unit: fc.constantFrom('1', '2', ':', 'a', 'é', ''), maxLength: 4 });
const request: fc.Arbitrary<RawRequest> = fc.record({
  method: fc.constantFrom('POST', 'PUT'),
  operation: text,
  pathParameters: fc.dictionary(text, text, { maxKeys: 2, noNullPrototype: true }),
  query: fc.dictionary(text, fc.array(text, { maxLength: 3 }), { maxKeys: 2, noNullPrototype: true }),
  body: fc.oneof(
    text.map(Buffer.from),
    fc.uint8Array({ maxLength: 4 }).map(bytes => Buffer.from(bytes)),
  ),
});

/** Identity of a request: everything except the order of names and of repeated parameters. */
const identity = ({ method, operation, pathParameters, query, body }: RawRequest): string =>
  JSON.stringify([
    method,
    operation,
    Object.entries(pathParameters).toSorted(),
    Object.entries(query)
      .map(([name, values]) => [name, values.toSorted()])
      .toSorted(),
    body.toString('hex'),
  ]);

const reversed = <T>(record: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).toReversed());

describe('the fingerprint', () => {
  it('is different for different requests and equal for equal requests', () => {
    fc.assert(
      fc.property(request, request, (one, other) => {
        const same = identity(one) === identity(other);
        expect(fingerprintRequest(one).digest === fingerprintRequest(other).digest).toBe(same);
        expect(matchesFingerprint(one, fingerprintRequest(other))).toBe(same);
      }),
      { seed: 1, numRuns: 1000 },
    );
  });

  it('depends on the boundary between two parts', () => {
    fc.assert(
      fc.property(request, fc.array(text, { minLength: 2, maxLength: 2 }), (base, [left = '', right = '']) => {
        const withParts = (operationName: string, parameterName: string): RawRequest => ({
          ...base,
          operation: operationName,
          pathParameters: { [parameterName]: right },
        });
        const one = fingerprintRequest(withParts(`${left}${right}`, ''));
        const other = fingerprintRequest(withParts(left, right));
        expect(one.digest === other.digest).toBe(right === '');
      }),
      { seed: 1 },
    );
  });

  it('does not depend on the order of names and repeated parameters', () => {
    fc.assert(
      fc.property(request, base => {
        const query = Object.fromEntries(
          Object.entries(base.query).map(([name, values]) => [name, values.toReversed()]),
        );
        const reordered = { ...base, pathParameters: reversed(base.pathParameters), query: reversed(query) };
        expect(fingerprintRequest(reordered)).toEqual(fingerprintRequest(base));
      }),
      { seed: 1 },
    );
  });

  it('of version 1 never changes, because stored fingerprints must remain comparable', () => {
    const parts = ['1', 'POST', 'cancelLicense', '1', 'licenseId', '1', 'l', '0', '{}'];
    const bytes = parts.map(part => `${part.length}:${part}`).join('');
    const base = { method: 'POST', operation: 'cancelLicense', pathParameters: { licenseId: 'l' }, query: {} };
    const digest = createHash('sha256').update(bytes).digest('hex');
    expect(fingerprintRequest({ ...base, body: Buffer.from('{}') })).toEqual({ version: 1, digest });
  });

  it('cannot be compared if its version is unknown', () => {
    const base = { method: 'POST', operation: 'o', pathParameters: {}, query: {}, body: Buffer.alloc(0) };
    for (const version of [0, 2, 99])
      expect(matchesFingerprint(base, { ...fingerprintRequest(base), version })).toBeUndefined();
  });
});
