import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../lib/contract/field-types.ts';
import { findMetadataError } from '../../lib/contract/metadata-limits.ts';
import { decideCancelLicense } from '../../lib/domain/license.ts';
import { mergeMetadata } from '../../lib/domain/metadata.ts';
import { aLicense, decisionTimeAt } from '../support/sample-facts.ts';

const keys = (count: number, from = 0): JsonObject =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index + from}`, 1]));
/** Builds an object that has exactly this number of bytes as JSON. */
const ofBytes = (bytes: number): JsonObject => ({ text: 'x'.repeat(bytes - '{"text":""}'.length) });
const nested = (levels: number): JsonObject => (levels === 1 ? {} : { a: nested(levels - 1) });

describe('merging metadata', () => {
  it('replaces, adds and keeps key by key', () => {
    expect(mergeMetadata({ a: 1, b: 2 }, { b: 3, c: 4 })).toEqual({ a: 1, b: 3, c: 4 });
  });

  it('removes a key that is null, whether it exists or not', () => {
    expect(mergeMetadata({ a: 1, b: 2 }, { a: null, z: null })).toEqual({ b: 2 });
  });

  it('never stores a null, not even for the first metadata', () => {
    expect(mergeMetadata(undefined, { a: null, b: 1 })).toEqual({ b: 1 });
  });

  it('replaces nested objects as a whole and keeps a null inside them', () => {
    expect(mergeMetadata({ a: { b: 1 } }, { a: { c: null } })).toEqual({ a: { c: null } });
  });

  it('changes nothing without a patch or with an empty patch', () => {
    expect(mergeMetadata(undefined, undefined)).toBeUndefined();
    expect(mergeMetadata({ a: 1 }, undefined)).toEqual({ a: 1 });
    expect(mergeMetadata({ a: 1 }, {})).toEqual({ a: 1 });
  });

  it('is idempotent and modifies none of its inputs', () => {
    const metadata = fc.dictionary(fc.stringMatching(/^[a-f]$/), fc.oneof(fc.integer(), fc.constant(null)));
    fc.assert(
      fc.property(metadata, metadata, (current, patch) => {
        const copies = structuredClone([current, patch]);
        const merged = mergeMetadata(current, patch);
        expect(mergeMetadata(merged, patch)).toEqual(merged);
        expect([current, patch]).toEqual(copies);
      }),
      { seed: 5 },
    );
  });
});

describe('metadata is within its limits', () => {
  it.each([
    ['without a key', {}],
    ['with 50 keys', keys(50)],
    ['with a key of 64 characters', { ['k'.repeat(64)]: 1 }],
    ['of 8192 bytes', ofBytes(8192)],
    ['nested five levels deep', nested(5)],
    ['with arrays for levels', { a: [[[[1]]]] }],
    ['with the largest numbers', { a: Number.MAX_SAFE_INTEGER, b: -Number.MAX_SAFE_INTEGER, c: 1e-200, d: -0 }],
    ['with text of every language', { Straße: 'Größe', 名: '値', emoji: '🙂' }],
    ['with keys that only resemble forbidden ones', { __proto: 1, Constructor: 2, toString: 3, hasOwnProperty: 4 }],
  ])('%s', (_case, metadata) => {
    expect(findMetadataError(metadata)).toBeUndefined();
  });
});

describe('metadata is over its limits', () => {
  it.each([
    ['51 keys', keys(51), '', /more than 50 keys/],
    ['a key of 65 characters', { ['k'.repeat(65)]: 1 }, 'k'.repeat(65), /more than 64 characters/],
    ['an empty key', { '': 1 }, '', /empty key/],
    ['a long key further in', { a: { ['k'.repeat(65)]: 1 } }, `a.${'k'.repeat(65)}`, /more than 64 characters/],
    ['8193 bytes', ofBytes(8193), '', /8192 bytes/],
    ['8192 characters of more bytes', { text: 'ü'.repeat(4200) }, '', /8192 bytes/],
    ['six levels', nested(6), 'a.a.a.a.a', /5 levels/],
    ['six levels of arrays', { a: [[[[[1]]]]] }, 'a.0.0.0.0', /5 levels/],
    ['2^53', { a: 2 ** 53 }, 'a', /2\^53/],
    ['-2^53', { a: -(2 ** 53) }, 'a', /2\^53/],
    ['1e200', { a: [1e200] }, 'a.0', /2\^53/],
    ['1e400, which is Infinity once parsed', JSON.parse('{"a":1e400}'), 'a', /2\^53/],
    ['__proto__', JSON.parse('{"__proto__":1}'), '__proto__', /not allowed/],
    ['constructor', JSON.parse('{"constructor":1}'), 'constructor', /not allowed/],
    ['prototype further in', { a: [{ prototype: 1 }] }, 'a.0.prototype', /not allowed/],
    ['a lone surrogate', { a: '\ud800' }, 'a', /surrogate/],
    ['a lone surrogate in a key', { '\udc00': 1 }, '\udc00', /surrogate/],
    ['NUL', { a: ['\0'] }, 'a.0', /NUL/],
    ['NUL in a key', { 'a\0': 1 }, 'a\0', /NUL/],
  ])('with %s', (_case, metadata, location, message) => {
    const error = findMetadataError(metadata);
    expect(error?.message).toMatch(message);
    expect(error?.path.join('.')).toBe(location);
  });
});

describe('a cancellation with metadata', () => {
  const outcomeOf = (metadata: JsonObject, patch: JsonObject) =>
    decideCancelLicense(aLicense({ metadata }), { metadata: patch }, decisionTimeAt('2024-01-15'));

  it.each([
    ['too many keys', keys(30), keys(21, 30), 'has more than 50 keys'],
    ['too many bytes', ofBytes(5000), { more: 'x'.repeat(5000) }, 'is larger than 8192 bytes as JSON'],
  ])('is refused when the result has %s', (_case, metadata, patch, problem) => {
    expect(outcomeOf(metadata, patch)).toEqual({
      invalidRequest: 'VALIDATION_ERROR',
      details: [
        {
          code: 'INVALID_VALUE',
          property: 'metadata',
          message: `after merging, it ${problem}`,
          suggestion: 'To remove a key, send it as null.',
        },
      ],
    });
  });

  it('may remove keys to stay within the limits', () => {
    expect(outcomeOf(keys(50), { k0: null, other: 1 })).toMatchObject({ after: { metadata: { other: 1, k1: 1 } } });
  });

  it('is not rejected for stored metadata that it does not change', () => {
    const outcome = decideCancelLicense(aLicense({ metadata: keys(60) }), {}, decisionTimeAt('2024-01-15'));
    expect(outcome).toMatchObject({ after: { metadata: { k59: 1 } } });
  });
});

it('counts the characters of a key as Unicode code points', () => {
  expect(findMetadataError({ ['😀'.repeat(64)]: 1 })).toBeUndefined();
  expect(findMetadataError({ ['😀'.repeat(65)]: 1 })).toBeDefined();
});

it('metadata is checked to the last value', () => {
  const fine = { text: 'x', nothing: null, list: [1, null, { a: null }] };
  expect(findMetadataError(fine)).toBeUndefined();
  expect(findMetadataError({ ...fine, number: 2 ** 53 })?.message).toMatch(/2\^53/);
  expect(findMetadataError({ list: [...fine.list, '\0'] })).toMatchObject({
    path: ['list', 3],
    message: expect.stringContaining('NUL'),
  });
});
