import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import type { TestEngine } from '../support/engine.ts';
import { withEngine } from '../support/with-engine.ts';
import { FuzzJudge } from './fuzz-judge.ts';
import { anyRequest } from './fuzz-requests.ts';
import { FuzzTarget } from './fuzz-target.ts';
import { type Counts, type Effort, type Part, Violated } from './part.ts';

/** Requests to one world, whose tables are read and compared at the end of them. */
const requestsPerRound = 600;

/** Every endpoint of the table under requests that are right, and that are not. */
export const fuzz: Part = {
  name: 'fuzz',
  tries: 'every endpoint is sent generated requests, right and hostile, and every answer is held against the contract',
  guards: ['I1', 'I2', 'I3', 'I4', 'I5', 'I9', 'I12'],
  run: effort => withEngine(engine => rounds(engine, effort)),
};

async function rounds(engine: TestEngine, { seed, until }: Effort): Promise<Counts> {
  const counts: Counts = { requests: 0 };
  for (let round = 0; round === 0 || (until !== undefined && Date.now() < until); round++) {
    const statuses = await oneRound(engine, seed + round);
    for (const [status, count] of statuses) {
      counts.requests = (counts.requests ?? 0) + count;
      counts[`told ${status}`] = (counts[`told ${status}`] ?? 0) + count;
    }
  }
  return counts;
}

async function oneRound(engine: TestEngine, seed: number): Promise<[status: number, count: number][]> {
  const target = new FuzzTarget(engine);
  await target.open();
  try {
    const judge = new FuzzJudge(target);
    const neighbour = await target.neighbourItems();
    for (const request of fc.sample(anyRequest, { seed, numRuns: requestsPerRound })) await judge.judge(request);
    await judge.reconcile();
    if (!isDeepStrictEqual(await target.neighbourItems(), neighbour)) {
      throw new Violated('I5: something of another tenant has changed');
    }
    return [...judge.statuses].sort(([a], [b]) => a - b);
  } finally {
    await target.close();
  }
}
