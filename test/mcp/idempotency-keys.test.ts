import { beforeEach, describe, expect, it } from 'vitest';
import { GeneratedIdempotencyKeys, toCommandId } from '../../tools/mcp/idempotency-keys.ts';

let keys: GeneratedIdempotencyKeys;
beforeEach(() => {
  let count = 0;
  keys = new GeneratedIdempotencyKeys(() => `key-${++count}`);
});

const begin = (command = 'order') => keys.begin(command).idempotencyKey;

describe('a call with the arguments of an earlier one', () => {
  it('gets a new key after the outcome was delivered, because it is another command', () => {
    expect(begin()).toBe('key-1');
    keys.end('order', true);
    expect(begin()).toBe('key-2');
  });

  it('gets the same key while the outcome is unknown or was not delivered', () => {
    begin();
    keys.end('order', false);
    expect(begin()).toBe('key-1');
    keys.end('order', false);
    expect(begin()).toBe('key-1');
    keys.end('order', true);
    expect(begin()).toBe('key-2');
  });

  it('gets the same key while the earlier one has not ended', () => {
    expect([begin(), begin(), begin()]).toEqual(['key-1', 'key-1', 'key-1']);
    keys.end('order', true);
    expect(begin()).toBe('key-1');
  });

  it('gets the same key if the last of several calls at the same time was not delivered', () => {
    begin();
    begin();
    keys.end('order', true);
    keys.end('order', false);
    expect(begin()).toBe('key-1');
  });

  it('gets the same key if the response was sent, but the assistant had given up', () => {
    begin();
    keys.end('order', true);
    keys.reopen('order', 'key-1');
    expect(keys.begin('order')).toEqual({ idempotencyKey: 'key-1', isNew: false });
  });

  it('keeps its own key if an older one is opened again', () => {
    begin();
    keys.end('order', true);
    expect(begin()).toBe('key-2');
    keys.reopen('order', 'key-1');
    expect(begin()).toBe('key-2');
  });
});

describe('the identity of a command', () => {
  it('does not depend on the order of names, at any level', () => {
    const id = toCommandId('createLicense', { a: 1, b: { c: [1, 2], d: null } });
    expect(toCommandId('createLicense', { b: { d: null, c: [1, 2] }, a: 1 })).toBe(id);
  });

  it('differs by operation, values, types and the order of lists', () => {
    const ids = [
      toCommandId('createLicense', { a: [1, 2] }),
      toCommandId('createLicense', { a: [2, 1] }),
      toCommandId('createLicense', { a: ['1', 2] }),
      toCommandId('createOrder', { a: [1, 2] }),
      toCommandId('createLicense', { a: { 0: 1, 1: 2 } }),
      toCommandId('createLicense', {}),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });
});
