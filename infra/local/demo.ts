import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { findItem, type KeyStore } from '../../lib/auth/key-store.ts';
import type { Ports } from '../../lib/command/ports.ts';
import { isLive } from '../../lib/domain/addon.ts';
import { toInstant } from '../../lib/domain/calendar.ts';
import { importLines } from '../../lib/import/import-lines.ts';
import { addonRef } from '../../lib/store/entity.ts';
import { fixtureLines, fixtures } from '../check/fixtures.ts';
import { demoIds } from './demo-file.ts';
import { portsOf } from './ports.ts';

const file = join(import.meta.dirname, 'demo.ndjson');

/** What of a subscription's line is looked at. */
const SubscriptionLine = z.looseObject({
  kind: z.literal('subscription'),
  subscriptionId: z.string(),
  addons: z.array(z.looseObject({ productOfferingId: z.string() })),
});

/** An add-on that is live at every start. */
interface Kept {
  subscriptionId: string;
  addonOfferingId: string;
}

/** Imports the demo data and what `npm run check` needs, and adds anew what a try must find to cancel, if it has ended. */
export async function prepareDemo(store: KeyStore): Promise<void> {
  const ports = portsOf(store);
  const { tenantId } = demoIds;
  const lines = `${readFileSync(file, 'utf8')}\n${fixtureLines(tenantId)}`;
  await load(lines, ports);

  const now = toInstant(ports.now());
  for (const kept of [demoIds, fixtures]) {
    const addon = await findItem(store, addonRef(tenantId, kept.subscriptionId, kept.addonOfferingId));
    if (!addon || !isLive(addon, now)) await load(lineWithNewAddon(lines, kept, now), ports);
  }
}

function lineWithNewAddon(lines: string, { subscriptionId, addonOfferingId }: Kept, addedAt: string): string {
  const line = lines
    .split('\n')
    .flatMap(text => (text.trim() === '' ? [] : (SubscriptionLine.safeParse(JSON.parse(text)).data ?? [])))
    .find(subscription => subscription.subscriptionId === subscriptionId);
  const addon = line?.addons.find(({ productOfferingId }) => productOfferingId === addonOfferingId);
  if (!addon) throw new Error(`The demo data has no add-on ${addonOfferingId}.`);
  const subscriptionAddonId = `demo-addon-${randomUUID()}`;
  return JSON.stringify({ ...line, addons: [{ ...addon, subscriptionAddonId, addedAt }] });
}

/** What does not go in is told; the server is of use without it. */
async function load(lines: string, ports: Ports): Promise<void> {
  await importLines(() => [Buffer.from(lines)], ports, {
    onProblem: ({ line, field, reason }) => console.error(`Demo data, line ${line}: ${field} ${reason}.`),
  });
}
