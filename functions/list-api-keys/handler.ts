import { createHandler } from '../../lib/http/create-handler.ts';
import { getEnvironment } from '../../lib/http/environment.ts';
import { endpoint } from './endpoint.ts';
import { listApiKeys } from './operation.ts';

export const handler = createHandler(endpoint, listApiKeys, getEnvironment());
