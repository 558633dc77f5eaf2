import { commands } from '../support/commands.ts';
import type { TestEngine } from '../support/engine.ts';
import { LedgerWorld } from '../support/ledger-world.ts';
import { oneOf, randomOf } from '../support/random.ts';
import { withEngine } from '../support/with-engine.ts';
import { type CrashCase, settleWithAll } from './crash-points-about.ts';
import { CrashPoint } from './crash-points-case.ts';
import { freeze } from './crash-points-frozen.ts';
import { JobSweep } from './crash-points-job.ts';
import { allCases, failuresAt, isHeart, pointsOf } from './crash-points-plan.ts';
import { failRead, reads, sendOf } from './crash-points-read.ts';
import type { Counts, Effort, Part } from './part.ts';

/** Of the cases beside the heart of the matter, a short run tries one in so many. */
const shortRunTakesOneIn = 20;
/** So many cases go on at once, each in a tenant of its own: while one waits for the engine, another computes. */
const lanes = 4;

/** Every call of every command, read and job fails in every way. */
export const crashPoints: Part = {
  name: 'crash-points',
  tries: 'every call to DynamoDB of every command, read and job fails in every way, and is repeated',
  guards: ['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7', 'I8', 'I9', 'I10', 'I12', 'I13'],
  run: effort => withEngine(engine => sweep(engine, effort)),
};

type Trial = (world: LedgerWorld) => Promise<void>;

async function sweep(engine: TestEngine, { seed, until }: Effort): Promise<Counts> {
  const worlds = Array.from({ length: lanes }, () => new LedgerWorld(engine));
  for (const world of worlds) world.open();
  const [world] = worlds;
  if (!world) throw new Error('There is no lane.');
  const random = randomOf(seed);
  const isChosen = () => until !== undefined || random() * shortRunTakesOneIn < 1;
  // Before the others: what they leave is due for a job, too.
  const ofJobs = await failJobs(engine, isChosen);
  const all = await allCases(world);
  const chosen = all.filter(each => isHeart(each) || isChosen());
  const ofReads = (await readTrials(world)).filter(isChosen);
  const trials = [
    ...chosen.map(
      (each): Trial =>
        lane =>
          new CrashPoint(lane, each).run(),
    ),
    ...ofReads,
  ];
  await tryAll(worlds, () => trials.shift());
  const frozen = await freezeAll(engine);
  let combined = 0;
  await tryAll(worlds, () => {
    if (until === undefined || Date.now() >= until) return undefined;
    const next = combination(all, random, combined++);
    return lane => new CrashPoint(lane, next).run();
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
async function tryAll(worlds: LedgerWorld[], next: () => Trial | undefined): Promise<void> {
  await Promise.all(
    worlds.map(async world => {
      for (let trial = next(); trial; trial = next()) await trial(world);
    }),
  );
}

async function freezeAll(engine: TestEngine): Promise<number> {
  const moments = commands.flatMap(command => [0, command.readCalls].map(callsSent => ({ command, callsSent })));
  for (const { command, callsSent } of moments) await freeze(engine, command, callsSent);
  return moments.length;
}

/** A job is tried alone: what is due is found for all tenants. */
async function failJobs(engine: TestEngine, isChosen: () => boolean): Promise<number> {
  const sweep = new JobSweep(engine);
  const chosen = (await sweep.cases()).filter(isChosen);
  for (const each of chosen) await sweep.fail(each);
  sweep.close();
  return chosen.length;
}

async function readTrials(world: LedgerWorld): Promise<Trial[]> {
  const trials: Trial[] = [];
  for (const operation of reads) {
    await settleWithAll(world);
    for (const point of await pointsOf(world, operation, sendOf(operation))) {
      for (const failure of failuresAt(point)) trials.push(lane => failRead(lane, operation, point, failure));
    }
  }
  return trials;
}

/**
 * More than one failure: on the way that the first one leads to there are calls that no whole request makes. Of commands that read
 * in one call: where two run side by side, the failure of one leaves the other under way, and with it what it was to set off.
 */
function combination(all: CrashCase[], random: () => number, index: number): CrashCase {
  const { faults, ...about } = oneOf(
    all.filter(({ command }) => command.readCalls === 1),
    random,
  );
  const more = Array.from({ length: 1 + Math.floor(random() * 2) }, () => {
    const operation = oneOf(['BatchGetItem', 'TransactWriteItems', 'TransactWriteItems'], random);
    const point = { operation, nth: Math.floor(random() * 3) };
    return { point, failure: oneOf(failuresAt(point), random) };
  });
  return { ...about, index, faults: [...faults, ...more] };
}
