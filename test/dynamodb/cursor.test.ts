import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeCursor, encodeCursor } from '../../lib/dynamodb/list-cursor.ts';

const alphabet = 'AQgwzZ09-_+/= \u00e9';
const list = ['tenant', 'byTenant', ['tenant#license'], undefined];
const positions = [
  ['2024-01-15T09:30:00.000Z', 'license', '#license#5c61c4a6-38f0-4e73-8190-751ea3bfc26d', '#license'],
  // Lengths with every remainder modulo three, which determines the number of unused bits in the last character.
  ['a'],
  ['ab'],
  ['abc'],
];

describe('a cursor', () => {
  it('decodes to its position in its own list', () => {
    const text = fc.string({ minLength: 1 }).filter(each => each.isWellFormed() && !each.includes(' '));
    fc.assert(
      fc.property(fc.array(text, { minLength: 1 }), fc.array(fc.option(text)), (position, listKey) => {
        expect(decodeCursor(listKey, encodeCursor(listKey, position))).toEqual(position);
      }),
    );
  });

  it.each(positions)('is invalid with one character changed, removed or inserted (%s)', (...position) => {
    const cursor = encodeCursor(list, position);
    for (let index = 0; index <= cursor.length; index++) {
      const [before, after] = [cursor.slice(0, index), cursor.slice(index)];
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
    ['with an additional filter', [...list.slice(0, -1), ['ACTIVE']]],
    ['with other boundaries between its parts', ['tenantbyTenant', ['tenant#license'], undefined]],
    ['without parts', []],
  ])('is invalid in a list %s', (_, other) => {
    expect(decodeCursor(other, encodeCursor(list, ['a', 'b']))).toBeUndefined();
  });

  it.each(['', 'x', '{}', 'AAAA', 'A'.repeat(22), '%00', '../..'])('cannot be "%s"', text => {
    expect(decodeCursor(list, text)).toBeUndefined();
  });
});
