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

/** Real processes, which are killed, over a network that is bad. Which calls meet which trouble comes from the seed; time does not. */
export const processesPart: ProofPart = {
  name: 'processes',
  description:
    'several servers on one engine over a bad network, storms of calls, kill -9 of servers and of the engine',
  guards: ['I1', 'I2', 'I3', 'I4', 'I6', 'I7', 'I10'],
  async run({ seed, until }: ProofEffort): Promise<TrialCounts> {
    const random = createRandom(seed);
    const cluster = new ServerCluster(random);
    const wishes: TrackedRequest[] = [];
    let storms = 0;
    try {
      await cluster.open(until === undefined ? 2 : 4);

      const { demo } = cluster;
      do {
        const size = until === undefined ? 20 : pickOne([2, 10, 50, 200], random);
        const storm = await createStorm(cluster, demo, `${seed}-${storms}`, size, random);
        wishes.push(...storm);
        storms += 1;
        await runStorm(cluster, storm, until !== undefined, random);

        await reconcileTables(cluster, wishes.slice(-storm.length));
      } while (until !== undefined && Date.now() < until);
      await reconcileTables(cluster, wishes);
    } finally {
      await cluster.close();
    }
    return countResults(cluster, wishes, storms);
  },
};

/** One key and one body; one key and many bodies; many keys; none; and many keys on one license: all at once. */
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
  const wish = (path: string, body: object, key?: string): TrackedRequest => ({
    path,
    body,
    responses: [],
    ...(key !== undefined && { key }),
  });
  const contested = wish('/licenses', order(`${name}-contested`), `${name}-contested`);
  await sendUntilDefinite(cluster, contested, { isDuplicated: false, timeoutMs: 20_000 });
  const { licenseId } = JSON.parse(contested.responses.at(-1)?.body ?? '{}');
  const times = <T>(count: number, make: (index: number) => T): T[] =>
    Array.from({ length: count }, (_, index) => make(index));
  const day = () => `2199-0${1 + Math.floor(random() * 9)}-01`;
  return [
    contested,
    ...times(size, () => wish('/licenses', order(`${name}-equal`), `${name}-equal`)),
    ...times(size, index => wish('/licenses', order(`${name}-many`, { index }), `${name}-many`)),
    ...times(size, index => wish('/licenses', order(`${name}-own-${index}`), `${name}-own-${index}`)),
    ...times(Math.ceil(size / 4), index => wish('/licenses', order(`${name}-without-${index}`))),
    ...times(Math.min(size, 12), index =>
      wish(`/licenses/${licenseId}/cancel`, { scheduledAt: day() }, `${name}-cancel-${index}`),
    ),
  ];
}

/** All clients ask at once, while calls go wrong and processes die; then nothing fails any more, and all learn how it ended. */
async function runStorm(
  cluster: ServerCluster,
  storm: TrackedRequest[],
  replaces: boolean,
  random: () => number,
): Promise<void> {
  cluster.network.faultRate = 0.15;
  const manners = storm.map(
    (): ClientBehavior => ({ isDuplicated: random() < 0.3, timeoutMs: random() < 0.1 ? 30 : 20_000 }),
  );
  const clients = storm.map((wish, index) =>
    sendUntilDefinite(cluster, wish, manners[index] ?? { isDuplicated: false, timeoutMs: 20_000 }),
  );
  const deaths = (async () => {
    await sleep(100 + random() * 200);
    await cluster.killServer();
    await sleep(random() * 200);
    await cluster.killEngine();
    if (replaces) await cluster.replaceServer();
  })();
  await Promise.all([...clients, deaths]);
  cluster.network.faultRate = 0;
  // What is carried out late is by then.
  await sleep(200);
  await Promise.all(storm.map(wish => resolveOutcome(cluster, wish)));
}

function countResults(cluster: ServerCluster, wishes: TrackedRequest[], storms: number): TrialCounts {
  return {
    storms,
    'answers that were compared with the tables': wishes.reduce((total, { responses: told }) => total + told.length, 0),
    'servers killed': cluster.kills.servers,
    'engines killed': cluster.kills.engines,
    ...Object.fromEntries(Object.entries(cluster.network.faultCounts).map(([name, count]) => [`calls ${name}`, count])),
  };
}
