import { createHandler } from '../../lib/http/create-handler.ts';
import { getEnvironment } from '../../lib/http/environment.ts';
import { endpoint } from './endpoint.ts';
import { updateWebhook } from './operation.ts';

export const handler = createHandler(endpoint, updateWebhook, getEnvironment());
