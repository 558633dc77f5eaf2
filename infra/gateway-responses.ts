import { ResponseType, type RestApi } from 'aws-cdk-lib/aws-apigateway';
import {
  buildErrorBody,
  buildErrorHeaders,
  type ErrorBody,
  type ErrorCode,
  errorCatalogue,
} from '../lib/contract/errors.ts';

type GatewayErrorResponse = { code: ErrorCode } & Partial<Pick<ErrorBody, 'message' | 'hint'>>;

/** Stopped by a rule of the firewall, which knows nothing of keys and scopes. */
const wafBlocked: GatewayErrorResponse = {
  code: 'FORBIDDEN',
  message: 'The request looks like an attack and was stopped.',
  hint: 'Give us the X-Request-Id of this answer if it was none.',
};

/** The words for everything that the gateway answers by itself, by the name of its response type. */
const gatewayErrors: Record<string, GatewayErrorResponse> = {
  // An unknown route. With an Authorization header on it, the gateway takes the header for a signature of AWS.
  MISSING_AUTHENTICATION_TOKEN: { code: 'NOT_FOUND' },
  INVALID_SIGNATURE: { code: 'NOT_FOUND' },
  EXPIRED_TOKEN: { code: 'NOT_FOUND' },
  ACCESS_DENIED: { code: 'NOT_FOUND' },
  RESOURCE_NOT_FOUND: { code: 'NOT_FOUND' },
  UNAUTHORIZED: { code: 'UNAUTHORIZED' },
  INVALID_API_KEY: { code: 'UNAUTHORIZED' },
  WAF_FILTERED: wafBlocked,
  THROTTLED: { code: 'RATE_LIMIT_EXCEEDED' },
  QUOTA_EXCEEDED: { code: 'RATE_LIMIT_EXCEEDED' },
  REQUEST_TOO_LARGE: { code: 'PAYLOAD_TOO_LARGE' },
  UNSUPPORTED_MEDIA_TYPE: { code: 'UNSUPPORTED_MEDIA_TYPE' },
  BAD_REQUEST_BODY: { code: 'VALIDATION_ERROR' },
  BAD_REQUEST_PARAMETERS: { code: 'VALIDATION_ERROR' },
  DEFAULT_4XX: { code: 'VALIDATION_ERROR', hint: 'Check that the address and the headers are well-formed.' },
  // Whether the function ran, and how far, is not known here: never say that nothing was done.
  INTEGRATION_TIMEOUT: { code: 'outcome_unknown' },
  INTEGRATION_FAILURE: { code: 'outcome_unknown' },
  API_CONFIGURATION_ERROR: { code: 'outcome_unknown' },
  AUTHORIZER_FAILURE: { code: 'outcome_unknown' },
  AUTHORIZER_CONFIGURATION_ERROR: { code: 'outcome_unknown' },
  DEFAULT_5XX: { code: 'outcome_unknown' },
};

export function addGatewayResponses(api: RestApi): void {
  for (const [type, { code, ...overrides }] of Object.entries(gatewayErrors)) {
    const { 'Content-Type': contentType = '', ...headers } = buildErrorHeaders(code);
    api.addGatewayResponse(type, {
      type: ResponseType.of(type),
      statusCode: String(errorCatalogue[code].status),
      responseHeaders: { ...quoteHeaderValues(headers), 'X-Request-Id': 'context.requestId' },
      templates: { [contentType]: JSON.stringify({ ...buildErrorBody(code), ...overrides }) },
    });
  }
}

/** The gateway takes a value in quotes as it is, and one without for the name of something. */
const quoteHeaderValues = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, `'${value}'`]));
