import type { MiddlewareObj } from '@middy/core';
import { headerValues, type ReceivedEvent } from './received.ts';
import { refusedHeader } from './request-refused.ts';

const form = /^[\x21-\x7e]{1,256}$/;

/** `X-Idempotency-Key`, also known as `Idempotency-Key`. For commands only: a read ignores it. */
export const idempotencyKey = (): MiddlewareObj<ReceivedEvent> => ({
  before({ event }) {
    const own = headerValues(event, 'x-idempotency-key');
    const other = headerValues(event, 'idempotency-key');
    if (own.length > 1) throw refusedHeader('X-Idempotency-Key', 'must be sent once');
    if (other.length > 1) throw refusedHeader('Idempotency-Key', 'must be sent once');
    const key = own[0] ?? other[0];
    if (key === undefined) return;
    if (other[0] !== undefined && other[0] !== key) {
      throw refusedHeader('Idempotency-Key', 'differs from X-Idempotency-Key; send one of them');
    }
    if (!form.test(key)) {
      const name = own.length > 0 ? 'X-Idempotency-Key' : 'Idempotency-Key';
      throw refusedHeader(name, 'must be 1 to 256 visible ASCII characters without spaces');
    }
    event.received.idempotencyKey = key;
  },
});
