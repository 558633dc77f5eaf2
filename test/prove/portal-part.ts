import fc from 'fast-check';
import { listPortalViolations } from './portal/check-portal.ts';
import { anyPortalPlan, type PortalPlan } from './portal/portal-plan.ts';
import { runPortal } from './portal/run-portal.ts';
import { InvariantViolation, type ProofEffort, type ProofPart, type TrialCounts } from './proof-part.ts';

/** Number of histories in a short run, and number of histories between two checks of the time limit. */
const shortRunCount = 200;
const batchSize = 50;

export const portalPart: ProofPart = {
  name: 'portal',
  description:
    'two owners who create, rotate, confirm and revoke API keys and remove each other, with crashes, lost responses and races in virtual time',
  guards: ['I2', 'I7', 'I10', 'I16', 'I17'],
  run: simulatePortal,
};

async function simulatePortal({ seed, until }: ProofEffort): Promise<TrialCounts> {
  const counts: TrialCounts = { histories: 0, requests: 0, 'API keys shown': 0, 'owners removed': 0, faults: 0 };
  for (let tried = 0; until === undefined ? tried < shortRunCount : Date.now() < until; tried += batchSize) {
    const batchSeed = seed + tried / batchSize;
    for (const plan of fc.sample(anyPortalPlan, { seed: batchSeed, numRuns: batchSize }))
      await tryPlan(plan, batchSeed, counts);
  }
  return counts;
}

async function tryPlan(plan: PortalPlan, seed: number, counts: TrialCounts): Promise<void> {
  const history = await runPortal(plan);
  const add = (label: string, count: number) => {
    counts[label] = (counts[label] ?? 0) + count;
  };
  add('histories', 1);
  add('requests', history.attempts.length);
  add('API keys shown', history.shown.length - 1);
  const removals = history.attempts.filter(
    ({ operation, response }) => operation === 'removeUser' && response?.status === 200,
  );
  add('owners removed', removals.length);
  add('faults', history.faults);
  const violations = listPortalViolations(history);
  if (violations.length === 0) return;
  const repeat = `Repeat the run with --seed ${seed} --only portal.`;
  throw new InvariantViolation([...violations, '', ...history.trace, '', repeat].join('\n'));
}
