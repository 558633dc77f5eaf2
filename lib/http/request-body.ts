import type { MiddlewareObj } from '@middy/core';
import { type RequestEvent, readHeaderValues } from './request-context.ts';
import { RequestError } from './request-error.ts';

const maxBodyBytes = 64 * 1024;

/** Checks the size and media type of a command's body and keeps its bytes. The content is parsed later. */
export const readRequestBody = (): MiddlewareObj<RequestEvent> => ({
  before({ event }) {
    const bytes = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
    if (bytes.length > maxBodyBytes) throw new RequestError('PAYLOAD_TOO_LARGE');
    const encoding = readHeaderValues(event, 'content-encoding').filter(value => value.toLowerCase() !== 'identity');
    if (bytes.length > 0 && (encoding.length > 0 || !isJsonContentType(readHeaderValues(event, 'content-type')))) {
      throw new RequestError('UNSUPPORTED_MEDIA_TYPE');
    }
    event.apiContext.body = bytes;
  },
});

/** Returns true for `application/json`, with charset UTF-8 (also spelt `utf8`) if a charset is given. Case and other parameters are ignored. */
function isJsonContentType(contentTypes: string[]): boolean {
  const [contentType, ...more] = contentTypes;
  if (contentType === undefined || more.length > 0) return false;
  const [mediaType, ...parameters] = contentType.split(';').map(part => part.trim().toLowerCase());
  const charsets = parameters.filter(parameter => /^charset\s*=/.test(parameter));
  return mediaType === 'application/json' && charsets.every(charset => /^charset=("?)utf-?8\1$/.test(charset));
}
