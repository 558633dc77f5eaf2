import { expect } from 'vitest';
import type { SmokeClient } from './smoke-client.ts';
import { findTenantToday } from './tenant-today.ts';

/** Cancels every license that a check created; with the date of today if the terms of the offering keep it active otherwise. */
export async function cancelCreatedLicenses(client: SmokeClient): Promise<void> {
  for (const licenseId of client.createdLicenses) {
    const path = { licenseId };
    let { status, json } = await client.send('cancelLicense', { path });
    if (client.createdLicenses.has(licenseId) && status === 200) {
      const body = { scheduledAt: await findTenantToday(client) };
      ({ status, json } = await client.send('cancelLicense', { path, body }));
    }
    const { code } = (json ?? {}) as { code?: unknown };
    if (code !== 'license_already_cancelled') {
      const isCancelled = !client.createdLicenses.has(licenseId);
      expect({ isCancelled, status }, `cancelling the license ${licenseId} of this check`).toEqual({
        isCancelled: true,
        status: 200,
      });
    }
  }
}
