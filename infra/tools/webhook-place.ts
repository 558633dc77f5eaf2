import { type AddressRules, hostOf, mayConnect, type UrlProblem, urlProblem } from '../../lib/webhooks/address.ts';
import { createPost, type Post } from '../../lib/webhooks/post.ts';
import { type Resolve, resolveName } from '../../lib/webhooks/resolve.ts';
import type { WebhookQueue } from '../../lib/webhooks/webhook-queue.ts';
import { targetFrom } from '../local/target.ts';
import { Unusable } from '../local/unusable.ts';
import { localQueue } from '../local/waiting-deliveries.ts';
import { openStore, type Place, type Store } from './store.ts';

/** Where the endpoints of a place are kept, and what of the network they may be. */
export interface WebhookPlace extends Store {
  /** Found when it is needed. */
  queue(): Promise<WebhookQueue>;
  rules: AddressRules;
  resolve: Resolve;
  post: Post;
}

/** A deployed stage, if one is named, or this machine, as for all tools. @throws Unusable */
export async function openWebhookPlace({ stage, environment = process.env }: Place = {}): Promise<WebhookPlace> {
  const isLocal = stage === undefined && targetFrom(environment).kind === 'local';
  const rules = { loopback: isLocal };
  const store = await openStore({ stage, environment });
  const queue = async (): Promise<WebhookQueue> => {
    if (isLocal) return localQueue(store);
    if (stage === undefined) throw new Unusable('Nothing delivers webhooks there; name the stage with --stage.');
    const { stageWebhookQueue } = await import('./webhook-stage-queue.ts');
    return stageWebhookQueue(stage);
  };
  return { ...store, queue, rules, resolve: resolveName, post: createPost({ rules }) };
}

/** Judges an address and, if it has one, where its name leads now. It is judged again with every delivery. */
export async function judgeUrl(
  text: string,
  { rules, resolve }: Pick<WebhookPlace, 'rules' | 'resolve'>,
): Promise<UrlProblem | 'name_unknown' | undefined> {
  const problem = urlProblem(text, rules);
  if (problem !== undefined) return problem;
  const url = new URL(text);
  const host = hostOf(url);
  if (mayConnect(host, url.protocol, rules)) return undefined;
  const addresses = await resolve(host).catch(() => []);
  if (addresses.length === 0) return 'name_unknown';
  return addresses.every(address => mayConnect(address, url.protocol, rules)) ? undefined : 'address_refused';
}
