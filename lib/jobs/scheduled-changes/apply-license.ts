import { formatItemKey } from '../../dynamodb/item.ts';
import { licenseRef } from '../../dynamodb/items/license.ts';
import type { DueLicense } from './due-index-entry.ts';
import { countSkipped, executePlan, planOrQuarantine } from './execute-plan.ts';
import type { JobRun } from './job-run.ts';
import { planLicenseChange } from './plan-changes.ts';
import { readForEntries } from './read-entries.ts';

/** Reads the licenses of a page together, from the table and not from the index, and applies each on its own. */
export async function applyDueLicenses(dueLicenses: DueLicense[], run: JobRun): Promise<void> {
  const entries = dueLicenses.map(({ entry }) => entry);
  const snapshot = await run.limitConcurrency(() => readForEntries(entries, { items: entries, collections: [] }, run));
  if (!snapshot) return;
  await Promise.all(
    dueLicenses.map(async ({ tenantId, licenseId, entry }) => {
      const item = snapshot.items.get(formatItemKey(entry));
      if (!item) return countSkipped(1, run);
      const dueItems = [{ entry, item }];
      const ref = licenseRef(tenantId, licenseId);
      await run.limitConcurrency(async () => {
        const plan = await planOrQuarantine(
          dueItems,
          () => planLicenseChange({ itemKey: ref, item, facts: ref.parse(item) }, run.now),
          run,
        );
        if (plan) await executePlan(dueItems, plan, run);
      });
    }),
  );
}
