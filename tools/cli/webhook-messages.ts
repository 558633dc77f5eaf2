import { maxEndpoints } from '../../lib/jobs/webhooks/endpoint-directory.ts';
import type { WebhookProblem } from '../../lib/jobs/webhooks/manage-endpoints.ts';
import type { PostResult } from '../../lib/jobs/webhooks/post.ts';
import type { UrlProblem } from '../../lib/jobs/webhooks/url-policy.ts';
import { replaceControlCharacters } from './text-table.ts';

/** The problems of a URL, and the remedies. */
export const urlProblemMessages: Record<UrlProblem | 'name_unknown', string> = {
  url_malformed: 'This is not a URL: it must be like https://example.com/hooks, in ASCII.',
  url_too_long: 'The URL is too long: use at most 2048 characters.',
  url_not_https:
    'The URL must begin with https:// (a server on this machine may also call http:// addresses of this machine).',
  url_has_credentials: 'The URL must not contain a user name or password: the signature identifies the sender.',
  url_has_fragment: 'The URL must not have a fragment (#…): it would not be sent.',
  url_port_refused: 'The port must be 443 or at least 1024.',
  address_refused:
    'The URL does not lead to a public address (its address is private, loopback, link-local or similar).',
  name_unknown: 'The host name of the URL cannot be resolved: DNS has no address for it.',
};

/** The reasons why an endpoint was not changed, and the remedies. */
export const webhookProblemMessages: Record<WebhookProblem['problem'], (endpointId: string) => string> = {
  endpoint_not_found: id =>
    `The tenant has no endpoint ${id}. List its endpoints with "npx connect-api webhooks list".`,
  endpoint_exists: () =>
    'The tenant already has an endpoint with this URL. List its endpoints with "npx connect-api webhooks list".',
  too_many_endpoints: () => `The tenant has ${maxEndpoints} endpoints, which is the maximum. Remove one first.`,
  rotation_in_progress: id =>
    `Two secrets of the endpoint ${id} are in effect, and a third is not possible. End the overlap with "npx connect-api webhooks end-overlap", or wait until it ends.`,
  endpoint_changed: id =>
    `The endpoint ${id} was changed by another process at the same time, and nothing was changed here. List the endpoints and try again.`,
};

/** Explanations of delivery errors. */
const deliveryErrorMeanings: Record<string, string> = {
  ADDRESS_REFUSED: 'its host name resolves to an address that is not public',
  TIMED_OUT: 'no response within 10 seconds',
  ENOTFOUND: 'its host name is unknown',
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection was reset',
  CLOSED: 'the connection was closed without a response',
  HPE_HEADER_OVERFLOW: 'the headers of its response are larger than 64 KB',
};

/** Describes the outcome of one delivery. */
export function formatPostOutcome(outcome: PostResult): string {
  if ('error' in outcome) {
    const meaning = deliveryErrorMeanings[outcome.error];
    return meaning === undefined ? outcome.error : `${meaning} (${outcome.error})`;
  }
  const responseText = replaceControlCharacters(outcome.body.slice(0, 200).trim());
  return responseText === '' ? `status ${outcome.status}` : `status ${outcome.status}: ${responseText}`;
}
