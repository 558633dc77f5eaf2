import { ItemTrackingWorld } from '../support/item-tracking-world.ts';
import { createRandom, pickOne } from '../support/random.ts';
import { testCommands } from '../support/test-commands.ts';
import type { TestEngine } from '../support/test-engine.ts';
import { withEngine } from '../support/with-engine.ts';
import { type CrashCase, resetWithFixtures } from './crash-points/crash-case.ts';
import { enumerateCrashCases, isCoreCase, listFailuresAt, recordCallPoints } from './crash-points/crash-cases.ts';
import { CrashTrial } from './crash-points/crash-trial.ts';
import { buildReadOptions, readOperations, runFailedRead } from './crash-points/failed-reads.ts';
import { runFrozenEnvironment } from './crash-points/frozen-environment.ts';
import { JobSweep } from './crash-points/job-sweep.ts';
import type { ProofEffort, ProofPart, TrialCounts } from './proof-part.ts';

/** A short run tries all core cases, and one in this many of the other cases. */
const shortRunSampling = 40;
/** Number of cases that run concurrently, each in its own tenant: while one waits for the engine, another computes. */
const laneCount = 4;

/** Makes every call of every command, read and job fail in every way. */
export const crashPointsPart: ProofPart = {
  name: 'crash-points',
  description: 'every DynamoDB call of every command, read and job fails in every way, and the request is retried',
  guards: ['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7', 'I8', 'I9', 'I10', 'I12', 'I13', 'I15', 'I16'],
  run: effort => withEngine(engine => runSweep(engine, effort)),
};

type RunTrial = (world: ItemTrackingWorld) => Promise<void>;

async function runSweep(engine: TestEngine, { seed, until }: ProofEffort): Promise<TrialCounts> {
  const worlds = Array.from({ length: laneCount }, () => new ItemTrackingWorld(engine));
  for (const world of worlds) world.open();
  const [world] = worlds;
  if (!world) throw new Error('No test world was created.');
  const random = createRandom(seed);
  const isChosen = () => until !== undefined || random() * shortRunSampling < 1;
  // The jobs run first: the other trials leave scheduled changes, which a job would apply too.
  const jobFailureCount = await runJobFailures(engine, isChosen);
  const allCases = await enumerateCrashCases(world);
  const chosenCases = allCases.filter(each => isCoreCase(each) || isChosen());
  const readTrials = (await listReadTrials(world)).filter(isChosen);
  const trials = [
    ...chosenCases.map(
      (each): RunTrial =>
        lane =>
          new CrashTrial(lane, each).run(),
    ),
    ...readTrials,
  ];
  await runTrials(worlds, () => trials.shift());
  const frozenCount = await runFrozenEnvironments(engine);
  let combined = 0;
  await runTrials(worlds, () => {
    if (until === undefined || Date.now() >= until) return undefined;
    const next = combineFailures(allCases, random, combined++);
    return lane => new CrashTrial(lane, next).run();
  });
  for (const lane of worlds) lane.close();
  return {
    'failures of commands': chosenCases.length,
    'failures of reads': readTrials.length,
    'failures of jobs': jobFailureCount,
    'frozen execution environments': frozenCount,
    ...(combined > 0 && { 'combinations of two or three failures': combined }),
  };
}

/** Runs trials in each world, one after the other, until none is left. */
async function runTrials(worlds: ItemTrackingWorld[], next: () => RunTrial | undefined): Promise<void> {
  await Promise.all(
    worlds.map(async world => {
      for (let trial = next(); trial; trial = next()) await trial(world);
    }),
  );
}

async function runFrozenEnvironments(engine: TestEngine): Promise<number> {
  const freezePoints = testCommands.flatMap(command =>
    [0, command.readCalls].map(callsSent => ({ command, callsSent })),
  );
  for (const { command, callsSent } of freezePoints) await runFrozenEnvironment(engine, command, callsSent);
  return freezePoints.length;
}

/** Runs the failures of the job alone, because the job finds due changes of all tenants. */
async function runJobFailures(engine: TestEngine, isChosen: () => boolean): Promise<number> {
  const sweep = new JobSweep(engine);
  const chosenCases = (await sweep.listCases()).filter(isChosen);
  for (const each of chosenCases) await sweep.runFailure(each);
  sweep.close();
  return chosenCases.length;
}

async function listReadTrials(world: ItemTrackingWorld): Promise<RunTrial[]> {
  const trials: RunTrial[] = [];
  for (const operation of readOperations) {
    await resetWithFixtures(world);
    for (const point of await recordCallPoints(world, operation, buildReadOptions(operation))) {
      for (const failure of listFailuresAt(point)) trials.push(lane => runFailedRead(lane, operation, point, failure));
    }
  }
  return trials;
}

/**
 * Builds a case with two or three failures: after the first failure, a request makes calls that an undisturbed request does
 * not make. Only commands that read in one call are used: where two reads run in parallel, the failure of one leaves the other
 * in flight, and the fault of that read would then affect a later request.
 */
function combineFailures(allCases: CrashCase[], random: () => number, index: number): CrashCase {
  const { faults, ...about } = pickOne(
    allCases.filter(({ command }) => command.readCalls === 1),
    random,
  );
  const more = Array.from({ length: 1 + Math.floor(random() * 2) }, () => {
    const operation = pickOne(['BatchGetItem', 'TransactWriteItems', 'TransactWriteItems'], random);
    const point = { operation, nth: Math.floor(random() * 3) };
    return { point, failure: pickOne(listFailuresAt(point), random) };
  });
  return { ...about, index, faults: [...faults, ...more] };
}
