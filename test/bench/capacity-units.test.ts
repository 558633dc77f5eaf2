import { describe, expect, it } from 'vitest';
import { computeReadUnits, computeWriteUnits, type MeteredItem } from './capacity-units.ts';

/** Creates an item of this size. The name of its attribute is one of the bytes. */
const itemOf = (bytes: number): MeteredItem => ({ a: { S: 'x'.repeat(bytes - 1) } });

describe('a read', () => {
  it.each([
    [1, 1],
    [4096, 1],
    [4097, 2],
  ])('of an item of %d bytes uses %d units, half of them without strong consistency', (bytes, units) => {
    expect(computeReadUnits(itemOf(bytes), true)).toBe(units);
    expect(computeReadUnits(itemOf(bytes), false)).toBe(units / 2);
  });

  it('of an item that does not exist uses as much as the smallest item', () => {
    expect(computeReadUnits(undefined, true)).toBe(1);
  });
});

describe('a write', () => {
  it.each([
    [1024, 1],
    [1025, 2],
  ])('of an item of %d bytes uses %d units, twice as many in a transaction', (bytes, units) => {
    expect(computeWriteUnits(undefined, itemOf(bytes), false)).toBe(units);
    expect(computeWriteUnits(undefined, itemOf(bytes), true)).toBe(units * 2);
  });

  it('counts the larger of the old and the new item', () => {
    expect(computeWriteUnits(itemOf(3000), itemOf(10), false)).toBe(3);
    expect(computeWriteUnits(itemOf(10), itemOf(3000), false)).toBe(3);
    expect(computeWriteUnits(itemOf(3000), undefined, false)).toBe(3);
  });

  it('counts every kind of value', () => {
    const text = 'x'.repeat(1000);
    // Names 5, text 1000; number 4 digits 3; boolean 1; list 3 + 1 + 1; map 3 + 1 + 1 + 1: 1020.
    const item: MeteredItem = {
      a: { S: text },
      b: { N: '-12.34' },
      c: { BOOL: true },
      d: { L: [{ NULL: true }] },
      e: { M: { f: { S: 'x' } } },
    };
    expect(computeWriteUnits(undefined, item, false)).toBe(1);
    expect(computeWriteUnits(undefined, { ...item, a: { S: `${text}1234` } }, false)).toBe(1);
    expect(computeWriteUnits(undefined, { ...item, a: { S: `${text}12345` } }, false)).toBe(2);
  });
});

describe('an index', () => {
  const listed: MeteredItem = { byTenant: { S: 't#license' }, listOrder: { S: '2024-01-15' } };
  const moved: MeteredItem = { ...listed, listOrder: { S: '2024-01-16' } };

  it('uses a unit if an item appears or disappears, two if it moves, and none if it stays or has no key', () => {
    expect(computeWriteUnits(undefined, listed, false)).toBe(1 + 1);
    expect(computeWriteUnits(listed, undefined, false)).toBe(1 + 1);
    expect(computeWriteUnits(listed, moved, false)).toBe(1 + 2);
    expect(computeWriteUnits(listed, { ...listed, more: { S: 'x' } }, false)).toBe(1);
    expect(computeWriteUnits(undefined, { byTenant: { S: 't#license' } }, false)).toBe(1);
  });
});
