import fc from 'fast-check';
import { listDeliveryViolations } from './deliveries/check-deliveries.ts';
import { anyDeliveryPlan, type DeliveryPlan } from './deliveries/delivery-plan.ts';
import { runDeliveries } from './deliveries/run-deliveries.ts';
import { InvariantViolation, type ProofEffort, type ProofPart, type TrialCounts } from './proof-part.ts';

/** Number of histories in a short run, and number of histories between two checks of the time limit. */
const shortRunCount = 60;
const batchSize = 20;

export const deliveriesPart: ProofPart = {
  name: 'deliveries',
  description:
    'days of webhook deliveries in virtual time, with a queue that doubles, delays and reorders, with receivers of every kind, and with crashes at every step',
  guards: ['I14'],
  run: simulateDeliveries,
};

async function simulateDeliveries({ seed, until }: ProofEffort): Promise<TrialCounts> {
  const counts: TrialCounts = { histories: 0, events: 0, posts: 0, faults: 0 };
  for (let tried = 0; until === undefined ? tried < shortRunCount : Date.now() < until; tried += batchSize) {
    const batchSeed = seed + tried / batchSize;
    for (const plan of fc.sample(anyDeliveryPlan, { seed: batchSeed, numRuns: batchSize }))
      await runPlan(plan, batchSeed, counts);
  }
  return counts;
}

async function runPlan(plan: DeliveryPlan, seed: number, counts: TrialCounts): Promise<void> {
  const history = await runDeliveries(plan);
  const add = (label: string, count: number) => {
    counts[label] = (counts[label] ?? 0) + count;
  };
  add('histories', 1);
  add('events', history.published.length);
  add('posts', history.posts.length);
  add('faults', history.faults);
  const violations = listDeliveryViolations(history);
  if (violations.length === 0) return;
  const repeat = `Repeat the run with --seed ${seed} --only deliveries.`;
  throw new InvariantViolation([...violations, '', JSON.stringify(plan), '', repeat].join('\n'));
}
