import { describe, expect } from 'vitest';
import { smokeFixtures } from '../../tools/local/smoke-fixtures.ts';
import type { CheckedApi } from './checked-api.ts';
import { smokeTest as it } from './smoke-test.ts';
import { dateInDays } from './tenant-today.ts';

const { subscriptionId, extraAddonOfferingId: productOfferingId } = smokeFixtures;
const path = { subscriptionId };
const body = { productOfferingId };

/** Ends the add-on of an earlier run that was interrupted. */
async function endEarlierAddon(api: CheckedApi): Promise<void> {
  const { value } = await api.succeeds('getSubscription', { path });
  const isLive = value.addons.some(({ productOffering }) => productOffering.productOfferingId === productOfferingId);
  if (isLive) await api.succeeds('cancelAddon', { path, body });
}

describe('Add an add-on', () => {
  it('adds it, undoes its scheduled cancellation, and ends it', async ({ api }) => {
    await endEarlierAddon(api);
    const added = await api.succeeds('addAddon', { path, body });
    expect(added.value).toMatchObject({ subscriptionId, status: 'ACTIVE', scheduledChanges: [] });
    await api.fails('addAddon', 'addon_exists', { path, body });

    await api.succeeds('cancelAddon', { path, body: { ...body, scheduledAt: dateInDays(40) } });
    const undone = await api.succeeds('undoAddonCancellation', { path, body });
    const addon = undone.value.addons.find(each => each.subscriptionAddonId === added.value.subscriptionAddonId);
    expect(addon).toMatchObject({ status: 'ACTIVE', scheduledChanges: [] });

    await api.succeeds('cancelAddon', { path, body });
    await api.fails('cancelAddon', 'addon_already_cancelled', { path, body });
  });
});
