import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { smokeFixtures } from '../../tools/local/smoke-fixtures.ts';
import type { DeployedStage } from './check-upgrade.ts';
import { type CheckCounts, expectEqual, runNamedChecks } from './named-checks.ts';
import { importFile, signInTenant } from './project.ts';
import { runStep } from './run-step.ts';

const licenseId = 'aws-due-license';
const secondsAhead = 5;
/** The schedule starts the job every minute, and the stream brings its change to the job that publishes events. */
const timeoutMs = 100_000;

/** A page of the feed, as far as it is used. */
interface EventPage {
  items: unknown[];
  pagination: { nextCursor: string; caughtUp: boolean };
}

/**
 * Imports a license that begins at midnight. The clock of the import shows five seconds before midnight, because only then a calendar date is
 * seconds ahead. So nobody has applied the change when it is due: the schedule of the stage does so within a minute.
 *
 * @returns the checks of what the jobs do, which need not be run at once
 */
export async function importDueChange(
  scratch: string,
  { url, apiKey, env }: DeployedStage,
): Promise<() => Promise<CheckCounts>> {
  const file = join(scratch, 'due-change.ndjson');
  const { customerId, licenseOfferingId: productOfferingId } = smokeFixtures;
  const startsOn = new Date().toISOString().slice(0, 10);
  const line = {
    kind: 'license',
    tenantId: signInTenant,
    licenseId,
    customerId,
    productOfferingId,
    status: 'PENDING',
    startsOn,
  };
  writeFileSync(file, `${JSON.stringify(line)}\n`);
  const midnight = Date.parse(startsOn);
  const clock = join(scratch, 'earlier-clock.mjs');
  writeFileSync(clock, buildEarlierClock(Date.now() - midnight + secondsAhead * 1000));
  const withClock = { ...env, NODE_OPTIONS: `--import=${pathToFileURL(clock)}` };
  await runStep('import a change that is due in seconds', importFile(file), withClock);

  const get = async (path: string) => {
    const response = await fetch(`${url}${path}`, { headers: { 'X-API-Key': apiKey } });
    if (response.status !== 200) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`);
    return response.json() as Promise<{ status?: string } & Partial<EventPage>>;
  };
  // The feed begins with the oldest events, and a page with a filter can be empty.
  let cursor: string | undefined;
  const hasEvent = async (): Promise<boolean> => {
    const query = new URLSearchParams({ type: 'license.activated', resourceId: licenseId, ...(cursor && { cursor }) });
    const { items = [], pagination } = await get(`/events?${query}`);
    cursor = pagination?.nextCursor;
    if (items.length > 0) return true;
    return pagination?.caughtUp === false ? hasEvent() : false;
  };
  return () =>
    runNamedChecks('due change', [
      ['a read shows the change', async () => expectEqual((await get(`/licenses/${licenseId}`)).status, 'ACTIVE')],
      [
        'the schedule applies the change, and its event is in the feed',
        async () => {
          for (const endsAt = Date.now() + timeoutMs; !(await hasEvent()); await sleep(1000))
            if (Date.now() > endsAt) throw new Error(`No event of ${licenseId} arrived within ${timeoutMs / 1000} s.`);
        },
      ],
    ]);
}

/** Builds a module that sets the clock of a process back. */
const buildEarlierClock = (byMs: number): string => `
const RealDate = Date;
globalThis.Date = class extends RealDate {
  constructor(...values) {
    super(...(values.length === 0 ? [RealDate.now() - ${byMs}] : values));
  }
  static now() {
    return RealDate.now() - ${byMs};
  }
};
`;
