import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { OperationName } from '../../../functions/endpoints.ts';
import { toInstant } from '../../../lib/domain/calendar.ts';
import type { EffectiveDate, Period } from '../../../lib/domain/effective-dates.ts';
import { useEngine } from '../../support/test-engine.ts';
import { type SendOptions, useWorld } from '../../support/test-world.ts';
import { emptyRunReport, type ScheduledChangesHarness, useScheduledChanges } from './scheduled-changes-harness.ts';

const engine = useEngine();
const world = useWorld(engine);
const applier: ScheduledChangesHarness = useScheduledChanges(engine);

const dayMs = 86_400_000;
const now = Date.parse('2024-03-10T12:00:00.000Z');
const toDay = (ms: number) => toInstant(ms).slice(0, 10);

/** Sometimes it was applied by a faster clock. */
const anyFact = fc
  .record({ inMs: fc.integer({ min: -60 * dayMs, max: 60 * dayMs }), isDone: fc.boolean() })
  .map(({ inMs, isDone }): EffectiveDate => {
    const at = now + inMs;
    const applied = isDone && inMs < 2000 && { applied: true as const };
    return { on: toDay(at), at: toInstant(at), ...applied };
  });
const anyPeriod = fc
  .record({ first: fc.option(anyFact), second: fc.option(anyFact) })
  .map(({ first, second }): Period => {
    const facts = [first, second].filter(fact => fact !== null).sort((a, b) => (a.at < b.at ? -1 : 1));
    const [starts, ends] = facts;
    return first
      ? { starts, ends: starts?.applied === ends?.applied || starts?.applied ? ends : undefined }
      : { ends: starts };
  });
const anySubscriptionItem = fc.record({
  term: anyPeriod,
  changedAgoMs: fc.nat(90 * dayMs),
  cancellationSchedule: fc.constantFrom('INSTANT' as const, 'NEXT_RENEWAL' as const),
});
const anyCase = fc.record({
  licenses: fc.array(
    fc.record({ thing: anySubscriptionItem, held: fc.constantFrom(undefined, undefined, 'PAUSED' as const) }),
    {
      minLength: 3,
      maxLength: 3,
    },
  ),
  addons: fc.array(anySubscriptionItem, { minLength: 3, maxLength: 3 }),
  cancelInDays: fc.option(fc.integer({ min: -1, max: 40 }), { nil: undefined }),
});
type Case = typeof anyCase extends fc.Arbitrary<infer T> ? T : never;

const toFacts = ({ term, changedAgoMs, cancellationSchedule }: Case['addons'][number]) => ({
  ...(term as object),
  starts: term.starts,
  changedAt: toInstant(now - changedAgoMs),
  cancellationSchedule,
});

/** Stores the same items in a separate tenant. */
async function storeCase({ licenses, addons }: Case): Promise<void> {
  await world.enterTenant();
  await Promise.all([
    ...licenses.map(({ thing, held }, n) =>
      world.haveLicense({ licenseId: `license-${n}`, ...toFacts(thing), suspension: held }),
    ),
    world.haveSubscription(addons.map((thing, n) => ({ offeringId: `addon-${n}`, ...toFacts(thing) }))),
  ]);
}

const path = { subscriptionId: 'subscription' };
const reads: [OperationName, SendOptions][] = [
  ['getLicense', { path: { licenseId: 'license-0' } }],
  ['getSubscription', { path }],
  ['listAddons', { path }],
  ...['ACTIVE', 'CANCELLED'].map((status): [OperationName, SendOptions] => [
    'listAddons',
    { path, query: { status: [status] } },
  ]),
  ['listLicenses', {}],
  ...['PENDING', 'ACTIVE', 'CANCELLED'].map((status): [OperationName, SendOptions] => [
    'listLicenses',
    { query: { status: [status], customerId: ['customer'] } },
  ]),
];

async function collectResponses(sends: [OperationName, SendOptions][]): Promise<string[]> {
  const replies = [];
  for (const [operation, send] of sends) replies.push(await world.call(operation, send));
  return replies.map(({ status, body }) => `${status} ${body}`);
}

const listCommands = ({ cancelInDays }: Case): [OperationName, SendOptions][] => {
  const scheduledAt = cancelInDays === undefined ? undefined : toDay(now + cancelInDays * dayMs);
  return [
    ...[0, 1, 2].map((n): [OperationName, SendOptions] => [
      'cancelLicense',
      { path: { licenseId: `license-${n}` }, body: { scheduledAt } },
    ]),
    ...[0, 1, 2].map((n): [OperationName, SendOptions] => [
      'cancelAddon',
      { path, body: { productOfferingId: `addon-${n}`, scheduledAt } },
    ]),
  ];
};

/** No response and no decision depends on whether the job ran (I13). */
it('every response and every decision is the same before and after the job', async () => {
  let applied = 0;
  const property = fc.asyncProperty(anyCase, async things => {
    world.clock = now;
    applier.clock = now;
    await storeCase(things);
    const before = await collectResponses(reads);
    applied += (await applier.run()).applied;
    expect(await applier.run()).toEqual(emptyRunReport);
    expect(await collectResponses(reads)).toEqual(before);
    const decided = await collectResponses(listCommands(things));
    const decidedReads = await collectResponses(reads);

    // The job did not run for these.
    await storeCase(things);
    expect(await collectResponses(listCommands(things))).toEqual(decided);
    expect(await collectResponses(reads)).toEqual(decidedReads);
    await applier.run();
    expect(await collectResponses(reads)).toEqual(decidedReads);
  });
  await fc.assert(property, { seed: 7, numRuns: 6 });
  expect(applied).toBeGreaterThan(8);
});
