import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { isAddonLive } from '../../lib/domain/addon.ts';
import { toInstant } from '../../lib/domain/calendar.ts';
import type { Dependencies } from '../../lib/dynamodb/dependencies.ts';
import { addonRef } from '../../lib/dynamodb/items/addon.ts';
import { findItem, type TableAccess } from '../../lib/dynamodb/table-access.ts';
import { importLines } from '../../lib/import/import-lines.ts';
import { demoIds } from './demo-file.ts';
import { ensureDemoOrders } from './demo-orders.ts';
import { ensureDemoRecord } from './demo-record.ts';
import { ensureDemoUsers } from './demo-users.ts';
import { createLocalDependencies } from './dependencies.ts';
import { readSmokeFixtureLines, smokeFixtures } from './smoke-fixtures.ts';

const demoFile = join(import.meta.dirname, 'demo.ndjson');

/** The fields of a subscription's line that are used here. */
const SubscriptionLine = z.looseObject({
  kind: z.literal('subscription'),
  subscriptionId: z.string(),
  addons: z.array(z.looseObject({ productOfferingId: z.string() })),
});

/** An add-on that must be live at every start. */
interface RequiredAddon {
  subscriptionId: string;
  addonOfferingId: string;
}

/** Imports the demo data and the fixtures of the smoke test. Adds an add-on again if it has ended, so that it can be cancelled. */
export async function importDemoData(store: TableAccess): Promise<void> {
  const dependencies = createLocalDependencies(store);
  const { tenantId } = demoIds;
  const lines = `${readFileSync(demoFile, 'utf8')}\n${readSmokeFixtureLines(tenantId)}`;
  await importAndReport(lines, dependencies);

  await ensureDemoOrders(store, dependencies.now());
  await ensureDemoRecord(store, dependencies.now());
  await ensureDemoUsers(store, dependencies.now());
  const now = toInstant(dependencies.now());
  for (const requiredAddon of [demoIds, smokeFixtures]) {
    const addon = await findItem(
      store,
      addonRef(tenantId, requiredAddon.subscriptionId, requiredAddon.addonOfferingId),
    );
    if (!addon || !isAddonLive(addon, now))
      await importAndReport(lineWithNewAddon(lines, requiredAddon, now), dependencies);
  }
}

function lineWithNewAddon(lines: string, { subscriptionId, addonOfferingId }: RequiredAddon, addedAt: string): string {
  const line = lines
    .split('\n')
    .flatMap(text => (text.trim() === '' ? [] : (SubscriptionLine.safeParse(JSON.parse(text)).data ?? [])))
    .find(subscription => subscription.subscriptionId === subscriptionId);
  const addon = line?.addons.find(({ productOfferingId }) => productOfferingId === addonOfferingId);
  if (!addon) throw new Error(`The demo data has no add-on ${addonOfferingId}.`);
  const subscriptionAddonId = `demo-addon-${randomUUID()}`;
  return JSON.stringify({ ...line, addons: [{ ...addon, subscriptionAddonId, addedAt }] });
}

/** Prints lines that cannot be imported; the server is useful without them. */
async function importAndReport(lines: string, dependencies: Dependencies): Promise<void> {
  await importLines(() => [Buffer.from(lines)], dependencies, {
    onProblem: ({ line, field, reason }) => console.error(`Demo data, line ${line}: ${field} ${reason}.`),
  });
}
