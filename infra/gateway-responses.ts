import { ResponseType, type RestApi } from 'aws-cdk-lib/aws-apigateway';
import {
  buildErrorBody,
  buildErrorHeaders,
  type ErrorBody,
  type ErrorCode,
  errorCatalogue,
} from '../lib/contract/errors.ts';
import { commonResponseHeaders } from '../lib/contract/response-headers.ts';

type GatewayErrorResponse = { code: ErrorCode } & Partial<Pick<ErrorBody, 'message' | 'hint'>>;

/** The response to requests that a firewall rule blocks. The firewall does not know API keys or scopes. */
const wafBlocked: GatewayErrorResponse = {
  code: 'FORBIDDEN',
  message: 'The firewall blocked the request because it looks like an attack.',
  hint: 'If the request is legitimate, contact support with the X-Request-Id of this response.',
};

/** The errors of all responses that the gateway creates itself, by response type. */
const gatewayErrors: Record<string, GatewayErrorResponse> = {
  // An unknown route. If the request has an Authorization header, the gateway treats it as an AWS signature.
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
  DEFAULT_4XX: { code: 'VALIDATION_ERROR', hint: 'Check that the URL and the headers are well-formed.' },
  // The gateway does not know whether the function ran or how far it got, so the response must not say that nothing was changed.
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
      responseHeaders: {
        ...quoteHeaderValues({ ...headers, ...commonResponseHeaders }),
        'X-Request-Id': 'context.requestId',
      },
      templates: { [contentType]: JSON.stringify({ ...buildErrorBody(code), ...overrides }) },
    });
  }
}

/** Quotes header values: the gateway uses a quoted value as it is and treats an unquoted one as a mapping expression. */
const quoteHeaderValues = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, `'${value}'`]));
