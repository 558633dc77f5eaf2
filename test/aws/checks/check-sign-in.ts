import { signInTenant } from '../deployment/project.ts';
import { type CheckCounts, expectEqual, runNamedChecks } from '../named-checks.ts';
import type { OwnerSession } from './owner-session.ts';

/** Accepts the invitation of the person who is signed in, and calls the API with the session. @returns the counts */
export function checkSignIn({ email, idToken, call, signInPerson }: OwnerSession, url: string): Promise<CheckCounts> {
  return runNamedChecks('sign-in', [
    [
      'a sign-in accepts the invitation to the verified e-mail address',
      async () => {
        const { tenants } = await call('/portal/sign-in', 200, { body: { idToken } });
        expectEqual(tenants, [{ tenantId: signInTenant, role: 'OWNER' }]);
      },
    ],
    [
      'a portal session names its user',
      async () => expectEqual((await call('/portal/session', 200)).user.email, email),
    ],
    ["a portal session may call the API's own endpoints", async () => void (await call('/licenses', 200))],
    [
      'a person without an invitation gets 401',
      async () => {
        const { accessToken } = await signInPerson('nobody@example.com');
        await call('/portal/session', 401, { accessToken });
      },
    ],
    ['the pages are served', async () => void expectEqual((await fetch(`${url}/portal`)).status, 200)],
  ]);
}
