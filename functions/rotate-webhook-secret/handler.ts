import { createHandler } from '../../lib/http/create-handler.ts';
import { getEnvironment } from '../../lib/http/environment.ts';
import { endpoint } from './endpoint.ts';
import { rotateWebhookSecret } from './operation.ts';

export const handler = createHandler(endpoint, rotateWebhookSecret, getEnvironment());
