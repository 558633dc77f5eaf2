import { setTimeout as sleep } from 'node:timers/promises';
import { callApi, type LocalServerResponse } from '../../support/local-server.ts';
import { classifyResponse, type ResponseKind } from '../crash-points/scenario-log.ts';
import type { ServerCluster } from './server-cluster.ts';

/** A request of a client, and all responses to it. */
export interface TrackedRequest {
  path: string;
  idempotencyKey?: string;
  body: object;
  responses: (LocalServerResponse & { kind: ResponseKind })[];
}

/** Behaviour of a client: whether it sends the request twice at the same time, and how long it waits for a response. */
export interface ClientBehavior {
  isDuplicated: boolean;
  timeoutMs: number;
}

const maxWaitMs = 20_000;

/** Sends the request once, with a time limit, and keeps the response. */
async function sendOnce(cluster: ServerCluster, request: TrackedRequest, timeoutMs: number): Promise<void> {
  const { path, idempotencyKey: key, body } = request;
  try {
    const response = await callApi(cluster.chooseServer(), cluster.demo.apiKey, path, {
      body,
      ...(key !== undefined && { key }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    request.responses.push({
      ...response,
      kind: classifyResponse({ status: response.status, json: JSON.parse(response.body) }),
    });
  } catch {
    // The server was killed or took too long: the client does not know the outcome.
  }
}

const isDefinite = ({ kind }: { kind: ResponseKind }) => kind === 'stored' || kind === 'mismatch';

/** Retries a request with an idempotency key until its response is definite. Sends a request without a key once. */
export async function sendUntilDefinite(
  cluster: ServerCluster,
  request: TrackedRequest,
  { isDuplicated, timeoutMs }: ClientBehavior,
): Promise<void> {
  const first = [
    sendOnce(cluster, request, timeoutMs),
    ...(isDuplicated && request.idempotencyKey !== undefined ? [sendOnce(cluster, request, maxWaitMs)] : []),
  ];
  await Promise.all(first);
  for (
    let attempts = 1;
    request.idempotencyKey !== undefined && !request.responses.some(isDefinite) && attempts < 20;
    attempts++
  ) {
    await sleep(50);
    await sendOnce(cluster, request, maxWaitMs);
  }
}

/** Retries a request with an idempotency key after the faults have stopped, until its response is definite. */
export async function resolveOutcome(cluster: ServerCluster, request: TrackedRequest): Promise<void> {
  if (request.idempotencyKey === undefined) return;
  for (let attempts = 1; attempts <= 3; attempts++) {
    await sendOnce(cluster, request, maxWaitMs);
    const last = request.responses.at(-1);
    if (last && isDefinite(last)) return;
  }
}
