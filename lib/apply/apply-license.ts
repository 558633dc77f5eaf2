import { licenseRef } from '../store/entity.ts';
import { locate } from '../store/item.ts';
import { carryOut, passOver, planOrPark } from './carry-out.ts';
import type { LicenseWork } from './entry.ts';
import { planLicense } from './plan.ts';
import { readFor } from './read-for.ts';
import type { Run } from './run.ts';

/** Reads the licenses of a page in one go, as they are and not as the index has them, and puts each in force by itself. */
export async function applyLicenses(works: LicenseWork[], run: Run): Promise<void> {
  const entries = works.map(({ entry }) => entry);
  const snapshot = await run.atOnce(() => readFor(entries, { items: entries, collections: [] }, run));
  if (!snapshot) return;
  await Promise.all(
    works.map(async ({ tenantId, licenseId, entry }) => {
      const item = snapshot.items.get(locate(entry));
      if (!item) return passOver(1, run);
      const found = [{ entry, item }];
      const ref = licenseRef(tenantId, licenseId);
      await run.atOnce(async () => {
        const plan = await planOrPark(
          found,
          () => planLicense({ at: ref, item, facts: ref.parse(item) }, run.now),
          run,
        );
        if (plan) await carryOut(found, plan, run);
      });
    }),
  );
}
