import { setTimeout as sleep } from 'node:timers/promises';
import { callApi, type LocalServerResponse } from '../../support/local-server.ts';
import { classifyResponse, type ResponseKind } from '../crash-points/scenario-log.ts';
import type { ServerCluster } from './server-cluster.ts';

/** What a client wants, and everything that it was told about it. */
export interface TrackedRequest {
  path: string;
  key?: string;
  body: object;
  responses: (LocalServerResponse & { said: ResponseKind })[];
}

/** How a client asks: once; twice at the same time; and how long it waits before it hangs up. */
export interface ClientBehavior {
  isDuplicated: boolean;
  timeoutMs: number;
}

const maxWaitMs = 20_000;

/** Asks; hangs up after a while. What it was told, it writes down. */
async function sendOnce(cluster: ServerCluster, wish: TrackedRequest, patienceMs: number): Promise<void> {
  const { path, key, body } = wish;
  try {
    const answer = await callApi(cluster.server(), cluster.demo.apiKey, path, {
      body,
      ...(key !== undefined && { key }),
      signal: AbortSignal.timeout(patienceMs),
    });
    wish.responses.push({
      ...answer,
      said: classifyResponse({ status: answer.status, json: JSON.parse(answer.body) }),
    });
  } catch {
    // The server was killed, or took too long: the client knows nothing.
  }
}

const isDefinite = ({ said }: { said: ResponseKind }) => said === 'kept' || said === 'mismatch';

/** A client with a key repeats until it knows; without one, it asks once. */
export async function sendUntilDefinite(
  cluster: ServerCluster,
  wish: TrackedRequest,
  { isDuplicated: twice, timeoutMs: patienceMs }: ClientBehavior,
): Promise<void> {
  const first = [
    sendOnce(cluster, wish, patienceMs),
    ...(twice && wish.key !== undefined ? [sendOnce(cluster, wish, maxWaitMs)] : []),
  ];
  await Promise.all(first);
  for (let times = 1; wish.key !== undefined && !wish.responses.some(isDefinite) && times < 20; times++) {
    await sleep(50);
    await sendOnce(cluster, wish, maxWaitMs);
  }
}

/** Once nothing fails any more: whoever has a key learns how it ended. */
export async function resolveOutcome(cluster: ServerCluster, wish: TrackedRequest): Promise<void> {
  if (wish.key === undefined) return;
  for (let times = 1; times <= 3; times++) {
    await sendOnce(cluster, wish, maxWaitMs);
    const last = wish.responses.at(-1);
    if (last && isDefinite(last)) return;
  }
}
