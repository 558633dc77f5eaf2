import { allEndpoints } from '../../functions/endpoints.ts';
import { type Endpoint, isCommandEndpoint } from '../../lib/contract/endpoint.ts';
import { type ErrorCode, errorCatalogue } from '../../lib/contract/errors.ts';

/** The actions of a client after an error, for the errors whose hint does not say it. */
const remedies: Partial<Record<ErrorCode, string>> = {
  RATE_LIMIT_EXCEEDED:
    'Wait for `Retry-After` seconds, and longer after each attempt. Retry with the same idempotency key.',
  idempotency_key_locked: 'Wait for `Retry-After` seconds and retry with the same idempotency key.',
};

/** Builds the table of all errors, also those of the portal, and a paragraph with a heading, and so an anchor, for each code. */
export function buildErrorReference(): string {
  const sorted = (Object.keys(errorCatalogue) as ErrorCode[]).sort(
    (a, b) => errorCatalogue[a].status - errorCatalogue[b].status,
  );
  const rows = sorted.map(code => {
    const { status } = errorCatalogue[code];
    return `| [\`${code}\`](#description/${toAnchor(code)}) | ${status} | ${describeStorage(code)} | ${describeRetry(code)} | ${describeRemedy(code)} |`;
  });
  const paragraphs = sorted.map(
    code => `### ${code}\n\n${errorCatalogue[code].status}: ${errorCatalogue[code].message} ${describeRemedy(code)}`,
  );
  return [
    '| code | status | stored? | retry? | what to do |\n|---|---|---|---|---|',
    ...rows,
    '',
    paragraphs.join('\n\n'),
  ].join('\n');
}

/** The anchor of a heading in the documentation page. */
const toAnchor = (heading: string): string => heading.toLowerCase().replace(/[^\w]+/g, '-');

const isDecidedFromState = (code: ErrorCode): boolean =>
  [404, 409].includes(errorCatalogue[code].status) &&
  allEndpoints.some((endpoint: Endpoint) => isCommandEndpoint(endpoint) && endpoint.errors.includes(code));

const describeStorage = (code: ErrorCode): string => (isDecidedFromState(code) ? 'yes' : 'no');

function describeRetry(code: ErrorCode): string {
  if ('retryAfterSeconds' in errorCatalogue[code]) return 'yes, same key';
  return isDecidedFromState(code) ? 'no, new key after the cause is resolved' : 'no';
}

function describeRemedy(code: ErrorCode): string {
  const spec: ErrorTexts = errorCatalogue[code];
  const remedy = remedies[code] ?? spec.hint;
  if (remedy !== undefined) return remedy;
  return isDecidedFromState(code)
    ? 'Resolve the cause, then send a new command with a new idempotency key.'
    : 'Check the ID.';
}

interface ErrorTexts {
  message: string;
  hint?: string;
}
