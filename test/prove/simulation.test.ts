import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ItemAttributes } from '../../lib/dynamodb/item.ts';
import { listViolations } from './simulation/check-history.ts';
import { runSimulation } from './simulation/run-simulation.ts';
import { requireAllCommands, simulatedRequests } from './simulation/simulated-requests.ts';
import type { CommittedTransaction, SimulationHistory } from './simulation/simulation-history.ts';
import { anySimulationPlan, type PlanStep, type SimulationPlan } from './simulation/simulation-plan.ts';
import { simulationPart } from './simulation-part.ts';

it('every history satisfies the invariants (I1 to I13)', async () => {
  const counts = await simulationPart.run({ seed: 1 });
  expect(Object.values(counts).every(count => count > 0)).toBe(true);
});

it('a command without a simulated request is named', () => {
  requireAllCommands(simulatedRequests);
  const withoutCancels = simulatedRequests.filter(({ endpoint }) => endpoint.operation !== 'cancelOrder');
  expect(() => requireAllCommands(withoutCancels)).toThrow('The simulation sends no cancelOrder: add a request to');
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

it('a response that was committed as late as possible is stored for a day, even if another clock runs ahead (I1, I8)', async () => {
  const noFault = { kind: 'none', ms: 0, which: 0, requestMs: 2, responseMs: 2 } as const;
  const lateMs = 14.9 * 60_000;
  const send = { kind: 'send', request: 0, tenant: 't1', key: 'a', after: 0 } as const;
  const history = await runSimulation({
    seed: 1,
    steps: [
      { ...send, skewMs: 0, faults: [noFault, { ...noFault, kind: 'freeze after signing', ms: lateMs }] },
      { kind: 'pass', ms: lateMs + 24 * 3_600_000 - 120_000 },
      { ...send, skewMs: 150_000, faults: [] },
    ],
  });
  expect(listViolations(history)).toEqual([]);
  expect(history.effects).toHaveLength(1);
});

/* Each test changes one thing in a correct history, and the checker must report a violation. */
describe('the checker reports', () => {
  const send = (name: string, settings: object = {}): PlanStep => ({
    ...{ kind: 'send', tenant: 't1', key: 'a', after: 9000, skewMs: 0, faults: [] },
    ...{ request: simulatedRequests.findIndex(request => request.name === name), ...settings },
  });
  const correctPlan: SimulationPlan = {
    seed: 1,
    steps: [
      send('create a license'),
      send('create a license'),
      send('create a license, with a space'),
      send('cancel the license in March', { key: 'b' }),
      send('read the license', { key: undefined }),
      send('create from a truncated body', { tenant: 't2' }),
      send('submit the order', { tenant: 't2', key: 'c' }),
    ],
  };
  let history: SimulationHistory;
  beforeAll(async () => {
    history = await runSimulation(correctPlan);
  });

  const attempt = (number: number) => {
    const foundAttempt = history.attempts[number - 1];
    if (!foundAttempt) throw new Error('The history has no attempt with this number.');
    return foundAttempt;
  };
  const withResponse = (number: number, change: { status?: number; body?: string }): SimulationHistory => ({
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
  const keepTable = (effect: CommittedTransaction, table: string): CommittedTransaction => ({
    ...effect,
    changes: effect.changes.filter(change => change.table === table),
  });
  const changeItems = (kind: string, change: Partial<ItemAttributes>): SimulationHistory =>
    withEffects(effect => [
      {
        ...effect,
        changes: effect.changes.map(each =>
          each.after.sk === kind ? { ...each, after: { ...each.after, ...change } } : each,
        ),
      },
    ]);
  const omitNew = (kind: string): SimulationHistory =>
    withEffects(effect => [
      {
        ...effect,
        changes: effect.changes.filter(({ before, after }) => before || !String(after.sk).startsWith(kind)),
      },
    ]);
  const error = (code: string) => JSON.stringify({ message: '', code });

  it('no violation in a correct history', () => {
    expect(listViolations(history)).toEqual([]);
  });

  it.each<[string, RegExp, () => SimulationHistory]>([
    ['an effect that happened twice', /^I1/, () => withEffects(effect => [effect, effect])],
    ['an effect without its record', /^I3/, () => withEffects(effect => [keepTable(effect, 'connect')])],
    ['a record without its effect', /^I3/, () => withEffects(effect => [keepTable(effect, 'idempotency')])],
    ['a lost effect', /^I3/, () => withEffects((effect, index) => (index === 0 ? [] : [effect]))],
    [
      'a replay with different bytes',
      /^I2/,
      () => withResponse(2, { body: attempt(2).response?.body.replace('PBX', 'XBP') ?? '' }),
    ],
    [
      'a mismatch for the same request',
      /^I4/,
      () => withResponse(2, { status: 409, body: error('idempotency_key_mismatch') }),
    ],
    [
      'a rejection of a request that was executed',
      /^I9/,
      () => withResponse(1, { status: 503, body: error('SERVICE_UNAVAILABLE') }),
    ],
    [
      'an unknown outcome although nothing was sent',
      /^I6/,
      () => withResponse(2, { status: 503, body: error('outcome_unknown') }),
    ],
    ['an internal error', /^I9/, () => withResponse(5, { status: 500, body: error('INTERNAL_ERROR') })],
    ['a valid API key that is rejected', /^I5/, () => withResponse(5, { status: 401, body: error('UNAUTHORIZED') })],
    [
      'data of another tenant',
      /^I5/,
      () => withResponse(5, { body: attempt(5).response?.body.replace('Ada of t1', 'Ada of t2') ?? '' }),
    ],
    [
      'a license in a state that never existed',
      /^I13/,
      () => withResponse(5, { body: attempt(5).response?.body.replace('ACTIVE', 'PENDING') ?? '' }),
    ],
    [
      'a skipped version',
      /^I10/,
      () =>
        withEffects(effect => [
          { ...effect, changes: effect.changes.map(change => ({ ...change, after: { ...change.after, version: 5 } })) },
        ]),
    ],
    ['an order without its license', /^I15/, () => omitNew('license')],
    ['an order without its add-on', /^I15/, () => omitNew('addon#')],
    ['items of an order that stays pending', /^I15/, () => changeItems('order', { state: 'PENDING' })],
    [
      'an order that names nothing',
      /^I15/,
      () => changeItems('order', { createdEntities: { licenses: [], addons: [] } }),
    ],
    ['a wrong sum of versions', /^I10.*sum/, () => changeItems('subscription', { addonVersions: 1 })],
  ])('%s', (_title, invariant, corrupt) => {
    expect(listViolations(corrupt())).toContainEqual(expect.stringMatching(invariant));
  });
});
