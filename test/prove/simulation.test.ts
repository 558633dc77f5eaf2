import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { listViolations } from './simulation/check-history.ts';
import { runSimulation } from './simulation/run-simulation.ts';
import { simulatedRequests } from './simulation/simulated-requests.ts';
import type { CommittedTransaction, SimulationHistory } from './simulation/simulation-history.ts';
import { anySimulationPlan, type PlanStep, type SimulationPlan } from './simulation/simulation-plan.ts';
import { simulationPart } from './simulation-part.ts';

it('every history keeps the promise (I1 to I13)', async () => {
  const counts = await simulationPart.run({ seed: 1 });
  expect(Object.values(counts).every(count => count > 0)).toBe(true);
});

it('a seed repeats a run exactly', async () => {
  const hashes = [];
  for (let run = 0; run < 2; run++) {
    const hash = createHash('sha256');
    for (const one of fc.sample(anySimulationPlan, { seed: 7, numRuns: 15 }))
      hash.update((await runSimulation(one)).trace.join('\n'));
    hashes.push(hash.digest('hex'));
  }
  expect(hashes[1]).toBe(hashes[0]);
});

it('an answer that was committed as late as can be is kept for a day too, also for a clock that runs ahead (I1, I8)', async () => {
  const pass = { kind: 'none', ms: 0, which: 0, out: 2, back: 2 } as const;
  const lateMs = 14.9 * 60_000;
  const send = { kind: 'send', request: 0, tenant: 't1', key: 'a', after: 0 } as const;
  const history = await runSimulation({
    seed: 1,
    steps: [
      { ...send, skewMs: 0, faults: [pass, { ...pass, kind: 'freeze signed', ms: lateMs }] },
      { kind: 'pass', ms: lateMs + 24 * 3_600_000 - 120_000 },
      { ...send, skewMs: 150_000, faults: [] },
    ],
  });
  expect(listViolations(history)).toEqual([]);
  expect(history.effects).toHaveLength(1);
});

/** A history that is as it should be, in which each test below spoils one thing. */
describe('the checker complains of', () => {
  const send = (name: string, more: object = {}): PlanStep => ({
    ...{ kind: 'send', tenant: 't1', key: 'a', after: 9000, skewMs: 0, faults: [] },
    ...{ request: simulatedRequests.findIndex(request => request.name === name), ...more },
  });
  const sound: SimulationPlan = {
    seed: 1,
    steps: [
      send('create a license'),
      send('create a license'),
      send('create a license, spaced'),
      send('cancel it in March', { key: 'b' }),
      send('read the license', { key: undefined }),
      send('create half', { tenant: 't2' }),
    ],
  };
  let history: SimulationHistory;
  beforeAll(async () => {
    history = await runSimulation(sound);
  });

  const attempt = (number: number) => {
    const found = history.attempts[number - 1];
    if (!found) throw new Error('There is no such attempt.');
    return found;
  };
  const withReply = (number: number, change: { status?: number; body?: string }): SimulationHistory => ({
    ...history,
    attempts: history.attempts.map((one, index) =>
      index === number - 1 && one.response
        ? { ...one, response: { ...one.response, ...change, ...(change.status !== undefined && { headers: {} }) } }
        : one,
    ),
  });
  const withEffects = (
    change: (effect: CommittedTransaction, index: number) => CommittedTransaction[],
  ): SimulationHistory => ({
    ...history,
    effects: history.effects.flatMap(change),
  });
  const of = (effect: CommittedTransaction, table: string): CommittedTransaction => ({
    ...effect,
    changes: effect.changes.filter(change => change.table === table),
  });
  const error = (code: string) => JSON.stringify({ message: '', code });

  it('nothing, where nothing is wrong', () => {
    expect(listViolations(history)).toEqual([]);
  });

  it.each<[string, RegExp, () => SimulationHistory]>([
    ['an effect that happened twice', /^I1/, () => withEffects(effect => [effect, effect])],
    ['an effect without its record', /^I3/, () => withEffects(effect => [of(effect, 'connect')])],
    ['a record without its effect', /^I3/, () => withEffects(effect => [of(effect, 'idempotency')])],
    ['an effect that is lost', /^I3/, () => withEffects((effect, index) => (index === 0 ? [] : [effect]))],
    [
      'other bytes in a replay',
      /^I2/,
      () => withReply(2, { body: attempt(2).response?.body.replace('PBX', 'XBP') ?? '' }),
    ],
    [
      'a mismatch for the same request',
      /^I4/,
      () => withReply(2, { status: 409, body: error('idempotency_key_mismatch') }),
    ],
    ['a refusal of what was done', /^I9/, () => withReply(1, { status: 503, body: error('SERVICE_UNAVAILABLE') })],
    [
      'an unknown outcome of what was never sent',
      /^I6/,
      () => withReply(2, { status: 503, body: error('outcome_unknown') }),
    ],
    ['a defect', /^I9/, () => withReply(5, { status: 500, body: error('INTERNAL_ERROR') })],
    ['a good key that opens nothing', /^I5/, () => withReply(5, { status: 401, body: error('UNAUTHORIZED') })],
    [
      'another tenant’s data',
      /^I5/,
      () => withReply(5, { body: attempt(5).response?.body.replace('Ada of t1', 'Ada of t2') ?? '' }),
    ],
    [
      'a license as it never was',
      /^I13/,
      () => withReply(5, { body: attempt(5).response?.body.replace('ACTIVE', 'PENDING') ?? '' }),
    ],
    [
      'a version that is left out',
      /^I10/,
      () =>
        withEffects(effect => [
          { ...effect, changes: effect.changes.map(change => ({ ...change, after: { ...change.after, version: 5 } })) },
        ]),
    ],
  ])('%s', (_what, guarded, spoil) => {
    expect(listViolations(spoil())).toContainEqual(expect.stringMatching(guarded));
  });
});
