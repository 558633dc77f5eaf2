import * as z from 'zod';

interface ErrorSpec {
  status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 429 | 500 | 503;
  message: string;
  hint?: string;
  /** Seconds, sent as `Retry-After`. */
  retryAfterSeconds?: number;
}

/**
 * Every error a client can get. UPPER_SNAKE: the protocol refused the request; lower_snake: the outcome of an operation.
 * This is the only place that knows which status and words belong to a code.
 */
export const errorCatalogue = {
  VALIDATION_ERROR: { status: 400, message: 'The request is not valid.', hint: 'Correct what the details name.' },
  MALFORMED_JSON: {
    status: 400,
    message: 'The body is not valid JSON.',
    hint: 'Send JSON in UTF-8 without repeated keys, nested at most 32 levels.',
  },
  UNAUTHORIZED: {
    status: 401,
    message: 'A valid API key is required.',
    hint: 'Send the whole key in the X-API-Key header; it may have been revoked or have expired.',
  },
  FORBIDDEN: {
    status: 403,
    message: 'This API key may not do that.',
    hint: 'Use a key that has the scope of this operation.',
  },
  billing_managed: {
    status: 403,
    message: 'Licenses cannot be created here while Seamless OS manages billing.',
    hint: 'Place an order: the license is made from it.',
  },
  NOT_FOUND: { status: 404, message: 'There is no such route.', hint: 'Check the method and the path.' },
  license_not_found: { status: 404, message: 'There is no license with this id.' },
  subscription_not_found: { status: 404, message: 'There is no subscription with this id.' },
  addon_not_found: { status: 404, message: 'The subscription never had an add-on of this product offering.' },
  customer_not_found: { status: 404, message: 'There is no customer with this id.' },
  product_offering_not_found: { status: 404, message: 'There is no product offering with this id.' },
  subscriber_not_found: { status: 404, message: 'There is no subscriber with this id.' },
  user_not_found: { status: 404, message: 'There is no user with this id.' },
  idempotency_key_mismatch: {
    status: 409,
    message: 'This idempotency key was used for another request.',
    hint: 'Do not retry. Use a new key for a new request; repeat the first request unchanged to get its answer.',
  },
  idempotency_key_locked: {
    status: 409,
    message: 'Other requests are at work on the same thing; nothing was done.',
    hint: 'Repeat the request with the same idempotency key.',
    retryAfterSeconds: 1,
  },
  license_already_cancelled: { status: 409, message: 'The license has ended already.' },
  addon_already_cancelled: { status: 409, message: 'The add-on has ended already.' },
  product_offering_not_available: {
    status: 409,
    message: 'The product offering is archived or is no license offering.',
  },
  license_type_mismatch: { status: 409, message: 'The product offering makes licenses of another type.' },
  assignment_mismatch: { status: 409, message: 'The license cannot be assigned to what belongs to another customer.' },
  PAYLOAD_TOO_LARGE: {
    status: 413,
    message: 'The body is larger than 64 KB.',
    hint: 'No request needs so much: send less.',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    message: 'The body must be JSON in UTF-8.',
    hint: 'Send Content-Type: application/json and no Content-Encoding.',
  },
  RATE_LIMIT_EXCEEDED: { status: 429, message: 'Too many requests.', retryAfterSeconds: 1 },
  INTERNAL_ERROR: {
    status: 500,
    message: 'Something is wrong on our side; nothing was done.',
    hint: 'Give us the X-Request-Id of this answer.',
  },
  outcome_unknown: {
    status: 503,
    message: 'We cannot tell whether the request was carried out.',
    hint: 'Repeat it with the same idempotency key; without one, look before you repeat.',
    retryAfterSeconds: 1,
  },
  SERVICE_UNAVAILABLE: {
    status: 503,
    message: 'The service is not available right now; nothing was done.',
    hint: 'Repeat the request.',
    retryAfterSeconds: 1,
  },
} as const satisfies Record<string, ErrorSpec>;

export type ErrorCode = keyof typeof errorCatalogue;

/** The outcomes that an operation decides from stored state. They are answers like any other and are kept under the key. */
export type BusinessErrorCode =
  | 'license_not_found'
  | 'subscription_not_found'
  | 'addon_not_found'
  | 'customer_not_found'
  | 'product_offering_not_found'
  | 'subscriber_not_found'
  | 'user_not_found'
  | 'license_already_cancelled'
  | 'addon_already_cancelled'
  | 'product_offering_not_available'
  | 'license_type_mismatch'
  | 'assignment_mismatch';

/** What an operation may refuse without a trace: the same request may be right tomorrow, so the key stays free. */
export type InvalidRequestCode = 'VALIDATION_ERROR' | 'billing_managed';

export const ErrorDetail = z
  .strictObject({
    message: z.string(),
    code: z.enum([
      'FIELD_REQUIRED',
      'INVALID_TYPE',
      'INVALID_FORMAT',
      'INVALID_VALUE',
      'UNKNOWN_FIELD',
      'TOO_LONG',
      'TOO_SHORT',
    ]),
    property: z.string().describe('Where: `assignedTo.type`, a path or query parameter, or the name of a header.'),
    suggestion: z.string().optional(),
  })
  .describe('One thing that is wrong with the request.');
export type ErrorDetail = z.infer<typeof ErrorDetail>;

/** The one body of every error, the gateway's own included. */
export const ErrorBody = z.strictObject({
  message: z.string().describe('For people.'),
  code: z.enum(Object.keys(errorCatalogue) as [ErrorCode, ...ErrorCode[]]).describe('For programs.'),
  details: z.array(ErrorDetail).optional(),
  hint: z.string().optional().describe('What to do next.'),
});
export type ErrorBody = z.infer<typeof ErrorBody>;

const newIdempotencyKeyHint =
  'This answer is kept under the idempotency key: once the cause is resolved, use a new key.';

/** `kept`: the answer is stored under an idempotency key, which the client has to know to get past it. */
export function buildErrorBody(
  code: ErrorCode,
  options: { details?: ErrorDetail[] | undefined; kept?: boolean } = {},
): ErrorBody {
  const spec: ErrorSpec = errorCatalogue[code];
  const hint = options.kept ? newIdempotencyKeyHint : spec.hint;
  return {
    message: spec.message,
    code,
    ...(options.details?.length && { details: options.details }),
    ...(hint !== undefined && { hint }),
  };
}

export function buildErrorHeaders(code: ErrorCode): Record<string, string> {
  const { retryAfterSeconds: retryAfter }: ErrorSpec = errorCatalogue[code];
  return { 'Content-Type': 'application/json', ...(retryAfter !== undefined && { 'Retry-After': String(retryAfter) }) };
}
