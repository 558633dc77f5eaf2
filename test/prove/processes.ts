import { setTimeout as sleep } from 'node:timers/promises';
import { oneOf, randomOf } from '../support/random.ts';
import type { Counts, Effort, Part } from './part.ts';
import { learn, type Manner, pursue, type Wish } from './processes-client.ts';
import { Cluster } from './processes-cluster.ts';
import { reconcile } from './processes-reconcile.ts';

/** Real processes, which are killed, over a network that is bad. Which calls meet which trouble comes from the seed; time does not. */
export const processes: Part = {
  name: 'processes',
  tries: 'several servers on one engine over a bad network, storms of calls, kill -9 of servers and of the engine',
  guards: ['I1', 'I2', 'I3', 'I4', 'I6', 'I7', 'I10'],
  async run({ seed, until }: Effort): Promise<Counts> {
    const random = randomOf(seed);
    const cluster = new Cluster(random);
    const wishes: Wish[] = [];
    let storms = 0;
    try {
      await cluster.open(until === undefined ? 2 : 4);

      const { demo } = cluster;
      do {
        const size = until === undefined ? 20 : oneOf([2, 10, 50, 200], random);
        const storm = await stormOf(cluster, demo, `${seed}-${storms}`, size, random);
        wishes.push(...storm);
        storms += 1;
        await rage(cluster, storm, until !== undefined, random);

        await reconcile(cluster, wishes.slice(-storm.length));
      } while (until !== undefined && Date.now() < until);
      await reconcile(cluster, wishes);
    } finally {
      await cluster.close();
    }
    return countsOf(cluster, wishes, storms);
  },
};

/** One key and one body; one key and many bodies; many keys; none; and many keys on one license: all at once. */
async function stormOf(cluster: Cluster, demo: Cluster['demo'], name: string, size: number, random: () => number) {
  const order = (label: string, more: object = {}) => ({
    productOfferingId: demo.licenseOfferingId,
    customerId: demo.customerId,
    metadata: { label, ...more },
  });
  const wish = (path: string, body: object, key?: string): Wish => ({
    path,
    body,
    told: [],
    ...(key !== undefined && { key }),
  });
  const contested = wish('/licenses', order(`${name}-contested`), `${name}-contested`);
  await pursue(cluster, contested, { twice: false, patienceMs: 20_000 });
  const { licenseId } = JSON.parse(contested.told.at(-1)?.body ?? '{}');
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
async function rage(cluster: Cluster, storm: Wish[], replaces: boolean, random: () => number): Promise<void> {
  cluster.network.share = 0.15;
  const manners = storm.map((): Manner => ({ twice: random() < 0.3, patienceMs: random() < 0.1 ? 30 : 20_000 }));
  const clients = storm.map((wish, index) =>
    pursue(cluster, wish, manners[index] ?? { twice: false, patienceMs: 20_000 }),
  );
  const deaths = (async () => {
    await sleep(100 + random() * 200);
    await cluster.killServer();
    await sleep(random() * 200);
    await cluster.killEngine();
    if (replaces) await cluster.replaceServer();
  })();
  await Promise.all([...clients, deaths]);
  cluster.network.share = 0;
  // What is carried out late is by then.
  await sleep(200);
  await Promise.all(storm.map(wish => learn(cluster, wish)));
}

function countsOf(cluster: Cluster, wishes: Wish[], storms: number): Counts {
  return {
    storms,
    'answers that were compared with the tables': wishes.reduce((total, { told }) => total + told.length, 0),
    'servers killed': cluster.kills.servers,
    'engines killed': cluster.kills.engines,
    ...Object.fromEntries(Object.entries(cluster.network.troubles).map(([name, count]) => [`calls ${name}`, count])),
  };
}
