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

/** Of the cases beside the heart of the matter, a short run tries one in so many. */
const shortRunSampling = 20;
/** So many cases go on at once, each in a tenant of its own: while one waits for the engine, another computes. */
const laneCount = 4;

/** Every call of every command, read and job fails in every way. */
export const crashPointsPart: ProofPart = {
  name: 'crash-points',
  description: 'every call to DynamoDB of every command, read and job fails in every way, and is repeated',
  guards: ['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7', 'I8', 'I9', 'I10', 'I12', 'I13'],
  run: effort => withEngine(engine => runSweep(engine, effort)),
};

type RunTrial = (world: ItemTrackingWorld) => Promise<void>;

async function runSweep(engine: TestEngine, { seed, until }: ProofEffort): Promise<TrialCounts> {
  const worlds = Array.from({ length: laneCount }, () => new ItemTrackingWorld(engine));
  for (const world of worlds) world.open();
  const [world] = worlds;
  if (!world) throw new Error('There is no lane.');
  const random = createRandom(seed);
  const isChosen = () => until !== undefined || random() * shortRunSampling < 1;
  // Before the others: what they leave is due for a job, too.
  const ofJobs = await runJobFailures(engine, isChosen);
  const all = await enumerateCrashCases(world);
  const chosen = all.filter(each => isCoreCase(each) || isChosen());
  const ofReads = (await listReadTrials(world)).filter(isChosen);
  const trials = [
    ...chosen.map(
      (each): RunTrial =>
        lane =>
          new CrashTrial(lane, each).run(),
    ),
    ...ofReads,
  ];
  await runTrials(worlds, () => trials.shift());
  const frozen = await runFrozenEnvironments(engine);
  let combined = 0;
  await runTrials(worlds, () => {
    if (until === undefined || Date.now() >= until) return undefined;
    const next = combineFailures(all, random, combined++);
    return lane => new CrashTrial(lane, next).run();
  });
  for (const lane of worlds) lane.close();
  return {
    'failures of commands': chosen.length,
    'failures of reads': ofReads.length,
    'failures of jobs': ofJobs,
    'frozen sandboxes': frozen,
    ...(combined > 0 && { 'failures two or three at a time': combined }),
  };
}

/** One trial after the other in every lane, until there is none. */
async function runTrials(worlds: ItemTrackingWorld[], next: () => RunTrial | undefined): Promise<void> {
  await Promise.all(
    worlds.map(async world => {
      for (let trial = next(); trial; trial = next()) await trial(world);
    }),
  );
}

async function runFrozenEnvironments(engine: TestEngine): Promise<number> {
  const moments = testCommands.flatMap(command => [0, command.readCalls].map(callsSent => ({ command, callsSent })));
  for (const { command, callsSent } of moments) await runFrozenEnvironment(engine, command, callsSent);
  return moments.length;
}

/** A job is tried alone: what is due is found for all tenants. */
async function runJobFailures(engine: TestEngine, isChosen: () => boolean): Promise<number> {
  const sweep = new JobSweep(engine);
  const chosen = (await sweep.listCases()).filter(isChosen);
  for (const each of chosen) await sweep.runFailure(each);
  sweep.close();
  return chosen.length;
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
 * More than one failure: on the way that the first one leads to there are calls that no whole request makes. Of commands that read
 * in one call: where two run side by side, the failure of one leaves the other under way, and with it what it was to set off.
 */
function combineFailures(all: CrashCase[], random: () => number, index: number): CrashCase {
  const { faults, ...about } = pickOne(
    all.filter(({ command }) => command.readCalls === 1),
    random,
  );
  const more = Array.from({ length: 1 + Math.floor(random() * 2) }, () => {
    const operation = pickOne(['BatchGetItem', 'TransactWriteItems', 'TransactWriteItems'], random);
    const point = { operation, nth: Math.floor(random() * 3) };
    return { point, failure: pickOne(listFailuresAt(point), random) };
  });
  return { ...about, index, faults: [...faults, ...more] };
}
