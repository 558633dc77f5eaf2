import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toStageTableNames } from '../../../infra/resource-names.ts';
import { type RenamedSource, renameRef } from '../../../lib/dynamodb/items/rename.ts';
import { smokeFixtures } from '../../../tools/local/smoke-fixtures.ts';
import { deployedStage, importFile, signInTenant } from '../deployment/project.ts';
import { runStep } from '../deployment/run-step.ts';
import { callAws } from '../emulator/call-aws.ts';
import type { NamedCheck } from '../named-checks.ts';
import { pollUntil } from '../poll-until.ts';
import { writeEarlierClock } from './earlier-clock.ts';

const customer = { kind: 'customer', customerId: 'aws-renamed-customer', name: 'First name' };
const offering = {
  kind: 'productOffering',
  productOfferingId: 'aws-renamed-offering',
  name: 'First name',
  type: 'SUBSCRIPTION_ADDON',
  cancellationSchedule: 'INSTANT',
  price: {
    ...{ currency: 'EUR', priceType: 'RECURRING', netPrice: 1 },
    billingCycle: { period: 'MONTHLY', interval: 1 },
  },
};
const renamedSources: RenamedSource[] = [
  { tenantId: signInTenant, kind: 'customer', id: customer.customerId },
  { tenantId: signInTenant, kind: 'product-offering', id: offering.productOfferingId },
];
const createdAt = '2024-01-15T12:00:00Z';

const buildSubscription = (endsOn: string) => ({
  ...{ kind: 'subscription', subscriptionId: 'aws-due-subscription', customerId: customer.customerId },
  ...{ type: 'MOBILE', msisdn: '+491700000001', sim: { esim: true, iccid: '89490200000000000001' } },
  ...{ status: 'ACTIVATED', createdAt, activatedAt: createdAt },
  addons: [
    {
      ...{ subscriptionAddonId: 'aws-due-addon', productOfferingId: smokeFixtures.addonOfferingId },
      ...{ addedAt: createdAt, status: 'ACTIVE', endsOn },
    },
  ],
});

/**
 * Imports work for the job that applies changes: an add-on that ended at midnight, and a customer and an offering that were renamed. The clock
 * of the import shows an hour before midnight, so the 20 minutes until the last pass of a rename are over too.
 */
export async function importJobWork(scratch: string, env: NodeJS.ProcessEnv): Promise<void> {
  const today = new Date().toISOString().slice(0, 10);
  const renames = [customer, offering].map(line => ({ ...line, name: 'Last name' }));
  const lines = [customer, offering, buildSubscription(today), ...renames];
  const file = join(scratch, 'job-work.ndjson');
  writeFileSync(file, lines.map(line => `${JSON.stringify({ tenantId: signInTenant, ...line })}\n`).join(''));
  const hourMs = 3_600_000;
  const clock = writeEarlierClock(scratch, Date.now() - Date.parse(today) + hourMs);
  await runStep('import work for the jobs', importFile(file), { ...env, NODE_OPTIONS: clock });
}

/** Checks that the job has done the imported work. The schedule starts it every minute. */
export const listJobChecks = (emulator: URL): NamedCheck[] => [
  [
    'the schedule finishes the copies of renamed items',
    async () => {
      const describeProblem = () => 'A rename is still due.';
      const areFinished = async () =>
        (await Promise.all(renamedSources.map(each => isFinished(emulator, each)))).every(Boolean);
      await pollUntil(areFinished, { timeoutMs: 100_000, intervalMs: 1000, describeProblem });
    },
  ],
];

async function isFinished(emulator: URL, source: RenamedSource): Promise<boolean> {
  const itemKey = Object.entries(renameRef(source).primaryKey).map(([name, value]) => [name, { S: value }]);
  const input = {
    TableName: toStageTableNames(deployedStage).connect,
    Key: Object.fromEntries(itemKey),
    ConsistentRead: true,
  };
  const call = { service: 'dynamodb', target: 'DynamoDB_20120810.GetItem', version: '1.0' };
  const { Item: item } = await callAws(emulator, call, input);
  if (!item) throw new Error(`The import stored no rename of the ${source.kind} ${source.id}.`);
  return item.dueAt === undefined;
}
