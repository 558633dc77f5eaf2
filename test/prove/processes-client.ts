import { setTimeout as sleep } from 'node:timers/promises';
import { type ApiAnswer, call } from '../support/local-server.ts';
import { type Said, saidBy } from './crash-points-story.ts';
import type { Cluster } from './processes-cluster.ts';

/** What a client wants, and everything that it was told about it. */
export interface Wish {
  path: string;
  key?: string;
  body: object;
  told: (ApiAnswer & { said: Said })[];
}

/** How a client asks: once; twice at the same time; and how long it waits before it hangs up. */
export interface Manner {
  twice: boolean;
  patienceMs: number;
}

const longestMs = 20_000;

/** Asks; hangs up after a while. What it was told, it writes down. */
async function ask(cluster: Cluster, wish: Wish, patienceMs: number): Promise<void> {
  const { path, key, body } = wish;
  try {
    const answer = await call(cluster.server(), cluster.demo.apiKey, path, {
      body,
      ...(key !== undefined && { key }),
      signal: AbortSignal.timeout(patienceMs),
    });
    wish.told.push({ ...answer, said: saidBy({ status: answer.status, json: JSON.parse(answer.body) }) });
  } catch {
    // The server was killed, or took too long: the client knows nothing.
  }
}

const isDefinite = ({ said }: { said: Said }) => said === 'kept' || said === 'mismatch';

/** A client with a key repeats until it knows; without one, it asks once. */
export async function pursue(cluster: Cluster, wish: Wish, { twice, patienceMs }: Manner): Promise<void> {
  const first = [
    ask(cluster, wish, patienceMs),
    ...(twice && wish.key !== undefined ? [ask(cluster, wish, longestMs)] : []),
  ];
  await Promise.all(first);
  for (let times = 1; wish.key !== undefined && !wish.told.some(isDefinite) && times < 20; times++) {
    await sleep(50);
    await ask(cluster, wish, longestMs);
  }
}

/** Once nothing fails any more: whoever has a key learns how it ended. */
export async function learn(cluster: Cluster, wish: Wish): Promise<void> {
  if (wish.key === undefined) return;
  for (let times = 1; times <= 3; times++) {
    await ask(cluster, wish, longestMs);
    const last = wish.told.at(-1);
    if (last && isDefinite(last)) return;
  }
}
