import type { MiddlewareObj } from '@middy/core';
import { parseApiKey } from '../auth/api-key.ts';
import { type RequestEvent, readHeaderValues } from './request-context.ts';
import { createHeaderError, RequestError } from './request-error.ts';

/** Checks the format and checksum of `X-API-Key`. The key itself is verified later, with the first read. */
export const requireApiKey = (): MiddlewareObj<RequestEvent> => ({
  before({ event }) {
    const values = readHeaderValues(event, 'x-api-key');
    if (values.length > 1) throw createHeaderError('X-API-Key', 'must be sent only once');
    const presented = parseApiKey(values[0] ?? '');
    if (!presented) throw new RequestError('UNAUTHORIZED');
    event.apiContext.apiKey = presented;
  },
});
