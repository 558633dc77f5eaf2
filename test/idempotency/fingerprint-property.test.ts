import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprintRequest, matchesFingerprint, type RawRequest } from '../../lib/idempotency/fingerprint.ts';

/** Few letters, so that parts that run together would often be equal. */
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

/** What makes a request the same: everything, but not the order in which names and repeated parameters came. */
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
  it('differs between any two requests that differ, and only between them', () => {
    fc.assert(
      fc.property(request, request, (one, other) => {
        const same = identity(one) === identity(other);
        expect(fingerprintRequest(one).digest === fingerprintRequest(other).digest).toBe(same);
        expect(matchesFingerprint(one, fingerprintRequest(other))).toBe(same);
      }),
      { seed: 1, numRuns: 1000 },
    );
  });

  it('differs wherever a boundary between two parts moves', () => {
    fc.assert(
      fc.property(request, fc.array(text, { minLength: 2, maxLength: 2 }), (base, [left = '', right = '']) => {
        const moved = (from: string, to: string): RawRequest => ({
          ...base,
          operation: from,
          pathParameters: { [to]: right },
        });
        const one = fingerprintRequest(moved(`${left}${right}`, ''));
        const other = fingerprintRequest(moved(left, right));
        expect(one.digest === other.digest).toBe(right === '');
      }),
      { seed: 1 },
    );
  });

  it('is the same whatever order names and repeated parameters come in', () => {
    fc.assert(
      fc.property(request, base => {
        const query = Object.fromEntries(
          Object.entries(base.query).map(([name, values]) => [name, values.toReversed()]),
        );
        const turned = { ...base, pathParameters: reversed(base.pathParameters), query: reversed(query) };
        expect(fingerprintRequest(turned)).toEqual(fingerprintRequest(base));
      }),
      { seed: 1 },
    );
  });

  it('of version 1 is this for good: what is stored must stay comparable', () => {
    const parts = ['1', 'POST', 'cancelLicense', '1', 'licenseId', '1', 'l', '0', '{}'];
    const bytes = parts.map(part => `${part.length}:${part}`).join('');
    const base = { method: 'POST', operation: 'cancelLicense', pathParameters: { licenseId: 'l' }, query: {} };
    const digest = createHash('sha256').update(bytes).digest('hex');
    expect(fingerprintRequest({ ...base, body: Buffer.from('{}') })).toEqual({ version: 1, digest });
  });

  it('of a version that is not known cannot be compared', () => {
    const base = { method: 'POST', operation: 'o', pathParameters: {}, query: {}, body: Buffer.alloc(0) };
    for (const version of [0, 2, 99])
      expect(matchesFingerprint(base, { ...fingerprintRequest(base), version })).toBeUndefined();
  });
});
