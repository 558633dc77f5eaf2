import { type Endpoint, errorsOf, isCommand } from '../../lib/schemas/endpoint.ts';
import { type ErrorBody, type ErrorCode, type ErrorDetail, errorBody, errors } from '../../lib/schemas/error.ts';
import { headerRef } from './headers.ts';
import { refTo } from './schemas.ts';

interface ErrorResponse {
  description: string;
  headers: Record<string, object>;
  content: { 'application/json': { schema: object; examples: Record<string, { summary: string; value: ErrorBody }> } };
}

/** Those that are the same for every operation, by the names that they have in the document. */
const shared: Record<string, ErrorCode[]> = {
  Unauthorized: ['UNAUTHORIZED'],
  PayloadTooLarge: ['PAYLOAD_TOO_LARGE'],
  UnsupportedMediaType: ['UNSUPPORTED_MEDIA_TYPE'],
  TooManyRequests: ['RATE_LIMIT_EXCEEDED'],
  InternalError: ['INTERNAL_ERROR'],
  Unavailable: ['SERVICE_UNAVAILABLE', 'outcome_unknown'],
};

export const sharedResponses = (): Record<string, ErrorResponse> =>
  Object.fromEntries(Object.entries(shared).map(([name, codes]) => [name, responseOf(codes)]));

/** The errors of an endpoint by their status. */
export function errorResponses(endpoint: Endpoint): Record<string, ErrorResponse | { $ref: string }> {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of errorsOf(endpoint)) {
    const { status } = errors[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => {
      const same = Object.entries(shared).find(([, its]) => its.join() === codes.join());
      return [String(status), same ? { $ref: `#/components/responses/${same[0]}` } : responseOf(codes, endpoint)];
    }),
  );
}

function responseOf(codes: ErrorCode[], endpoint?: Endpoint): ErrorResponse {
  const kept = codes.some(code => isKept(code, endpoint));
  const again = codes.some(code => 'retryAfter' in errors[code]);
  return {
    description: codes.map(code => `- \`${code}\`: ${errors[code].message}`).join('\n'),
    headers: {
      'X-Request-Id': headerRef('RequestId'),
      ...(kept && { 'Idempotent-Replayed': headerRef('IdempotentReplayed') }),
      ...(again && { 'Retry-After': headerRef('RetryAfter') }),
    },
    content: {
      'application/json': {
        schema: {
          allOf: [{ $ref: refTo('Error') }, { type: 'object', properties: { code: { type: 'string', enum: codes } } }],
        },
        examples: Object.fromEntries(codes.map(code => [code, exampleOf(code, endpoint)])),
      },
    },
  };
}

/** Decided from what is stored, by a command: such an answer is kept under the idempotency key. */
const isKept = (code: ErrorCode, endpoint?: Endpoint): boolean =>
  endpoint !== undefined &&
  isCommand(endpoint) &&
  endpoint.errors.includes(code) &&
  [404, 409].includes(errors[code].status);

function exampleOf(code: ErrorCode, endpoint?: Endpoint): { summary: string; value: ErrorBody } {
  const details = endpoint && detailOf(code, endpoint);
  const kept = isKept(code, endpoint);
  return { summary: errors[code].message, value: errorBody(code, { kept, details: details && [details] }) };
}

function detailOf(code: ErrorCode, endpoint: Endpoint): ErrorDetail | undefined {
  if (code === 'FORBIDDEN') {
    return { message: `needs the scope ${endpoint.scope}`, code: 'INVALID_VALUE', property: 'X-API-Key' };
  }
  if (code !== 'VALIDATION_ERROR') return undefined;
  return {
    message: 'is not known here',
    code: 'UNKNOWN_FIELD',
    property: isCommand(endpoint) ? 'shceduledAt' : 'stauts',
    suggestion: 'Check the spelling, or leave it out.',
  };
}
