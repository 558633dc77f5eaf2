import fc from 'fast-check';
import { InvariantViolation, type ProofEffort, type ProofPart, type TrialCounts } from './proof-part.ts';
import { classifyAttempt } from './simulation/attempt-outcome.ts';
import { listViolations } from './simulation/check-history.ts';
import { runSimulation } from './simulation/run-simulation.ts';
import { requireAllCommands, simulatedRequests } from './simulation/simulated-requests.ts';
import type { SimulationHistory } from './simulation/simulation-history.ts';
import { anySimulationPlan, type SimulationPlan } from './simulation/simulation-plan.ts';

/** Number of histories in a short run, and number of histories between two checks of the time limit. */
const shortRunCount = 250;
const batchSize = 50;

export const simulationPart: ProofPart = {
  name: 'simulation',
  description:
    'short histories of clients, execution environments and a database in virtual time, with all kinds of faults',
  guards: ['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7', 'I8', 'I9', 'I10', 'I11', 'I12', 'I13', 'I15'],
  run: simulate,
};

async function simulate({ seed, until }: ProofEffort): Promise<TrialCounts> {
  requireAllCommands(simulatedRequests);
  const counts: TrialCounts = { histories: 0, requests: 0, replays: 0, writes: 0, jobs: 0, faults: 0 };
  for (let tried = 0; until === undefined ? tried < shortRunCount : Date.now() < until; tried += batchSize) {
    await runBatch(seed + tried / batchSize, counts);
  }
  return counts;
}

async function runBatch(seed: number, counts: TrialCounts): Promise<void> {
  const isSatisfied = fc.asyncProperty(anySimulationPlan, async plan => !(await isViolated(plan, counts)));
  const { counterexample } = await fc.check(isSatisfied, { seed, numRuns: batchSize });
  if (!counterexample) return;
  const { violations, trace } = await runPlan(await minimizePlan(counterexample[0]), {});
  throw new InvariantViolation(
    [...violations, '', ...trace, '', `Repeat the run with --seed ${seed} --only simulation.`].join('\n'),
  );
}

const isViolated = async (plan: SimulationPlan, counts: TrialCounts = {}): Promise<boolean> =>
  (await runPlan(plan, counts)).violations.length > 0;

/**
 * Removes the steps that do not contribute to the violation. fast-check keeps a step if removing it changed the steps after
 * it.
 */
async function minimizePlan(plan: SimulationPlan): Promise<SimulationPlan> {
  for (const index of plan.steps.keys()) {
    const shorter = { ...plan, steps: plan.steps.toSpliced(index, 1) };
    if (await isViolated(shorter)) return minimizePlan(shorter);
  }
  return plan;
}

interface PlanOutcome {
  violations: string[];
  trace: string[];
}

async function runPlan(plan: SimulationPlan, counts: TrialCounts): Promise<PlanOutcome> {
  try {
    const history = await runSimulation(plan);
    addCounts(counts, history);
    return { violations: listViolations(history), trace: history.trace };
  } catch (error) {
    if (error instanceof InvariantViolation)
      return { violations: [error.message], trace: [JSON.stringify(plan, null, 1)] };
    throw error;
  }
}

function addCounts(counts: TrialCounts, { attempts, jobs, effects, faults }: SimulationHistory): void {
  const add = (label: string, count: number) => {
    counts[label] = (counts[label] ?? 0) + count;
  };
  add('histories', 1);
  add('requests', attempts.length);
  add('replays', attempts.filter(attempt => classifyAttempt(attempt) === 'replayed').length);
  add('writes', effects.length);
  add('jobs', jobs.length);
  add('faults', faults);
}
