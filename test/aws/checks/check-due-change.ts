import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { smokeFixtures } from '../../../tools/local/smoke-fixtures.ts';
import { importFile, signInTenant } from '../deployment/project.ts';
import { runStep } from '../deployment/run-step.ts';
import { type CheckCounts, expectEqual, type NamedCheck, runNamedChecks } from '../named-checks.ts';
import { pollUntil } from '../poll-until.ts';
import type { DeployedStage } from './check-upgrade.ts';
import { isLicenseEvent } from './check-webhook.ts';
import { writeEarlierClock } from './earlier-clock.ts';
import type { TlsReceiver } from './tls-receiver.ts';

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
 * @param receiver - has an endpoint of the tenant
 * @returns a function that checks what the jobs did: call it later, because the schedule needs up to a minute
 */
export async function importDueChange(
  scratch: string,
  { url, apiKey, env }: DeployedStage,
  receiver: TlsReceiver | undefined,
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
  const clock = writeEarlierClock(scratch, Date.now() - midnight + secondsAhead * 1000);
  const withClock = { ...env, NODE_OPTIONS: clock };
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
  const webhookCheck: NamedCheck = [
    'the webhook endpoint receives the event with the license',
    async () => {
      const accepted = await receiver?.waitForAccepted(isLicenseEvent('license.activated', licenseId));
      expectEqual(accepted?.event.data, await get(`/licenses/${licenseId}`));
    },
  ];
  return () =>
    runNamedChecks('due change', [
      ['a read shows the change', async () => expectEqual((await get(`/licenses/${licenseId}`)).status, 'ACTIVE')],
      [
        'the schedule applies the change, and its event is in the feed',
        async () => {
          const describeProblem = () => `No event of ${licenseId} is in the feed.`;
          await pollUntil(hasEvent, {
            timeoutMs,
            intervalMs: 1000,
            describeProblem,
          });
        },
      ],
      ...(receiver ? [webhookCheck] : []),
    ]);
}
