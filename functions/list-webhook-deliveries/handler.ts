import { createHandler } from '../../lib/http/create-handler.ts';
import { getEnvironment } from '../../lib/http/environment.ts';
import { endpoint } from './endpoint.ts';
import { listWebhookDeliveries } from './operation.ts';

export const handler = createHandler(endpoint, listWebhookDeliveries, getEnvironment());
