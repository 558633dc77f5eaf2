import * as z from 'zod';

interface ErrorSpec {
  status: 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 429 | 500 | 503;
  message: string;
  hint?: string;
  /** Sent as `Retry-After`. */
  retryAfterSeconds?: number;
}

/**
 * Every error that a client can receive, with its status and its texts. Codes in UPPER_SNAKE are errors of the protocol; codes
 * in lower_snake are outcomes of an operation.
 */
export const errorCatalogue = {
  VALIDATION_ERROR: {
    status: 400,
    message: 'The request is not valid.',
    hint: 'Correct the properties listed in details.',
  },
  MALFORMED_JSON: {
    status: 400,
    message: 'The body is not valid JSON.',
    hint: 'Send JSON in UTF-8 without duplicate keys, nested at most 32 levels.',
  },
  UNAUTHORIZED: {
    status: 401,
    message: 'A valid API key or portal session is required.',
    hint: 'Send the complete API key in X-API-Key, or the access token of a portal session in Authorization. It may have been revoked or may have expired.',
  },
  FORBIDDEN: {
    status: 403,
    message: 'The API key, or the role of the portal user, does not include the required scope.',
    hint: 'Use an API key or a role with the scope of this operation.',
  },
  billing_managed: {
    status: 403,
    message: 'Licenses are created from orders while Seamless OS manages the billing.',
    hint: 'Create an order with POST /orders and submit it. The order creates the license.',
  },
  NOT_FOUND: {
    status: 404,
    message: 'There is no such endpoint.',
    hint: 'Check the path. It has no doubled slash, and begins with the base URL that you received.',
  },
  license_not_found: { status: 404, message: 'There is no license with this ID.' },
  subscription_not_found: { status: 404, message: 'There is no subscription with this ID.' },
  addon_not_found: { status: 404, message: 'The subscription has never had an add-on of this product offering.' },
  order_not_found: { status: 404, message: 'There is no order with this ID.' },
  customer_not_found: { status: 404, message: 'There is no customer with this ID.' },
  product_offering_not_found: { status: 404, message: 'There is no product offering with this ID.' },
  subscriber_not_found: { status: 404, message: 'There is no subscriber with this ID.' },
  sim_not_found: { status: 404, message: 'There is no SIM card with this ICCID.' },
  sim_codes_not_found: { status: 404, message: 'No codes are stored for this SIM card.' },
  porting_not_found: { status: 404, message: 'The subscription has no porting.' },
  user_not_found: { status: 404, message: 'There is no user with this ID.' },
  api_key_not_found: { status: 404, message: 'There is no API key with this ID.' },
  event_not_found: {
    status: 404,
    message: 'There is no event with this ID, or it is older than 30 days.',
  },
  request_not_found: {
    status: 404,
    message: 'No event of a request with this ID is stored.',
    hint: 'A request that changed nothing has no events. Events appear some seconds after the response, and are stored for 30 days.',
  },
  webhook_endpoint_not_found: { status: 404, message: 'There is no webhook endpoint with this ID.' },
  webhook_endpoint_exists: {
    status: 409,
    message: 'There is a webhook endpoint with this URL already.',
    hint: 'Change that endpoint, or remove it first.',
  },
  too_many_webhook_endpoints: {
    status: 409,
    message: 'There are ten webhook endpoints already, which is the maximum.',
    hint: 'Remove one first.',
  },
  webhook_endpoint_disabled: {
    status: 409,
    message: 'The webhook endpoint is disabled and gets no events.',
    hint: 'Enable it first.',
  },
  invitation_not_found: { status: 404, message: 'There is no invitation to this e-mail address.' },
  user_exists: {
    status: 409,
    message: 'There is a user with this e-mail address already.',
    hint: 'Change the role of the user.',
  },
  last_owner: {
    status: 409,
    message: 'This is the last owner. A tenant always has one.',
    hint: 'Make another user an owner first.',
  },
  api_key_ended: {
    status: 409,
    message: 'The API key was revoked or has expired.',
    hint: 'Create a new API key.',
  },
  rotation_in_progress: {
    status: 409,
    message: 'There is another rotation: it replaced this one, or it was already confirmed.',
    hint: 'Read the current state. To begin again, rotate again.',
  },
  METHOD_NOT_ALLOWED: {
    status: 405,
    message: 'This path has no such method.',
    hint: 'The Allow header lists the methods of the path.',
  },
  idempotency_key_not_found: {
    status: 404,
    message: 'No response is stored under this idempotency key.',
    hint: 'If you first sent the key less than 24 hours ago, repeat the command with the same key. Otherwise, first check whether the command was executed.',
  },
  idempotency_key_mismatch: {
    status: 409,
    message: 'This idempotency key was already used for a different request.',
    hint: 'Do not retry. Use a new idempotency key for a new request. To get the response of the first request, send that request unchanged.',
  },
  idempotency_key_locked: {
    status: 409,
    message: 'Another request is changing the same resource; nothing was changed.',
    hint: 'Retry with the same idempotency key.',
    retryAfterSeconds: 1,
  },
  license_already_cancelled: { status: 409, message: 'The license has already ended.' },
  addon_already_cancelled: { status: 409, message: 'The add-on has already ended.' },
  addon_exists: { status: 409, message: 'The subscription already has a live add-on of this product offering.' },
  addon_limit_reached: { status: 409, message: 'The subscription already has 20 live add-ons.' },
  addon_not_offered: {
    status: 409,
    message: "The subscription's product offering does not include this add-on product offering.",
  },
  addon_expiring: {
    status: 409,
    message: 'The add-on expires before the date on which its default cancellation would take effect.',
  },
  subscription_blocked: { status: 409, message: 'The subscription is blocked. Seamless OS must unblock it first.' },
  subscription_already_cancelled: { status: 409, message: 'The subscription has already ended.' },
  order_invalid: {
    status: 409,
    message: 'The order cannot be executed; nothing was changed.',
    hint: 'Resolve the cause for each item in details and submit the order again, or create another order.',
  },
  order_not_changeable: { status: 409, message: 'The order was already submitted or cancelled.' },
  order_expired: { status: 409, message: 'The order has expired. Create a new one.' },
  nothing_scheduled: { status: 409, message: 'Nothing is scheduled that could be undone.' },
  license_blocked: { status: 409, message: 'The license is blocked. Seamless OS must unblock it first.' },
  license_ending: { status: 409, message: 'The license ends on or before the day of the change.' },
  product_offering_unchanged: { status: 409, message: 'The license already has this product offering.' },
  product_offering_change_not_allowed: {
    status: 409,
    message: 'The license cannot change to this product offering; it is not one of the change options.',
  },
  product_offering_not_available: {
    status: 409,
    message: 'The product offering is archived or is of another type.',
  },
  license_type_mismatch: { status: 409, message: 'The product offering has another license type.' },
  assignment_mismatch: { status: 409, message: 'The license cannot be assigned to a resource of another customer.' },
  PAYLOAD_TOO_LARGE: {
    status: 413,
    message: 'The body is larger than 64 KB.',
    hint: 'Send a smaller body.',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    message: 'The media type of the body is not supported.',
    hint: 'Send JSON in UTF-8 with Content-Type: application/json and without Content-Encoding.',
  },
  RATE_LIMIT_EXCEEDED: { status: 429, message: 'Too many requests.', retryAfterSeconds: 1 },
  INTERNAL_ERROR: {
    status: 500,
    message: 'An internal error occurred; nothing was changed.',
    hint: 'Contact support with the X-Request-Id of this response.',
  },
  outcome_unknown: {
    status: 503,
    message: 'It is unknown whether the request was carried out.',
    hint: 'Retry with the same idempotency key: you need not look first, and GET /idempotency-key returns the stored response, if there is one. Without an idempotency key, check whether the command was executed before you retry; lists lag by about a second.',
    retryAfterSeconds: 1,
  },
  SERVICE_UNAVAILABLE: {
    status: 503,
    message: 'The service is temporarily unavailable; nothing was changed.',
    hint: 'Retry with the same idempotency key.',
    retryAfterSeconds: 1,
  },
} as const satisfies Record<string, ErrorSpec>;

export type ErrorCode = keyof typeof errorCatalogue;

/** The errors that an operation decides from stored state. The response is stored under the idempotency key, like any other. */
export type BusinessErrorCode = Exclude<
  { [C in ErrorCode]: (typeof errorCatalogue)[C]['status'] extends 404 | 409 ? C : never }[ErrorCode],
  'NOT_FOUND' | 'idempotency_key_mismatch' | 'idempotency_key_locked'
>;

/** The errors that an operation returns without storing them: the same request can succeed later, so the idempotency key stays unused. */
export type InvalidRequestCode = 'VALIDATION_ERROR' | 'FORBIDDEN' | 'billing_managed';

const validationCodes = [
  'FIELD_REQUIRED',
  'INVALID_TYPE',
  'INVALID_FORMAT',
  'INVALID_VALUE',
  'UNKNOWN_FIELD',
  'TOO_LONG',
  'TOO_SHORT',
] as const;

const isBusinessErrorCode = (code: ErrorCode): code is BusinessErrorCode =>
  [404, 409].includes(errorCatalogue[code].status) &&
  !/^(NOT_FOUND|idempotency_key_mismatch|idempotency_key_locked)$/.test(code);
const businessErrorCodes = (Object.keys(errorCatalogue) as ErrorCode[]).filter(isBusinessErrorCode);

export const ErrorDetail = z
  .strictObject({
    message: z.string().describe('A text for people. It continues a sentence that begins with the property.'),
    code: z
      .enum([...validationCodes, ...businessErrorCodes])
      .describe('A code for programs. An item of an order has the code that its own command would return.'),
    property: z
      .string()
      .describe('The location: a field of the body such as `assignedTo.type`, a path or query parameter, or a header.'),
    suggestion: z.string().optional().describe('How to correct the request.'),
  })
  .meta({ id: 'ErrorDetail', description: 'One error in the request.' });
export type ErrorDetail = z.infer<typeof ErrorDetail>;

/** The body of every error, including the errors of the gateway. */
export const ErrorBody = z
  .strictObject({
    message: z.string().describe('A text for people. It may change.'),
    code: z
      .enum(Object.keys(errorCatalogue) as [ErrorCode, ...ErrorCode[]])
      .describe('A code for programs. It does not change.'),
    details: z.array(ErrorDetail).optional().describe('The errors in the request, if the code alone does not say it.'),
    hint: z.string().optional().describe('What to do next.'),
    docs: z
      .string()
      .optional()
      .meta({
        description: 'The path of the paragraph about this code in the documentation, below the base URL of the API.',
        examples: ['/docs#description/license_not_found'],
      }),
  })
  .meta({ id: 'ApiError', description: 'The body of every error. Use `code` in your program; the texts may change.' });
export type ErrorBody = z.infer<typeof ErrorBody>;

const newIdempotencyKeyHint =
  'This response is stored under the idempotency key. After you have resolved the cause, use a new key.';

/** Builds the body of an error. @param options.isStored - whether the response is stored and a retry needs a new idempotency key */
export function buildErrorBody(
  code: ErrorCode,
  options: { details?: ErrorDetail[] | undefined; isStored?: boolean } = {},
): ErrorBody {
  const spec: ErrorSpec = errorCatalogue[code];
  const hint = options.isStored ? newIdempotencyKeyHint : spec.hint;
  return {
    message: spec.message,
    code,
    ...(options.details?.length && { details: options.details }),
    ...(hint !== undefined && { hint }),
    docs: toErrorDocsPath(code),
  };
}

/** The path of the paragraph about a code, below the address of the API. */
const toErrorDocsPath = (code: ErrorCode): string => `/docs#description/${code.toLowerCase()}`;

/** How a caller can authenticate. API Gateway renames this header of a function to `x-amzn-Remapped-WWW-Authenticate`. */
const authenticateHeader = { 'WWW-Authenticate': 'ApiKey realm="Connect API", Bearer realm="Connect API"' };

export function buildErrorHeaders(code: ErrorCode): Record<string, string> {
  const { status, retryAfterSeconds: retryAfter }: ErrorSpec = errorCatalogue[code];
  return {
    'Content-Type': 'application/json',
    ...(retryAfter !== undefined && { 'Retry-After': String(retryAfter) }),
    ...(status === 401 && authenticateHeader),
  };
}
