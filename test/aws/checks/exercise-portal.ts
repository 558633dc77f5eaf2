import type { ConnectClient } from '../../../client/src/connect-client.ts';
import type { WebhookDelivery } from '../../../lib/contract/webhook.ts';
import { expectEqual, type NamedCheck } from '../named-checks.ts';
import { pollUntil } from '../poll-until.ts';
import { createFixtureLicense } from './create-fixture-license.ts';
import type { OwnerSession } from './owner-session.ts';
import { eventTimeoutMs, type TlsReceiver } from './tls-receiver.ts';

interface PortalClients {
  portal: OwnerSession;
  connect: ConnectClient;
  receiver: TlsReceiver;
}

/** Checks of the portal's endpoints. They need a webhook endpoint of the tenant that has accepted an event. */
export const listPortalChecks = ({ portal, connect, receiver }: PortalClients): NamedCheck[] => [
  ['the portal creates, changes, rotates and revokes API keys', () => manageApiKeys(portal)],
  ['the portal adds, changes, rotates and removes webhook endpoints', () => manageWebhooks(portal, receiver)],
  ['an endpoint that responds with 410 Gone is disabled', () => disableGoneWebhook(portal, { connect, receiver })],
  ['the portal invites, changes and removes users', () => manageUsers(portal)],
  ['the portal sends a delivered event again', () => replayDelivery(portal, receiver)],
  ['the portal finds a request by its ID, and lists the latest events', () => findRequest(portal, connect)],
  [
    'the portal lists users, API keys and the audit log',
    async () => {
      for (const path of ['users', 'api-keys', 'audit-log']) await portal.call(`/portal/${path}`, 200);
    },
  ],
];

async function manageApiKeys({ call }: OwnerSession): Promise<void> {
  const { apiKey } = await call('/portal/api-keys', 200, { body: { scopes: ['licenses:read'] } });
  const path = `/portal/api-keys/${apiKey.keyId}`;
  const rotate = async () => (await call(`${path}/rotate`, 200, { body: {} })).apiKey.keyId;
  await call(path, 200, { method: 'PUT', body: { name: 'till' } });
  await call(`${path}/rotate/cancel`, 200, { body: { newKeyId: await rotate() } });
  await call(`${path}/rotate/confirm`, 200, { body: { newKeyId: await rotate(), overlapHours: 1 } });
  await call(`${path}/revoke`, 200, { body: {} });
}

async function manageWebhooks({ call }: OwnerSession, receiver: TlsReceiver): Promise<void> {
  const { webhook } = await call('/portal/webhooks', 200, { body: { url: `${receiver.url}/other` } });
  const path = `/portal/webhooks/${webhook.endpointId}`;
  const rotate = async () => (await call(`${path}/rotate-secret`, 200, { body: {} })).secretId;
  await call(path, 200, { method: 'PUT', body: { name: 'till' } });
  await call(`${path}/rotate-secret/cancel`, 200, { body: { newSecretId: await rotate() } });
  await call(`${path}/rotate-secret/confirm`, 200, { body: { newSecretId: await rotate(), overlapHours: 1 } });
  await call(`${path}/deliveries?state=DEAD`, 200);
  await call(`${path}/remove`, 200, { body: {} });
}

async function disableGoneWebhook(
  { call }: OwnerSession,
  { connect, receiver }: Omit<PortalClients, 'portal'>,
): Promise<void> {
  const { webhook } = await call('/portal/webhooks', 200, { body: { url: receiver.goneUrl } });
  const { endpointId } = webhook;
  await createFixtureLicense(connect);
  const findDisabled = async () => {
    const { items }: { items: { endpointId: string; disabled?: { reason: string } }[] } = await call(
      '/portal/webhooks',
      200,
    );
    return items.find(item => item.endpointId === endpointId)?.disabled;
  };
  const describeProblem = () => 'The endpoint is not disabled.';
  expectEqual((await pollUntil(findDisabled, { ...eventPolling, describeProblem })).reason, 'GONE');
}

const eventPolling = { timeoutMs: eventTimeoutMs, intervalMs: 200 };

async function manageUsers({ call, signInPerson }: OwnerSession): Promise<void> {
  const invite = (email: string) => call('/portal/invitations', 200, { body: { email, role: 'OWNER' } });
  await invite('first@example.com');
  await call('/portal/invitations/cancel', 200, { body: { email: 'first@example.com' } });
  await invite('second@example.com');
  const { accessToken, idToken } = await signInPerson('second@example.com');
  await call('/portal/sign-in', 200, { body: { idToken }, accessToken });
  const { user } = await call('/portal/session', 200, { accessToken });
  const path = `/portal/users/${user.userId}`;
  for (const role of ['VIEWER', 'OWNER']) await call(path, 200, { method: 'PUT', body: { role } });
  await call(`${path}/remove`, 200, { body: {} });
}

async function replayDelivery({ call }: OwnerSession, { url }: TlsReceiver): Promise<void> {
  const { items }: { items: { endpointId: string; url: string }[] } = await call('/portal/webhooks', 200);
  const path = `/portal/webhooks/${items.find(item => item.url === url)?.endpointId}`;
  const listDeliveries = async (): Promise<WebhookDelivery[]> => (await call(`${path}/deliveries`, 200)).items;
  const { eventId } = (await listDeliveries()).find(({ state }) => state === 'DELIVERED') ?? {};
  if (eventId === undefined) throw new Error('The endpoint has no delivered event.');
  expectEqual((await call(`${path}/replay`, 200, { body: { eventIds: [eventId] } })).replayed, [eventId]);
  const isDeliveredAgain = async () =>
    (await listDeliveries()).some(
      delivery =>
        delivery.eventId === eventId && delivery.attempts.some(({ replay, status }) => replay > 0 && status === 204),
    );
  const describeProblem = () => `The event ${eventId} was not delivered again.`;
  await pollUntil(isDeliveredAgain, { ...eventPolling, describeProblem });
}

async function findRequest({ call }: OwnerSession, connect: ConnectClient): Promise<void> {
  const { license, requestId } = await createFixtureLicense(connect);
  const hasEvent = async () => {
    const { items } = await call(`/portal/latest-events?resourceId=${license.licenseId}`, 200);
    return items.length > 0;
  };
  const describeProblem = () => `No event of ${license.licenseId} is in the feed.`;
  await pollUntil(hasEvent, { ...eventPolling, describeProblem });
  await call('/portal/latest-events', 200);
  expectEqual((await call(`/portal/requests/${requestId}`, 200)).operation, 'createLicense');
}
