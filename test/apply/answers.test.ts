import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toInstant } from '../../lib/domain/calendar.ts';
import type { Dated, Term } from '../../lib/domain/schedule.ts';
import { useEngine } from '../support/engine.ts';
import { type OperationName, type Send, useWorld } from '../support/world.ts';
import { type Applier, nothing, useApplier } from './applier.ts';

const engine = useEngine();
const world = useWorld(engine);
const applier: Applier = useApplier(engine);

const dayMs = 86_400_000;
const now = Date.parse('2024-03-10T12:00:00.000Z');
const dayOf = (ms: number) => toInstant(ms).slice(0, 10);

/** Now and then it is in force by a clock that runs ahead of this one. */
const anyFact = fc
  .record({ inMs: fc.integer({ min: -60 * dayMs, max: 60 * dayMs }), isDone: fc.boolean() })
  .map(({ inMs, isDone }): Dated => {
    const at = now + inMs;
    const inForce = isDone && inMs < 2000 && { inForce: true as const };
    return { on: dayOf(at), at: toInstant(at), ...inForce };
  });
const anyTerm = fc.record({ first: fc.option(anyFact), second: fc.option(anyFact) }).map(({ first, second }): Term => {
  const facts = [first, second].filter(fact => fact !== null).sort((a, b) => (a.at < b.at ? -1 : 1));
  const [starts, ends] = facts;
  return first
    ? { starts, ends: starts?.inForce === ends?.inForce || starts?.inForce ? ends : undefined }
    : { ends: starts };
});
const anyThing = fc.record({
  term: anyTerm,
  changedAgoMs: fc.nat(90 * dayMs),
  cancellationSchedule: fc.constantFrom('INSTANT' as const, 'NEXT_RENEWAL' as const),
});
const anyCase = fc.record({
  licenses: fc.array(fc.record({ thing: anyThing, held: fc.constantFrom(undefined, undefined, 'PAUSED' as const) }), {
    minLength: 3,
    maxLength: 3,
  }),
  addons: fc.array(anyThing, { minLength: 3, maxLength: 3 }),
  cancelInDays: fc.option(fc.integer({ min: -1, max: 40 }), { nil: undefined }),
});
type Case = typeof anyCase extends fc.Arbitrary<infer T> ? T : never;

const factsOf = ({ term, changedAgoMs, cancellationSchedule }: Case['addons'][number]) => ({
  ...(term as object),
  starts: term.starts,
  changedAt: toInstant(now - changedAgoMs),
  cancellationSchedule,
});

/** The same things in a tenant of their own. */
async function store({ licenses, addons }: Case): Promise<void> {
  await world.enter();
  await Promise.all([
    ...licenses.map(({ thing, held }, n) => world.haveLicense({ licenseId: `license-${n}`, ...factsOf(thing), held })),
    world.haveSubscription(addons.map((thing, n) => ({ offeringId: `addon-${n}`, ...factsOf(thing) }))),
  ]);
}

const path = { subscriptionId: 'subscription' };
const reads: [OperationName, Send][] = [
  ['getLicense', { path: { licenseId: 'license-0' } }],
  ['getSubscription', { path }],
  ['listAddons', { path }],
  ...['ACTIVE', 'CANCELLED'].map((status): [OperationName, Send] => [
    'listAddons',
    { path, query: { status: [status] } },
  ]),
  ['listLicenses', {}],
  ...['PENDING', 'ACTIVE', 'CANCELLED'].map((status): [OperationName, Send] => [
    'listLicenses',
    { query: { status: [status], customerId: ['customer'] } },
  ]),
];

async function answersTo(sends: [OperationName, Send][]): Promise<string[]> {
  const replies = [];
  for (const [operation, send] of sends) replies.push(await world.call(operation, send));
  return replies.map(({ status, body }) => `${status} ${body}`);
}

const commandsOf = ({ cancelInDays }: Case): [OperationName, Send][] => {
  const scheduledAt = cancelInDays === undefined ? undefined : dayOf(now + cancelInDays * dayMs);
  return [
    ...[0, 1, 2].map((n): [OperationName, Send] => [
      'cancelLicense',
      { path: { licenseId: `license-${n}` }, body: { scheduledAt } },
    ]),
    ...[0, 1, 2].map((n): [OperationName, Send] => [
      'cancelAddon',
      { path, body: { productOfferingId: `addon-${n}`, scheduledAt } },
    ]),
  ];
};

/** Nothing that anyone is told, and nothing that is decided, depends on the job having run (I13). */
it('every answer and every decision is the same before and after the job', async () => {
  let applied = 0;
  const property = fc.asyncProperty(anyCase, async things => {
    world.clock = now;
    applier.clock = now;
    await store(things);
    const before = await answersTo(reads);
    applied += (await applier.run()).applied;
    expect(await applier.run()).toEqual(nothing);
    expect(await answersTo(reads)).toEqual(before);
    const decided = await answersTo(commandsOf(things));
    const decidedReads = await answersTo(reads);

    // Nothing ran over these.
    await store(things);
    expect(await answersTo(commandsOf(things))).toEqual(decided);
    expect(await answersTo(reads)).toEqual(decidedReads);
    await applier.run();
    expect(await answersTo(reads)).toEqual(decidedReads);
  });
  await fc.assert(property, { seed: 7, numRuns: 6 });
  expect(applied).toBeGreaterThan(8);
});
