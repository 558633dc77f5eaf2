import { addMonths } from '../../../lib/domain/calendar.ts';
import type { Api } from '../api.ts';
import type { CheckGroup } from '../check.ts';
import { expectHas, expectPresent } from '../expect.ts';
import { newBoundLicense, newLicense } from '../new-license.ts';
import { inDays } from '../today.ts';

/** The path of a license that was made for one check. */
async function made(api: Api, body: object = newLicense): Promise<{ licenseId: string }> {
  const { licenseId } = (await api.succeeds('createLicense', { body })).value;
  return { licenseId };
}

const endingOn = (scheduledAt: string) => {
  const change = { status: 'CANCELLED', scheduledAt } as const;
  return { pendingStatus: change, scheduledChanges: [change], cancelledAt: undefined };
};

/** `POST /licenses/{licenseId}/cancel` */
export const cancelLicenseChecks: CheckGroup = {
  name: 'Cancel a license',
  checks: [
    {
      name: 'ends it at once without a date and without a body',
      async run({ api }) {
        const path = await made(api);
        const ended = await api.succeeds('cancelLicense', { path });
        expectHas(ended, { status: 'CANCELLED', pendingStatus: undefined, scheduledChanges: [] });
        expectPresent('cancelledAt', ended.value.cancelledAt, ended);
        expectHas(await api.succeeds('getLicense', { path }), ended.value);
      },
    },
    {
      name: 'ends it on a date to come, and another cancel moves the end',
      async run({ api }) {
        const path = await made(api);
        for (const days of [40, 90, 20]) {
          const scheduledAt = inDays(days);
          const scheduled = await api.succeeds('cancelLicense', { path, body: { scheduledAt } });
          expectHas(scheduled, { status: 'ACTIVE', ...endingOn(scheduledAt) });
        }
        expectHas(await api.succeeds('getLicense', { path }), endingOn(inDays(20)));
        expectHas(await api.succeeds('cancelLicense', { path }), { status: 'CANCELLED', scheduledChanges: [] });
      },
    },
    {
      name: 'ends a bound one at its first renewal after the bound months, at once on the date of today',
      async run({ api, today }) {
        const path = await made(api, newBoundLicense);
        const scheduled = await api.succeeds('cancelLicense', { path });
        expectHas(scheduled, { status: 'ACTIVE', ...endingOn(addMonths(await today(), 3)) });
        const ended = await api.succeeds('cancelLicense', { path, body: { scheduledAt: await today() } });
        expectHas(ended, { status: 'CANCELLED', scheduledChanges: [] });
      },
    },
    {
      name: 'ends a pending one at once, or leaves its activation when the end lies after it',
      async run({ api }) {
        const path = await made(api, { ...newBoundLicense, scheduledAt: inDays(40) });
        const start = { status: 'ACTIVE', scheduledAt: inDays(40) } as const;
        const end = { status: 'CANCELLED', scheduledAt: inDays(80) } as const;
        const after = await api.succeeds('cancelLicense', { path, body: { scheduledAt: inDays(80) } });
        expectHas(after, { status: 'PENDING', pendingStatus: start, scheduledChanges: [start, end] });
        const before = await api.succeeds('cancelLicense', { path, body: { scheduledAt: inDays(20) } });
        expectHas(before, { status: 'PENDING', ...endingOn(inDays(20)) });
        const ended = await api.succeeds('cancelLicense', { path });
        expectHas(ended, { status: 'CANCELLED', activatedAt: undefined, scheduledChanges: [] });
      },
    },
    {
      name: 'merges metadata key by key, and null removes one',
      async run({ api }) {
        const path = await made(api, { ...newLicense, metadata: { a: 1, b: 'two' } });
        const merged = await api.succeeds('cancelLicense', { path, body: { metadata: { b: null, c: [3] } } });
        expectHas(merged, { status: 'CANCELLED', metadata: { a: 1, c: [3] } });
      },
    },
    {
      name: 'rejects what has ended and what is not there',
      async run({ api }) {
        const path = await made(api);
        await api.succeeds('cancelLicense', { path });
        await api.fails('cancelLicense', 'license_already_cancelled', { path });
        await api.fails('cancelLicense', 'license_not_found', { path: { licenseId: 'check-no-such' } });
      },
    },
  ],
};
