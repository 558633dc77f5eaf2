import autocannon from 'autocannon';
import type { CreatedLicenses, LoadScenario } from './load-scenarios.ts';
import { type LoadTarget, repeatCreate } from './load-target.ts';

/** Measurement of one scenario. */
export interface LoadResult {
  scenario: LoadScenario;
  connections: number;
  /** Responses of all kinds. */
  calls: number;
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** Calls that got no response in time, or none at all. */
  lost: number;
  /** Responses by status, such as `201`. */
  statuses: Record<string, number>;
}

/** State of one connection between a request and its response. */
interface ConnectionContext {
  idempotencyKey?: string | undefined;
}

let requestCount = 0;

/** Calls the API from a number of connections. Each sends its next request when the last one is answered. */
export async function runScenario(
  scenario: LoadScenario,
  target: LoadTarget,
  licenses: CreatedLicenses,
  { connections, seconds }: { connections: number; seconds: number },
): Promise<LoadResult> {
  const amount = licenses.ids.length;
  const { pathname } = new URL(target.url);
  const startedAt = performance.now();
  const result = await autocannon({
    url: target.url,
    connections: scenario.oncePerLicense ? Math.min(connections, amount) : connections,
    ...(scenario.oncePerLicense ? { amount } : { duration: seconds }),
    requests: [
      {
        setupRequest: (request, connection: ConnectionContext) => {
          const { idempotencyKey, ...next } = buildNextRequest(scenario, target, licenses, pathname);
          connection.idempotencyKey = idempotencyKey;
          if (scenario.createsLicenses && idempotencyKey !== undefined) licenses.pendingKeys.add(idempotencyKey);
          return { ...request, ...next };
        },
        onResponse: (status, body, { idempotencyKey }: ConnectionContext) => {
          if (!scenario.createsLicenses || status >= 500) return;
          licenses.pendingKeys.delete(idempotencyKey ?? '');
          if (status === 201) licenses.ids.push(JSON.parse(body).licenseId);
        },
      },
    ],
  });
  const elapsedSeconds = (performance.now() - startedAt) / 1000;
  const calls = result.requests.total;
  await findPendingLicenses(target, licenses);
  return {
    ...{ scenario, connections, calls, perSecond: calls / elapsedSeconds },
    ...{ p50Ms: result.latency.p50, p99Ms: result.latency.p99, lost: result.errors },
    statuses: Object.fromEntries(
      Object.entries(result.statusCodeStats ?? {}).map(([status, { count }]) => [status, Number(count ?? 0)]),
    ),
  };
}

function buildNextRequest(scenario: LoadScenario, target: LoadTarget, licenses: CreatedLicenses, pathname: string) {
  const { method, path, idempotencyKey, body } = scenario.buildRequest(++requestCount, target, licenses);
  return {
    idempotencyKey,
    method,
    path: pathname.replace(/\/$/, '') + path,
    headers: {
      'x-api-key': target.apiKey,
      ...(idempotencyKey !== undefined && { 'x-idempotency-key': idempotencyKey }),
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  };
}

/** Finds the licenses of creates that were in flight when the time was over, so that they can be cancelled too. */
async function findPendingLicenses(target: LoadTarget, { ids, pendingKeys }: CreatedLicenses): Promise<void> {
  for (const idempotencyKey of pendingKeys) {
    const licenseId = await repeatCreate(target, idempotencyKey);
    if (licenseId !== undefined) ids.push(licenseId);
    pendingKeys.delete(idempotencyKey);
  }
}
