import { type ResolveHost, resolveHost } from '../../lib/jobs/webhooks/dns-lookup.ts';
import { createHttpPost, type PostMessage } from '../../lib/jobs/webhooks/post.ts';
import {
  extractHost,
  findUrlProblem,
  isConnectionAllowed,
  type UrlPolicy,
  type UrlProblem,
} from '../../lib/jobs/webhooks/url-policy.ts';
import type { WebhookQueue } from '../../lib/jobs/webhooks/webhook-queue.ts';
import { UserError } from '../../lib/user-error.ts';
import { parseTarget } from '../local/dynamodb-target.ts';
import { createLocalWebhookQueue } from '../local/local-messaging.ts';
import { openToolStore, type StoreLocation, type ToolStore } from './tool-store.ts';

/** The tables with the endpoints, and the addresses that endpoints may have. */
export interface WebhookContext extends ToolStore {
  /** Opens the queue on first use. */
  queue(): Promise<WebhookQueue>;
  rules: UrlPolicy;
  resolve: ResolveHost;
  post: PostMessage;
}

/** Opens a deployed stage, if one is given, or this machine. @throws UserError */
export async function openWebhookContext({
  stage,
  environment = process.env,
}: StoreLocation = {}): Promise<WebhookContext> {
  const isLocal = stage === undefined && parseTarget(environment).kind === 'local';
  const rules = { allowLoopback: isLocal };
  const store = await openToolStore({ stage, environment });
  const queue = async (): Promise<WebhookQueue> => {
    if (isLocal) return createLocalWebhookQueue(store);
    if (stage === undefined)
      throw new UserError(
        'No job delivers webhooks for a database at AWS_ENDPOINT_URL_DYNAMODB: pass the stage with --stage.',
      );
    const { openStageWebhookQueue: stageWebhookQueue } = await import('./stage-webhook-queue.ts');
    return stageWebhookQueue(stage);
  };
  return { ...store, queue, rules, resolve: resolveHost, post: createHttpPost({ policy: rules, keepBody: true }) };
}

/** Checks a URL and the addresses that its host name currently resolves to. Every delivery checks them again. */
export async function checkWebhookUrl(
  text: string,
  { rules, resolve }: Pick<WebhookContext, 'rules' | 'resolve'>,
): Promise<UrlProblem | 'name_unknown' | undefined> {
  const problem = findUrlProblem(text, rules);
  if (problem !== undefined) return problem;
  const url = new URL(text);
  const host = extractHost(url);
  if (isConnectionAllowed(host, url.protocol, rules)) return undefined;
  const addresses = await resolve(host).catch(() => []);
  if (addresses.length === 0) return 'name_unknown';
  return addresses.every(address => isConnectionAllowed(address, url.protocol, rules)) ? undefined : 'address_refused';
}
