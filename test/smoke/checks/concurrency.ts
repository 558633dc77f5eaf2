import { randomUUID } from 'node:crypto';
import type { CheckGroup } from '../check.ts';
import { expectThat } from '../expect.ts';
import { newLicense } from '../new-license.ts';
import { inDays } from '../today.ts';
import { expectSame } from '../unmet.ts';

const ten = Array.from({ length: 10 }, (_, index) => index);

/** Calls at once. */
export const concurrencyChecks: CheckGroup = {
  name: 'Ten calls at once',
  checks: [
    {
      name: 'equal ones on one key make one license, and all get its answer',
      async run({ api }) {
        const key = `check-${randomUUID()}`;
        const answers = await Promise.all(ten.map(() => api.call('createLicense', { body: newLicense, key })));
        const [first] = answers;
        for (const { told, status, bytes, json } of answers) {
          expectSame('status', status, 201, told);
          const same = first?.bytes.equals(bytes) ?? false;
          expectThat(same, `the same bytes as the others, ${first?.bytes}`, json, { told });
        }
        const originals = answers.filter(({ headers }) => headers.get('idempotent-replayed') === null);
        const repeated = answers.some(({ attempts }) => attempts > 1);
        const extra = originals[1] ?? answers[0];
        const right = originals.length === 1 || (repeated && originals.length === 0);
        if (extra) expectThat(right, 'one answer without Idempotent-Replayed', `${originals.length} of them`, extra);
      },
    },
    {
      name: 'different ones on one key make one license and nine mismatches',
      async run({ api }) {
        const key = `check-${randomUUID()}`;
        const answers = await Promise.all(
          ten.map(number => api.call('createLicense', { body: { ...newLicense, metadata: { number } }, key })),
        );
        const made = answers.filter(({ status }) => status === 201);
        const codes = answers.flatMap(answer => ('error' in answer ? [answer.error.code] : []));
        const told = (made[1] ?? answers[0])?.told;
        expectSame('licenses', made.length, 1, told);
        expectSame('errors', codes, Array(9).fill('idempotency_key_mismatch'), told);
      },
    },
    {
      name: 'on one license, each with a key of its own, are all done one after the other',
      async run({ api }) {
        const { licenseId } = (await api.succeeds('createLicense', { body: newLicense })).value;
        const path = { licenseId };
        const dates = ten.slice(0, 4).map(number => inDays(40 + number));
        await Promise.all(dates.map(scheduledAt => api.succeeds('cancelLicense', { path, body: { scheduledAt } })));
        const read = await api.succeeds('getLicense', { path });
        const { scheduledChanges } = read.value;
        const right = scheduledChanges.length === 1 && dates.includes(scheduledChanges[0]?.scheduledAt ?? '');
        expectThat(right, `one end, on one of ${dates.join(', ')}`, scheduledChanges, read);
      },
    },
  ],
};
