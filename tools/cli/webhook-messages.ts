import { maxEndpoints, type WebhookProblem } from '../../lib/jobs/webhooks/manage-endpoints.ts';
import type { PostResult } from '../../lib/jobs/webhooks/post.ts';
import type { UrlProblem } from '../../lib/jobs/webhooks/url-policy.ts';
import { replaceControlCharacters } from './text-table.ts';

/** What is wrong with an address, and what to do. */
export const urlProblemMessages: Record<UrlProblem | 'name_unknown', string> = {
  url_malformed: 'The address is none: it must be like https://example.com/hooks, in ASCII.',
  url_too_long: 'The address is too long: at most 2048 characters.',
  url_not_https: 'The address must begin with https:// (with http:// too where it is this machine, on this machine).',
  url_has_credentials: 'The address must not hold a user or a password: the signature tells who sends.',
  url_has_fragment: 'The address must not have a part after #: it would not be sent.',
  url_port_refused: 'The port must be 443 or at least 1024.',
  address_refused: 'The address does not lead to a public place (it is private, loopback, link-local or the like).',
  name_unknown: 'The name in the address leads nowhere: no name server knows an address for it.',
};

/** Why an endpoint could not be changed, and what to do. */
export const webhookProblemMessages: Record<WebhookProblem['problem'], (endpointId: string) => string> = {
  endpoint_not_found: id => `The tenant has no endpoint ${id}; "webhooks -- list" shows those it has.`,
  endpoint_exists: () => 'The tenant has an endpoint of this address already; "webhooks -- list" shows it.',
  too_many_endpoints: () => `The tenant has ${maxEndpoints} endpoints, the most there may be; remove one first.`,
  endpoint_changed: id =>
    `The endpoint ${id} was changed by somebody else just now; nothing was done, look and try again.`,
};

/** What errors of a delivery mean, where their names do not say it. */
const deliveryErrorMeanings: Record<string, string> = {
  ADDRESS_REFUSED: 'its name leads to an address that is not public',
  TIMED_OUT: 'no answer in 10 seconds',
  ENOTFOUND: 'its name is unknown',
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was cut',
  CLOSED: 'the connection was closed without an answer',
};

/** What came of one message. */
export function formatPostOutcome(outcome: PostResult): string {
  if ('error' in outcome) {
    const meaning = deliveryErrorMeanings[outcome.error];
    return meaning === undefined ? outcome.error : `${meaning} (${outcome.error})`;
  }
  const responseText = replaceControlCharacters(outcome.body.slice(0, 200).trim());
  return responseText === '' ? `status ${outcome.status}` : `status ${outcome.status}: ${responseText}`;
}
