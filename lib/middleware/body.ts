import type { MiddlewareObj } from '@middy/core';
import { headerValues, type ReceivedEvent } from './received.ts';
import { RequestRefused } from './request-refused.ts';

const maxBytes = 64 * 1024;

/** Size and media type of a command's body, and its bytes. What they say is not looked at yet. */
export const body = (): MiddlewareObj<ReceivedEvent> => ({
  before({ event }) {
    const bytes = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
    if (bytes.length > maxBytes) throw new RequestRefused('PAYLOAD_TOO_LARGE');
    const encoding = headerValues(event, 'content-encoding').filter(value => value.toLowerCase() !== 'identity');
    if (bytes.length > 0 && (encoding.length > 0 || !isJson(headerValues(event, 'content-type')))) {
      throw new RequestRefused('UNSUPPORTED_MEDIA_TYPE');
    }
    event.received.body = bytes;
  },
});

/** `application/json`, in UTF-8 if a charset is named. Compared without case; other parameters mean nothing. */
function isJson(contentTypes: string[]): boolean {
  const [contentType, ...more] = contentTypes;
  if (contentType === undefined || more.length > 0) return false;
  const [mediaType, ...parameters] = contentType.split(';').map(part => part.trim().toLowerCase());
  const charsets = parameters.filter(parameter => /^charset\s*=/.test(parameter));
  return mediaType === 'application/json' && charsets.every(charset => /^charset=("?)utf-8\1$/.test(charset));
}
