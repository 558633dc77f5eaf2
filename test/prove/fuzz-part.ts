import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import type { TestEngine } from '../support/test-engine.ts';
import { withEngine } from '../support/with-engine.ts';
import { FuzzOracle } from './fuzz/fuzz-oracle.ts';
import { anyFuzzRequest } from './fuzz/fuzz-requests.ts';
import { FuzzTarget } from './fuzz/fuzz-target.ts';
import { InvariantViolation, type ProofEffort, type ProofPart, type TrialCounts } from './proof-part.ts';

/** Number of requests that are sent to one test world. After them, the tables are compared with the responses. */
const requestsPerRound = 600;

/** Sends valid and hostile generated requests to every endpoint. */
export const fuzzPart: ProofPart = {
  name: 'fuzz',
  description:
    'every endpoint gets generated requests, valid and hostile, and every response is checked against the contract',
  guards: ['I1', 'I2', 'I3', 'I4', 'I5', 'I9', 'I12', 'I15', 'I16'],
  run: effort => withEngine(engine => runRounds(engine, effort)),
};

async function runRounds(engine: TestEngine, { seed, until }: ProofEffort): Promise<TrialCounts> {
  const counts: TrialCounts = { requests: 0 };
  for (let round = 0; round === 0 || (until !== undefined && Date.now() < until); round++) {
    const statuses = await runRound(engine, seed + round);
    for (const [status, count] of statuses) {
      counts.requests = (counts.requests ?? 0) + count;
      counts[`responses with status ${status}`] = (counts[`responses with status ${status}`] ?? 0) + count;
    }
  }
  return counts;
}

async function runRound(engine: TestEngine, seed: number): Promise<[status: number, count: number][]> {
  const target = new FuzzTarget(engine);
  await target.open();
  try {
    const oracle = new FuzzOracle(target);
    const neighbour = await target.readNeighbourItems();
    for (const request of fc.sample(anyFuzzRequest, { seed, numRuns: requestsPerRound })) await oracle.check(request);
    await oracle.reconcile();
    if (!isDeepStrictEqual(await target.readNeighbourItems(), neighbour)) {
      throw new InvariantViolation('I5: data of another tenant has changed');
    }
    return [...oracle.statuses].sort(([a], [b]) => a - b);
  } finally {
    await target.close();
  }
}
