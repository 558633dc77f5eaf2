import fc from 'fast-check';
import { listFeedViolations } from './feed/check-feed.ts';
import { type FeedPlan, runFeed } from './feed/run-feed.ts';
import { InvariantViolation, type ProofEffort, type ProofPart, type TrialCounts } from './proof-part.ts';

/** Number of histories in a short run, and number of histories between two checks of the time limit. */
const shortRunCount = 40;
const batchSize = 20;

const minuteMs = 60_000;

const anyFeedPlan: fc.Arbitrary<FeedPlan> = fc.record({
  seed: fc.nat(),
  changesPerShard: fc.integer({ min: 1, max: 25 }),
  skewsMs: fc.array(fc.integer({ min: -12 * minuteMs, max: 12 * minuteMs }), { minLength: 4, maxLength: 4 }),
  faultRate: fc.constantFrom(0, 0.02, 0.1),
  duplicateRate: fc.constantFrom(0, 0.1, 0.5),
});

export const feedPart: ProofPart = {
  name: 'feed',
  description:
    'four publishers in parallel with clocks minutes apart that are killed at every step, while readers poll the feed of events',
  guards: ['I14'],
  run: simulateFeed,
};

async function simulateFeed({ seed, until }: ProofEffort): Promise<TrialCounts> {
  const counts: TrialCounts = { histories: 0, events: 0, pages: 0, faults: 0 };
  for (let tried = 0; until === undefined ? tried < shortRunCount : Date.now() < until; tried += batchSize) {
    const batchSeed = seed + tried / batchSize;
    for (const plan of fc.sample(anyFeedPlan, { seed: batchSeed, numRuns: batchSize }))
      await runPlan(plan, batchSeed, counts);
  }
  return counts;
}

async function runPlan(plan: FeedPlan, seed: number, counts: TrialCounts): Promise<void> {
  const history = await runFeed(plan);
  const add = (label: string, count: number) => {
    counts[label] = (counts[label] ?? 0) + count;
  };
  add('histories', 1);
  add('events', history.changes.length);
  add('pages', history.pages);
  add('faults', history.faults);
  const violations = listFeedViolations(history);
  if (violations.length === 0) return;
  const repeat = `Repeat the run with --seed ${seed} --only feed.`;
  throw new InvariantViolation([...violations, '', JSON.stringify(plan), '', repeat].join('\n'));
}
