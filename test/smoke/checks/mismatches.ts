import type { CheckGroup } from '../check.ts';
import { expectHas } from '../expect.ts';
import { newLicense } from '../new-license.ts';
import { inDays } from '../today.ts';

const mismatch = 'idempotency_key_mismatch';

/** Another request under a key that was used. */
export const mismatchChecks: CheckGroup = {
  name: 'Use a key for another request',
  checks: [
    {
      name: 'refuses another body, be it by white space alone',
      async run({ api }) {
        const { call } = await api.succeeds('createLicense', { body: newLicense });
        const key = call.key ?? null;
        await api.fails('createLicense', mismatch, { body: { ...newLicense, scheduledAt: inDays(40) }, key });
        await api.fails('createLicense', mismatch, { body: JSON.stringify(newLicense, null, 1), key });
        await api.fails('createLicense', mismatch, { body: '{', key });
        await api.fails('createLicense', mismatch, { key });
      },
    },
    {
      name: 'refuses another path and another operation, and nothing happens',
      async run({ api }) {
        const one = await api.succeeds('createLicense', { body: newLicense });
        const other = await api.succeeds('createLicense', { body: newLicense });
        const body = { scheduledAt: inDays(40) };
        const path = { licenseId: one.value.licenseId };
        const { call } = await api.succeeds('cancelLicense', { path, body });
        const otherPath = { licenseId: other.value.licenseId };
        await api.fails('cancelLicense', mismatch, { path: otherPath, body, key: call.key ?? null });
        await api.fails('cancelLicense', mismatch, { path: otherPath, body, key: other.call.key ?? null });
        expectHas(await api.succeeds('getLicense', { path: otherPath }), other.value);
      },
    },
  ],
};
