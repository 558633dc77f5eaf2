import fc from 'fast-check';
import { InvariantViolation, type ProofEffort, type ProofPart, type TrialCounts } from './proof-part.ts';
import { classifyAttempt } from './simulation/attempt-outcome.ts';
import { listViolations } from './simulation/check-history.ts';
import { runSimulation } from './simulation/run-simulation.ts';
import type { SimulationHistory } from './simulation/simulation-history.ts';
import { anySimulationPlan, type SimulationPlan } from './simulation/simulation-plan.ts';

/** Histories of a short run, and how many are tried between two looks at the clock. */
const shortRunCount = 250;
const batchSize = 50;

export const simulationPart: ProofPart = {
  name: 'simulation',
  description:
    'short histories of clients, sandboxes and a database in virtual time, with everything that can go wrong',
  guards: ['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7', 'I8', 'I9', 'I10', 'I11', 'I12', 'I13'],
  run: simulate,
};

async function simulate({ seed, until }: ProofEffort): Promise<TrialCounts> {
  const counts: TrialCounts = { histories: 0, requests: 0, replays: 0, writes: 0, jobs: 0, faults: 0 };
  for (let tried = 0; until === undefined ? tried < shortRunCount : Date.now() < until; tried += batchSize) {
    await runBatch(seed + tried / batchSize, counts);
  }
  return counts;
}

async function runBatch(seed: number, counts: TrialCounts): Promise<void> {
  const holds = fc.asyncProperty(anySimulationPlan, async one => !(await isViolated(one, counts)));
  const { counterexample } = await fc.check(holds, { seed, numRuns: batchSize });
  if (!counterexample) return;
  const { violations, trace } = await runPlan(await minimizePlan(counterexample[0]), {});
  throw new InvariantViolation(
    [...violations, '', ...trace, '', `Repeat with --seed ${seed} --only simulation.`].join('\n'),
  );
}

const isViolated = async (one: SimulationPlan, counts: TrialCounts = {}): Promise<boolean> =>
  (await runPlan(one, counts)).violations.length > 0;

/** Without the steps that have nothing to do with it; fast-check has left those whose loss changed what came behind. */
async function minimizePlan(one: SimulationPlan): Promise<SimulationPlan> {
  for (const index of one.steps.keys()) {
    const less = { ...one, steps: one.steps.toSpliced(index, 1) };
    if (await isViolated(less)) return minimizePlan(less);
  }
  return one;
}

interface PlanOutcome {
  violations: string[];
  trace: string[];
}

async function runPlan(one: SimulationPlan, counts: TrialCounts): Promise<PlanOutcome> {
  try {
    const history = await runSimulation(one);
    addCounts(counts, history);
    return { violations: listViolations(history), trace: history.trace };
  } catch (error) {
    if (error instanceof InvariantViolation)
      return { violations: [error.message], trace: [JSON.stringify(one, null, 1)] };
    throw error;
  }
}

function addCounts(counts: TrialCounts, { attempts, jobs, effects, faults }: SimulationHistory): void {
  const add = (what: string, more: number) => {
    counts[what] = (counts[what] ?? 0) + more;
  };
  add('histories', 1);
  add('requests', attempts.length);
  add('replays', attempts.filter(attempt => classifyAttempt(attempt) === 'replayed').length);
  add('writes', effects.length);
  add('jobs', jobs.length);
  add('faults', faults);
}
