import { describe, expect, it } from 'vitest';
import { exploreStates } from './model/explore-states.ts';
import { brokenProtocols, ourProtocols } from './model/model-protocols.ts';
import { modelPart } from './model-part.ts';

const remainingFaults = { crash: 1, duplicate: 0, recordExpiry: 0, tokenExpiry: 0, leaseExpiry: 1 };
const findViolationOf = (name: string) => {
  const protocol = [...ourProtocols, ...brokenProtocols].find(each => each.name === name);
  return protocol && exploreStates(protocol, { bodies: ['X', 'X'], remainingFaults }).counterexample?.violation;
};

it('no order of events breaks the protocol (I1, I2, I3, I4, I7, I9, I11)', async () => {
  expect((await modelPart.run({ seed: 1 })).states).toBeGreaterThan(20_000);
});

describe('exploreStates', () => {
  it.each([
    ['claim first, with a lease', 'I1: two effects for one idempotency key.'],
    ['claim first, without a lease', 'I7: no attempt is running, but the idempotency key is locked.'],
    ['the record in a second transaction', 'I1: two effects for one idempotency key.'],
    ['the record without its condition', 'I1: two effects for one idempotency key.'],
  ])('refutes a broken protocol: %s', (name, violation) => {
    expect(findViolationOf(name)).toBe(violation);
  });

  it('returns the shortest path to a violation', () => {
    const [claim] = brokenProtocols;
    const counterexample = claim && exploreStates(claim, { bodies: ['X', 'X'], remainingFaults }).counterexample;
    expect(counterexample?.path).toContain('the lease expires');
    expect(counterexample?.path.at(-1)).toMatch(/^"apply the effect" of attempt 2 \(X\) arrives: applied/);
  });
});
