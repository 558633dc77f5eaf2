import { describe, expect, it } from 'vitest';
import { explore } from './model/explore.ts';
import { broken, ours } from './model/protocols.ts';
import { model } from './model-part.ts';

const left = { crash: 1, twice: 0, expire: 0, forget: 0, lapse: 1 };
const wrongOf = (name: string) => {
  const protocol = [...ours, ...broken].find(each => each.name === name);
  return protocol && explore(protocol, { bodies: ['X', 'X'], left }).counterexample?.what;
};

it('no order of events breaks the protocol (I1, I2, I3, I4, I7, I9, I11)', async () => {
  expect((await model.run({ seed: 1 })).states).toBeGreaterThan(20_000);
});

describe('the search', () => {
  it.each([
    ['claim first, with a lease', 'I1: two effects under one key.'],
    ['claim first, for good', 'I7: nobody is at work, and the key is locked.'],
    ['the record in a second transaction', 'I1: two effects under one key.'],
    ['the record without its condition', 'I1: two effects under one key.'],
  ])('breaks another protocol: %s', (name, wrong) => {
    expect(wrongOf(name)).toBe(wrong);
  });

  it('tells the shortest way to what it found', () => {
    const [claim] = broken;
    const found = claim && explore(claim, { bodies: ['X', 'X'], left }).counterexample;
    expect(found?.path).toContain('the lease is over');
    expect(found?.path.at(-1)).toMatch(/^do it of attempt 2 \(X\) arrives: done/);
  });
});
