import type { MiddlewareObj } from '@middy/core';
import { type RequestEvent, readHeaderValues } from './request-context.ts';
import { createHeaderError } from './request-error.ts';

const idempotencyKeyPattern = /^[\x21-\x7e]{1,256}$/;

/** A quoted string as the IETF draft of `Idempotency-Key` sends it (RFC 8941). */
const quotedPattern = /^"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"$/;

const unquote = (value: string): string => quotedPattern.exec(value)?.[1]?.replace(/\\(["\\])/g, '$1') ?? value;

/** Reads `X-Idempotency-Key` or its alias `Idempotency-Key`. It is used by commands and by the read of a stored response. */
export const readIdempotencyKey = (): MiddlewareObj<RequestEvent> => ({
  before({ event }) {
    const headerKeys = readHeaderValues(event, 'x-idempotency-key');
    const aliasKeys = readHeaderValues(event, 'idempotency-key').map(unquote);
    if (headerKeys.length > 1) throw createHeaderError('X-Idempotency-Key', 'must be sent only once');
    if (aliasKeys.length > 1) throw createHeaderError('Idempotency-Key', 'must be sent only once');
    const idempotencyKey = headerKeys[0] ?? aliasKeys[0];
    if (idempotencyKey === undefined) return;
    if (aliasKeys[0] !== undefined && aliasKeys[0] !== idempotencyKey) {
      throw createHeaderError('Idempotency-Key', 'differs from X-Idempotency-Key; send only one of them');
    }
    if (!idempotencyKeyPattern.test(idempotencyKey)) {
      const name = headerKeys.length > 0 ? 'X-Idempotency-Key' : 'Idempotency-Key';
      throw createHeaderError(name, 'must be 1 to 256 visible ASCII characters without spaces');
    }
    event.apiContext.idempotencyKey = idempotencyKey;
  },
});
