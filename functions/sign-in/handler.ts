import { createSignInHandler } from '../../lib/http/create-sign-in-handler.ts';
import { getEnvironment } from '../../lib/http/environment.ts';
import { endpoint } from './endpoint.ts';

export const handler = createSignInHandler(endpoint, getEnvironment());
