import { environment } from '../../lib/environment.ts';
import { createHandler } from '../../lib/middleware/handler.ts';
import { endpoint } from './endpoint.ts';
import { listLicenses } from './operation.ts';

export const handler = createHandler(endpoint, listLicenses, environment());
