import type { ConnectClient } from '../../../client/src/connect-client.ts';
import type { WebhookEvent } from '../../../client/src/webhook-verifier.ts';
import type { WebhookDelivery } from '../../../lib/contract/webhook.ts';
import { type CheckCounts, expectEqual, runNamedChecks } from '../named-checks.ts';
import { pollUntil } from '../poll-until.ts';
import { createFixtureLicense } from './create-fixture-license.ts';
import type { OwnerSession } from './owner-session.ts';
import type { TlsReceiver } from './tls-receiver.ts';

interface WebhookClients {
  portal: OwnerSession;
  connect: ConnectClient;
}

/** Adds a webhook endpoint in the portal, sends commands with an API key, and checks what the endpoint receives. The endpoint stays. */
export async function checkWebhook(receiver: TlsReceiver, { portal, connect }: WebhookClients): Promise<CheckCounts> {
  const { webhook, secret } = await portal.call('/portal/webhooks', 200, { body: { url: receiver.url } });
  receiver.useSecret(secret);
  const path = `/portal/webhooks/${webhook.endpointId}`;
  const post = (action: string, body: object = {}) => portal.call(`${path}/${action}`, 200, { body });
  const expectAttempts = async (event: WebhookEvent, statuses: number[]) => {
    const { attempts } = await waitForDelivery(portal, path, event);
    expectEqual(
      attempts.map(({ status }) => status),
      statuses,
    );
  };
  const { license } = await createFixtureLicense(connect);
  return runNamedChecks('webhook', [
    [
      'an endpoint on this machine or without TLS is refused',
      async () => {
        const urls = [
          `https://127.0.0.1:${receiver.port}/`,
          `https://localhost:${receiver.port}/`,
          toPlainHttp(receiver),
        ];
        for (const url of urls) await portal.call('/portal/webhooks', 400, { body: { url } });
      },
    ],
    ['a test event reaches the endpoint', async () => expectEqual((await post('test')).status, 204)],
    [
      'a new license reaches the endpoint as a signed event, and the portal lists the delivery',
      async () => {
        const { event } = await receiver.waitForAccepted(isLicenseEvent('license.created', license.licenseId));
        expectEqual(event.data, license);
        await expectAttempts(event, [204]);
      },
    ],
    [
      'after a rotation without an overlap, only the new secret signs',
      async () => {
        const { secret: newSecret, secretId } = await post('rotate-secret');
        await post('rotate-secret/confirm', { newSecretId: secretId, overlapHours: 0 });
        expectEqual((await post('test')).status, 401);
        receiver.useSecret(newSecret);
        expectEqual((await post('test')).status, 204);
      },
    ],
    [
      'an event to which the endpoint responds with 500 is sent again',
      async () => {
        const isUpdate = isLicenseEvent('license.updated', license.licenseId);
        receiver.failOnce(isUpdate);
        await updateLicense(connect, license.licenseId);
        const { event, statuses } = await receiver.waitForAccepted(isUpdate);
        expectEqual(statuses, [500, 204]);
        await expectAttempts(event, [500, 204]);
      },
    ],
  ]);
}

/** Returns the filter of the events of one type about one license. */
export const isLicenseEvent =
  (type: WebhookEvent['type'], licenseId: string) =>
  (event: WebhookEvent): boolean =>
    event.type === type && 'licenseId' in event.data && event.data.licenseId === licenseId;

const toPlainHttp = ({ url }: TlsReceiver): string => url.replace('https:', 'http:');

async function updateLicense(connect: ConnectClient, licenseId: string): Promise<void> {
  const call = { params: { path: { licenseId } }, body: { metadata: { updated: true } } };
  const { error } = await connect.PUT('/licenses/{licenseId}', call);
  if (error) throw new Error(`The license was not updated: ${error.code}`);
}

/** Waits for the end of a delivery, which is stored after the response of the endpoint. */
const waitForDelivery = (portal: OwnerSession, path: string, { eventId }: WebhookEvent): Promise<WebhookDelivery> =>
  pollUntil(
    async () => {
      const { items }: { items: WebhookDelivery[] } = await portal.call(`${path}/deliveries`, 200);
      return items.find(item => item.eventId === eventId && item.state === 'DELIVERED');
    },
    { timeoutMs: 10_000, intervalMs: 200, describeProblem: () => `The portal lists no ended delivery of ${eventId}.` },
  );
