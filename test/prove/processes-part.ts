import { setTimeout as sleep } from 'node:timers/promises';
import { createRandom, pickOne } from '../support/random.ts';
import { reconcileTables } from './processes/reconcile-tables.ts';
import { ServerCluster } from './processes/server-cluster.ts';
import {
  type ClientBehavior,
  resolveOutcome,
  sendUntilDefinite,
  type TrackedRequest,
} from './processes/tracked-request.ts';
import type { ProofEffort, ProofPart, TrialCounts } from './proof-part.ts';

/**
 * Runs real processes over an unreliable network and kills some of them. The seed determines which calls meet which fault, but
 * not the timing.
 */
export const processesPart: ProofPart = {
  name: 'processes',
  description:
    'several servers on one engine over an unreliable network, storms of requests, kill -9 of servers and of the engine',
  guards: ['I1', 'I2', 'I3', 'I4', 'I6', 'I7', 'I10'],
  async run({ seed, until }: ProofEffort): Promise<TrialCounts> {
    const random = createRandom(seed);
    const cluster = new ServerCluster(random);
    const requests: TrackedRequest[] = [];
    let storms = 0;
    try {
      await cluster.open(until === undefined ? 2 : 4);

      const { demo } = cluster;
      do {
        const size = until === undefined ? 20 : pickOne([2, 10, 50, 200], random);
        const storm = await createStorm(cluster, demo, `${seed}-${storms}`, size, random);
        requests.push(...storm);
        storms += 1;
        await runStorm(cluster, storm, until !== undefined, random);

        await reconcileTables(cluster, requests.slice(-storm.length));
      } while (until !== undefined && Date.now() < until);
      await reconcileTables(cluster, requests);
    } finally {
      await cluster.close();
    }
    return countResults(cluster, requests, storms);
  },
};

/**
 * Creates requests that are sent at the same time: one idempotency key with one body, one key with many bodies, many keys, no
 * key, and many keys on one license.
 */
async function createStorm(
  cluster: ServerCluster,
  demo: ServerCluster['demo'],
  name: string,
  size: number,
  random: () => number,
) {
  const order = (label: string, more: object = {}) => ({
    productOfferingId: demo.licenseOfferingId,
    customerId: demo.customerId,
    metadata: { label, ...more },
  });
  const createTracked = (path: string, body: object, key?: string): TrackedRequest => ({
    path,
    body,
    responses: [],
    ...(key !== undefined && { idempotencyKey: key }),
  });
  const contested = createTracked('/licenses', order(`${name}-contested`), `${name}-contested`);
  await sendUntilDefinite(cluster, contested, { isDuplicated: false, timeoutMs: 20_000 });
  const { licenseId } = JSON.parse(contested.responses.at(-1)?.body ?? '{}');
  const repeat = <T>(count: number, create: (index: number) => T): T[] =>
    Array.from({ length: count }, (_, index) => create(index));
  const chooseDate = () => `2199-0${1 + Math.floor(random() * 9)}-01`;
  return [
    contested,
    ...repeat(size, () => createTracked('/licenses', order(`${name}-equal`), `${name}-equal`)),
    ...repeat(size, index => createTracked('/licenses', order(`${name}-many`, { index }), `${name}-many`)),
    ...repeat(size, index => createTracked('/licenses', order(`${name}-own-${index}`), `${name}-own-${index}`)),
    ...repeat(Math.ceil(size / 4), index => createTracked('/licenses', order(`${name}-without-${index}`))),
    ...repeat(Math.min(size, 12), index =>
      createTracked(`/licenses/${licenseId}/cancel`, { scheduledAt: chooseDate() }, `${name}-cancel-${index}`),
    ),
  ];
}

/**
 * Sends all requests at once while calls fail and processes are killed. Afterwards nothing fails any more, and every client with
 * an idempotency key retries until it has a definite response.
 */
async function runStorm(
  cluster: ServerCluster,
  storm: TrackedRequest[],
  replacesServer: boolean,
  random: () => number,
): Promise<void> {
  cluster.network.faultRate = 0.15;
  const behaviors = storm.map(
    (): ClientBehavior => ({ isDuplicated: random() < 0.3, timeoutMs: random() < 0.1 ? 30 : 20_000 }),
  );
  const clients = storm.map((request, index) =>
    sendUntilDefinite(cluster, request, behaviors[index] ?? { isDuplicated: false, timeoutMs: 20_000 }),
  );
  const kills = (async () => {
    await sleep(100 + random() * 200);
    await cluster.killServer();
    await sleep(random() * 200);
    await cluster.killEngine();
    if (replacesServer) await cluster.replaceServer();
  })();
  await Promise.all([...clients, kills]);
  cluster.network.faultRate = 0;
  // By then, all delayed calls have been executed.
  await sleep(200);
  await Promise.all(storm.map(request => resolveOutcome(cluster, request)));
}

function countResults(cluster: ServerCluster, requests: TrackedRequest[], storms: number): TrialCounts {
  return {
    storms,
    'responses compared with the tables': requests.reduce((total, { responses }) => total + responses.length, 0),
    'servers killed': cluster.kills.servers,
    'engines killed': cluster.kills.engines,
    ...Object.fromEntries(Object.entries(cluster.network.faultCounts).map(([name, count]) => [`calls ${name}`, count])),
  };
}
