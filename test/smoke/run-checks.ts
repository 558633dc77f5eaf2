import { Api } from './api.ts';
import type { CheckGroup } from './check.ts';
import type { SmokeClient } from './client.ts';
import { todayOf } from './today.ts';
import { type CallTrace, Unmet } from './unmet.ts';

/** How one check ended. */
export interface CheckResult {
  group: string;
  name: string;
  ms: number;
  /** Undefined: it passed. */
  failure?: { expected: string; came: string; told?: CallTrace | undefined } | undefined;
}

/** Makes the checks one after the other: one that fails stops none of the others. @param onResult - after each */
export async function runChecks(
  client: SmokeClient,
  groups: readonly CheckGroup[],
  onResult: (result: CheckResult) => void,
): Promise<CheckResult[]> {
  const api = new Api(client);
  const today = () => todayOf(client);
  const results: CheckResult[] = [];
  for (const { name: group, checks } of groups) {
    for (const { name, run } of checks) {
      const startedAt = performance.now();
      const failure = (await failureOf(() => run({ api, today }))) ?? (await failureOf(() => cancelAll(client)));
      // Whatever could not be cancelled is told once and not tried again by every check that follows.
      client.live.clear();
      const result = { group, name, ms: Math.round(performance.now() - startedAt), failure };
      results.push(result);
      onResult(result);
    }
  }
  return results;
}

async function failureOf(work: () => Promise<void>): Promise<CheckResult['failure']> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (!(error instanceof Unmet)) throw error;
    const { expected, came, told } = error;
    return { expected, came, told };
  }
}

/** Ends every license that a check made; on the date of today where its schedule would let it live on. */
async function cancelAll(client: SmokeClient): Promise<void> {
  for (const licenseId of client.live) {
    const path = { licenseId };
    let { status, json, told } = await client.send('cancelLicense', { path });
    if (client.live.has(licenseId) && status === 200) {
      const body = { scheduledAt: await todayOf(client) };
      ({ status, json, told } = await client.send('cancelLicense', { path, body }));
    }
    const { code } = (json ?? {}) as { code?: unknown };
    if (client.live.has(licenseId) && code !== 'license_already_cancelled') {
      throw new Unmet(`that the license ${licenseId} of this check can be cancelled`, `status ${status}`, told);
    }
  }
}
