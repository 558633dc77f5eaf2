import type { PostedResult } from '../../lib/contract/effects.ts';
import { replaceControlCharacters } from './text-table.ts';

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
export function formatPostOutcome(outcome: PostedResult): string {
  if ('error' in outcome) {
    const meaning = deliveryErrorMeanings[outcome.error];
    return meaning === undefined ? outcome.error : `${meaning} (${outcome.error})`;
  }
  const responseText = replaceControlCharacters(outcome.body.slice(0, 200).trim());
  return responseText === '' ? `status ${outcome.status}` : `status ${outcome.status}: ${responseText}`;
}
