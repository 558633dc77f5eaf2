import { createHandler } from '../../lib/http/create-handler.ts';
import { getEnvironment } from '../../lib/http/environment.ts';
import { createWebhookEffects, deployedPolicy } from '../../lib/jobs/webhooks/webhook-effects.ts';
import { endpoint } from './endpoint.ts';
import { testWebhook } from './operation.ts';

const environment = getEnvironment();
// The local server has set its own.
environment.effects ??= createWebhookEffects({ policy: deployedPolicy });
export const handler = createHandler(endpoint, testWebhook, environment);
