import { createPublicHandler } from '../../lib/http/create-public-handler.ts';
import { getEnvironment } from '../../lib/http/environment.ts';
import { endpoint } from './endpoint.ts';
import { createHealthCheck } from './health-check.ts';

const environment = getEnvironment();

export const handler = createPublicHandler(endpoint, createHealthCheck(environment), environment);
