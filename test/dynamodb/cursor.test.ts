import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeCursor, encodeCursor } from '../../lib/dynamodb/list-cursor.ts';

const alphabet = 'AQgwzZ09-_+/= \u00e9';
const list = ['tenant', 'byTenant', ['tenant#license'], undefined];
const positions = [
  ['2024-01-15T09:30:00.000Z', 'license', '#license#5c61c4a6-38f0-4e73-8190-751ea3bfc26d', '#license'],
  // Of every length modulo three, which decides how many spare bits the last character has.
  ['a'],
  ['ab'],
  ['abc'],
];

describe('a cursor', () => {
  it('gives back the position it was made of, in its own list', () => {
    const text = fc.string({ minLength: 1 }).filter(each => each.isWellFormed() && !each.includes(' '));
    fc.assert(
      fc.property(fc.array(text, { minLength: 1 }), fc.array(fc.option(text)), (position, of) => {
        expect(decodeCursor(of, encodeCursor(of, position))).toEqual(position);
      }),
    );
  });

  it.each(positions)('is none with any one character changed, left out or put in (%s)', (...position) => {
    const cursor = encodeCursor(list, position);
    for (let at = 0; at <= cursor.length; at++) {
      const [before, after] = [cursor.slice(0, at), cursor.slice(at)];
      const altered = [...alphabet].flatMap(character => [
        before + character + after,
        before + character + after.slice(1),
      ]);
      for (const text of [before, before + after.slice(1), ...altered]) {
        if (text !== cursor) expect(decodeCursor(list, text)).toBeUndefined();
      }
    }
  });

  it.each([
    ['of another tenant', ['tenant-2', 'byTenant', ['tenant#license'], undefined]],
    ['with one filter more', [...list.slice(0, -1), ['ACTIVE']]],
    ['whose parts are cut elsewhere', ['tenantbyTenant', ['tenant#license'], undefined]],
    ['of nothing', []],
  ])('is none in a list %s', (_, other) => {
    expect(decodeCursor(other, encodeCursor(list, ['a', 'b']))).toBeUndefined();
  });

  it.each(['', 'x', '{}', 'AAAA', 'A'.repeat(22), '%00', '../..'])('is not "%s"', text => {
    expect(decodeCursor(list, text)).toBeUndefined();
  });
});
