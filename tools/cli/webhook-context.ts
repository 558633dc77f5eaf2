import type { Effects } from '../../lib/contract/effects.ts';
import { createWebhookEffects } from '../../lib/jobs/webhooks/webhook-effects.ts';
import type { WebhookQueue } from '../../lib/jobs/webhooks/webhook-queue.ts';
import { UserError } from '../../lib/user-error.ts';
import { parseTarget } from '../local/dynamodb-target.ts';
import { createLocalWebhookQueue } from '../local/local-messaging.ts';
import { openToolStore, type StoreLocation, type ToolStore } from './tool-store.ts';

/** The tables with the endpoints, and what the commands do outside of them. */
export interface WebhookContext extends ToolStore {
  /** Opens the queue on first use. */
  queue(): Promise<WebhookQueue>;
  effects: Effects;
}

/** Opens a deployed stage, if one is given, or this machine. @throws UserError */
export async function openWebhookContext({
  stage,
  environment = process.env,
}: StoreLocation = {}): Promise<WebhookContext> {
  const isLocal = stage === undefined && parseTarget(environment).kind === 'local';
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
  return { ...store, queue, effects: createWebhookEffects({ policy: { allowLoopback: isLocal }, openQueue: queue }) };
}
