import { describe, expect, it } from 'vitest';
import { listPortalViolations } from './portal/check-portal.ts';
import { type PortalPlan, type PortalStep, portalOwners } from './portal/portal-plan.ts';
import { type PortalHistory, runPortal } from './portal/run-portal.ts';
import { portalPart } from './portal-part.ts';

it('random histories satisfy I16 and I17', async () => {
  const counts = await portalPart.run({ seed: 1 });
  expect(Object.values(counts).every(count => count > 0)).toBe(true);
});

/* Each test changes one thing in a correct history, and the checker must report a violation. */
describe('the checker reports', () => {
  const send = (command: 'rotate' | 'confirm' | 'create' | 'remove the other owner'): PortalStep => ({
    kind: 'send',
    command,
    owner: portalOwners[0],
    hasIdempotencyKey: true,
    after: 1000,
    skewMs: 0,
    faults: [],
  });
  const plan: PortalPlan = {
    seed: 1,
    steps: [send('rotate'), send('confirm'), send('create'), send('remove the other owner')],
  };
  const withoutAudit = ({ transactions }: PortalHistory) =>
    transactions.map(({ at, changes }) => ({ at, changes: changes.filter(({ table }) => table !== 'audit') }));

  it('no violation in a correct history', async () => {
    const history = await runPortal(plan);
    expect(listPortalViolations(history)).toEqual([]);
    expect(history.shown).toHaveLength(3);
  });

  it.each<[string, RegExp, (history: PortalHistory) => Partial<PortalHistory>]>([
    ['a change without an audit item', /I16: a change/, history => ({ transactions: withoutAudit(history) })],
    [
      'an audit item without a change',
      /I16: the audit item/,
      ({ transactions }) => ({
        transactions: transactions.map(({ at, changes }) => ({
          at,
          changes: changes.filter(({ table }) => table === 'audit'),
        })),
      }),
    ],
    [
      'an API key that was shown and does not exist',
      /never worked/,
      ({ stored }) => ({ stored: { ...stored, apiKeys: stored.apiKeys.slice(0, 1) } }),
    ],
    [
      'that no API key works, because the new one was never shown',
      /no API key works/,
      ({ shown }) => ({ shown: shown.slice(0, 1) }),
    ],
    [
      'that no owner is left',
      /no owner/,
      ({ initial }) => ({
        initial: { ...initial, users: initial.users.filter(({ userId }) => userId === portalOwners[1]) },
      }),
    ],
    [
      'two responses to one request',
      /I2: key/,
      ({ attempts }) => ({
        attempts: attempts.map((attempt, index) =>
          index === 0 && attempt.response
            ? { ...attempt, response: { ...attempt.response, body: '{"other":1}' } }
            : attempt,
        ),
      }),
    ],
    [
      'a secret that was shown twice',
      /shown 2 times/,
      ({ attempts }) => ({
        attempts: attempts.map(attempt => ({ ...attempt, response: attempts[0]?.response ?? fail() })),
      }),
    ],
    [
      'a request without a response',
      /I7/,
      ({ attempts }) => ({ attempts: attempts.filter(({ isUndisturbed }) => !isUndisturbed) }),
    ],
  ])('%s', async (_, sentence, change) => {
    const history = await runPortal(plan);
    expect(listPortalViolations({ ...history, ...change(history) }).join('\n')).toMatch(sentence);
  });
});

const fail = (): never => {
  throw new Error('There is no response.');
};
