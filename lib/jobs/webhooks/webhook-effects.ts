import type { Effects } from '../../contract/effects.ts';
import type { DeliveryMessage } from './delivery-message.ts';
import { type ResolveHost, resolveHost } from './dns-lookup.ts';
import { createHttpPost, type PostMessage } from './post.ts';
import { extractHost, findUrlProblem, isConnectionAllowed, type UrlPolicy, type UrlProblem } from './url-policy.ts';
import type { WebhookQueue } from './webhook-queue.ts';

/** The means of {@link Effects}. */
interface WebhookMeans {
  policy: UrlPolicy;
  /** Opens the queue on first use. Absent for a function that sends nothing to it. */
  openQueue?(): Promise<WebhookQueue>;
  resolve?: ResolveHost;
  post?: PostMessage;
}

/** Shorter than a delivery may take, so that a test message ends before the deadline of its request. */
const testTimeoutMs = 5000;

/** Creates the effects of the operations on webhooks. */
export function createWebhookEffects({
  policy,
  openQueue = rejectQueue,
  resolve = resolveHost,
  post = createHttpPost({ policy, keepBody: true, timeoutMs: testTimeoutMs }),
}: WebhookMeans): Effects {
  return {
    async findUrlProblem(url) {
      const problem = await checkWebhookUrl(url, policy, resolve);
      return problem && urlProblemTexts[problem];
    },
    postMessage: (url, headers, payload) => post(url, headers, payload),
    queueDeliveries: async messages => (await openQueue()).send(messages as DeliveryMessage[]),
  };
}

const rejectQueue = (): never => {
  throw new Error('This function has no access to the webhook queue.');
};

/** The addresses that a deployed function may send to. */
export const deployedPolicy: UrlPolicy = { allowLoopback: false };

/** Checks a URL and the addresses that its host name resolves to now. Every delivery checks them again. */
export async function checkWebhookUrl(
  text: string,
  policy: UrlPolicy,
  resolve: ResolveHost,
): Promise<UrlProblem | 'name_unknown' | undefined> {
  const problem = findUrlProblem(text, policy);
  if (problem !== undefined) return problem;
  const url = new URL(text);
  const host = extractHost(url);
  if (isConnectionAllowed(host, url.protocol, policy)) return undefined;
  const addresses = await resolve(host).catch(() => []);
  if (addresses.length === 0) return 'name_unknown';
  return addresses.every(address => isConnectionAllowed(address, url.protocol, policy)) ? undefined : 'address_refused';
}

/** The problems of a URL, and the remedies. */
const urlProblemTexts: Record<UrlProblem | 'name_unknown', string> = {
  url_malformed: 'must be a URL like https://example.com/hooks, in ASCII',
  url_too_long: 'must have at most 2048 characters',
  url_not_https: 'must begin with https:// (a server on this machine may also call http:// addresses of this machine)',
  url_has_credentials: 'must not contain a user name or password: the signature identifies the sender',
  url_has_fragment: 'must not have a fragment (#…): it would not be sent',
  url_port_refused: 'must have the port 443 or one from 1024 on',
  address_refused: 'must lead to a public address (its address is private, loopback, link-local or similar)',
  name_unknown: 'has a host name that cannot be resolved: DNS has no address for it',
};
