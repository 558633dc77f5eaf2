import type { MiddlewareObj } from '@middy/core';
import { parseApiKey } from '../auth/api-key.ts';
import { type RequestEvent, readHeaderValues } from './request-context.ts';
import { createHeaderError, RequestError } from './request-error.ts';

/** Form and checksum of `X-API-Key`; whether the key is good is read later, together with everything else. */
export const requireApiKey = (): MiddlewareObj<RequestEvent> => ({
  before({ event }) {
    const values = readHeaderValues(event, 'x-api-key');
    if (values.length > 1) throw createHeaderError('X-API-Key', 'must be sent once');
    const presented = parseApiKey(values[0] ?? '');
    if (!presented) throw new RequestError('UNAUTHORIZED');
    event.apiContext.apiKey = presented;
  },
});
