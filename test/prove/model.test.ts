import { describe, expect, it } from 'vitest';
import { exploreStates } from './model/explore-states.ts';
import { brokenProtocols, ourProtocols } from './model/model-protocols.ts';
import { modelPart } from './model-part.ts';

const remainingFaults = { crash: 1, twice: 0, expire: 0, forget: 0, lapse: 1 };
const findWrong = (name: string) => {
  const protocol = [...ourProtocols, ...brokenProtocols].find(each => each.name === name);
  return protocol && exploreStates(protocol, { bodies: ['X', 'X'], remainingFaults }).counterexample?.what;
};

it('no order of events breaks the protocol (I1, I2, I3, I4, I7, I9, I11)', async () => {
  expect((await modelPart.run({ seed: 1 })).states).toBeGreaterThan(20_000);
});

describe('the search', () => {
  it.each([
    ['claim first, with a lease', 'I1: two effects under one key.'],
    ['claim first, for good', 'I7: nobody is at work, and the key is locked.'],
    ['the record in a second transaction', 'I1: two effects under one key.'],
    ['the record without its condition', 'I1: two effects under one key.'],
  ])('breaks another protocol: %s', (name, wrong) => {
    expect(findWrong(name)).toBe(wrong);
  });

  it('tells the shortest way to what it found', () => {
    const [claim] = brokenProtocols;
    const found = claim && exploreStates(claim, { bodies: ['X', 'X'], remainingFaults }).counterexample;
    expect(found?.path).toContain('the lease is over');
    expect(found?.path.at(-1)).toMatch(/^do it of attempt 2 \(X\) arrives: done/);
  });
});
