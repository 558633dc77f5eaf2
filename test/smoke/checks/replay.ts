import { randomUUID } from 'node:crypto';
import type { CheckGroup } from '../check.ts';
import { expectHas, expectThat } from '../expect.ts';
import { newLicense } from '../new-license.ts';
import { inDays } from '../today.ts';

/** The same request under the same idempotency key. */
export const replayChecks: CheckGroup = {
  name: 'Repeat a call',
  checks: [
    {
      name: 'replays the answer of a create byte for byte, also after the license has ended',
      async run({ api }) {
        const first = await api.succeeds('createLicense', { body: newLicense });
        await api.replays(first);
        await api.succeeds('cancelLicense', { path: { licenseId: first.value.licenseId } });
        await api.replays(first);
      },
    },
    {
      name: 'replays the answer of a cancel, also after the end was moved',
      async run({ api }) {
        const { licenseId } = (await api.succeeds('createLicense', { body: newLicense })).value;
        const path = { licenseId };
        const first = await api.succeeds('cancelLicense', { path, body: { scheduledAt: inDays(40) } });
        await api.succeeds('cancelLicense', { path, body: { scheduledAt: inDays(60) } });
        await api.replays(first);
        const read = await api.succeeds('getLicense', { path });
        expectHas(read, { pendingStatus: { status: 'CANCELLED', scheduledAt: inDays(60) } });
      },
    },
    {
      name: 'knows a key under both names of its header',
      async run({ api }) {
        const first = await api.succeeds('createLicense', { body: newLicense });
        const key = first.call.key ?? '';
        await api.replays(first, { headers: { 'X-Idempotency-Key': null, 'Idempotency-Key': key } });
        await api.replays(first, { headers: { 'Idempotency-Key': key } });
      },
    },
    {
      name: 'keeps a rejection, and says that a new key is needed',
      async run({ api }) {
        const body = { ...newLicense, productOfferingId: 'check-no-such' };
        const first = await api.fails('createLicense', 'product_offering_not_found', { body });
        expectThat(/new key/.test(first.error.hint ?? ''), 'a hint at a new key', first.error.hint, first);
        await api.replays(first);
        await api.fails('createLicense', 'idempotency_key_mismatch', { body: newLicense, key: first.call.key ?? null });
        const { licenseId } = (await api.succeeds('createLicense', { body: newLicense })).value;
        await api.succeeds('cancelLicense', { path: { licenseId } });
        const ended = await api.fails('cancelLicense', 'license_already_cancelled', { path: { licenseId } });
        await api.replays(ended);
      },
    },
    {
      name: 'keeps nothing of what it refused: the key works once the request is right',
      async run({ api }) {
        const key = `check-${randomUUID()}`;
        await api.fails('createLicense', 'VALIDATION_ERROR', { body: { ...newLicense, scheduledat: inDays(40) }, key });
        await api.fails('createLicense', 'MALFORMED_JSON', { body: '{', key });
        await api.fails('createLicense', 'UNAUTHORIZED', { body: newLicense, key, headers: { 'X-API-Key': null } });
        const made = await api.succeeds('createLicense', { body: newLicense, key });
        await api.replays(made);
      },
    },
  ],
};
