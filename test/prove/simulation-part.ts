import fc from 'fast-check';
import { type Counts, type Effort, type Part, Violated } from './part.ts';
import { violationsOf } from './simulation/check-history.ts';
import type { History } from './simulation/history.ts';
import { type Plan, plan } from './simulation/plan.ts';
import { play } from './simulation/play.ts';
import { told } from './simulation/told.ts';

/** Histories of a short run, and how many are tried between two looks at the clock. */
const shortRun = 250;
const batch = 50;

export const simulation: Part = {
  name: 'simulation',
  tries: 'short histories of clients, sandboxes and a database in virtual time, with everything that can go wrong',
  guards: ['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7', 'I8', 'I9', 'I10', 'I11', 'I12', 'I13'],
  run: simulate,
};

async function simulate({ seed, until }: Effort): Promise<Counts> {
  const counts: Counts = { histories: 0, requests: 0, replays: 0, writes: 0, jobs: 0, faults: 0 };
  for (let tried = 0; until === undefined ? tried < shortRun : Date.now() < until; tried += batch) {
    await tryBatch(seed + tried / batch, counts);
  }
  return counts;
}

async function tryBatch(seed: number, counts: Counts): Promise<void> {
  const holds = fc.asyncProperty(plan, async one => !(await isViolated(one, counts)));
  const { counterexample } = await fc.check(holds, { seed, numRuns: batch });
  if (!counterexample) return;
  const { violations, trace } = await outcomeOf(await smallest(counterexample[0]), {});
  throw new Violated([...violations, '', ...trace, '', `Repeat with --seed ${seed} --only simulation.`].join('\n'));
}

const isViolated = async (one: Plan, counts: Counts = {}): Promise<boolean> =>
  (await outcomeOf(one, counts)).violations.length > 0;

/** Without the steps that have nothing to do with it; fast-check has left those whose loss changed what came behind. */
async function smallest(one: Plan): Promise<Plan> {
  for (const index of one.steps.keys()) {
    const less = { ...one, steps: one.steps.toSpliced(index, 1) };
    if (await isViolated(less)) return smallest(less);
  }
  return one;
}

interface Outcome {
  violations: string[];
  trace: string[];
}

async function outcomeOf(one: Plan, counts: Counts): Promise<Outcome> {
  try {
    const history = await play(one);
    count(counts, history);
    return { violations: violationsOf(history), trace: history.trace };
  } catch (error) {
    if (error instanceof Violated) return { violations: [error.message], trace: [JSON.stringify(one, null, 1)] };
    throw error;
  }
}

function count(counts: Counts, { attempts, jobs, effects, faults }: History): void {
  const add = (what: string, more: number) => {
    counts[what] = (counts[what] ?? 0) + more;
  };
  add('histories', 1);
  add('requests', attempts.length);
  add('replays', attempts.filter(attempt => told(attempt) === 'replayed').length);
  add('writes', effects.length);
  add('jobs', jobs.length);
  add('faults', faults);
}
