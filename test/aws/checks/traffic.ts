import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { smokeFixtures } from '../../../tools/local/smoke-fixtures.ts';

/** The calls of clients while a stage is upgraded. */
export interface TrafficReport {
  calls: number;
  /** One sentence per call that failed. */
  failures: string[];
}

const pauseMs = 20;

/**
 * Calls the API without a break until it is stopped: a list, a new license, and the same request again, whose response must be the same.
 *
 * @returns the function that stops it
 */
export function startTraffic(url: string, apiKey: string): () => Promise<TrafficReport> {
  const report: TrafficReport = { calls: 0, failures: [] };
  let isStopping = false;
  const call = async (method: string, path: string, status: number, idempotencyKey?: string): Promise<string> => {
    report.calls += 1;
    const { licenseOfferingId: productOfferingId, customerId } = smokeFixtures;
    try {
      const response = await fetch(`${url}${path}`, {
        method,
        headers: {
          'X-API-Key': apiKey,
          ...(idempotencyKey && { 'X-Idempotency-Key': idempotencyKey, 'Content-Type': 'application/json' }),
        },
        ...(idempotencyKey && { body: JSON.stringify({ productOfferingId, customerId }) }),
      });
      const text = await response.text();
      if (response.status !== status) report.failures.push(`${method} ${path}: ${response.status} ${text}`);
      return text;
    } catch (error) {
      report.failures.push(`${method} ${path}: ${error}`);
      return '';
    }
  };
  const callAll = async () => {
    while (!isStopping) {
      const idempotencyKey = randomUUID();
      const first = await call('POST', '/licenses', 201, idempotencyKey);
      await call('GET', '/licenses?limit=1', 200);
      const again = await call('POST', '/licenses', 201, idempotencyKey);
      if (again !== first) report.failures.push(`The replay ${again} is not ${first}.`);
      await sleep(pauseMs);
    }
  };
  const workers = [callAll(), callAll()];
  return async () => {
    isStopping = true;
    await Promise.all(workers);
    return report;
  };
}
