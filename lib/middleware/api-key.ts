import type { MiddlewareObj } from '@middy/core';
import { readApiKey } from '../auth/api-key.ts';
import { headerValues, type ReceivedEvent } from './received.ts';
import { RequestRefused, refusedHeader } from './request-refused.ts';

/** Form and checksum of `X-API-Key`; whether the key is good is read later, together with everything else. */
export const apiKey = (): MiddlewareObj<ReceivedEvent> => ({
  before({ event }) {
    const values = headerValues(event, 'x-api-key');
    if (values.length > 1) throw refusedHeader('X-API-Key', 'must be sent once');
    const presented = readApiKey(values[0] ?? '');
    if (!presented) throw new RequestRefused('UNAUTHORIZED');
    event.received.apiKey = presented;
  },
});
