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
import { demoIds } from './demo-file.ts';
import { portsOf } from './ports.ts';

const file = join(import.meta.dirname, 'demo.ndjson');

/** What of the demo subscription's line is looked at. */
const SubscriptionLine = z.looseObject({
  kind: z.literal('subscription'),
  subscriptionId: z.literal(demoIds.subscriptionId),
  addons: z.array(z.looseObject({ productOfferingId: z.string() })),
});

/** Imports the demo data, and adds the demo add-on anew if it has ended: a try must find something to cancel. */
export async function prepareDemo(store: KeyStore): Promise<void> {
  const ports = portsOf(store);
  const lines = readFileSync(file, 'utf8');
  await load(lines, ports);

  const { tenantId, subscriptionId, addonOfferingId } = demoIds;
  const addon = await findItem(store, addonRef(tenantId, subscriptionId, addonOfferingId));
  if (addon && isLive(addon, toInstant(ports.now()))) return;
  await load(lineWithNewAddon(lines, toInstant(ports.now())), ports);
}

function lineWithNewAddon(lines: string, addedAt: string): string {
  const line = lines
    .split('\n')
    .flatMap(text => (text.trim() === '' ? [] : (SubscriptionLine.safeParse(JSON.parse(text)).data ?? [])))[0];
  const addon = line?.addons.find(({ productOfferingId }) => productOfferingId === demoIds.addonOfferingId);
  if (!addon) throw new Error(`${file} has no add-on ${demoIds.addonOfferingId}.`);
  const subscriptionAddonId = `demo-addon-${randomUUID()}`;
  return JSON.stringify({ ...line, addons: [{ ...addon, subscriptionAddonId, addedAt }] });
}

/** What does not go in is told; the server is of use without it. */
async function load(lines: string, ports: Ports): Promise<void> {
  await importLines(() => [Buffer.from(lines)], ports, {
    onProblem: ({ line, field, reason }) => console.error(`Demo data, line ${line}: ${field} ${reason}.`),
  });
}
