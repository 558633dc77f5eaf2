import {
  ContentHandling,
  type IntegrationResponse,
  type MethodResponse,
  MockIntegration,
  PassthroughBehavior,
  type RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import { allRoutes, formatAllowedMethods } from '../functions/routes.ts';
import { buildErrorBody } from '../lib/contract/errors.ts';
import { commonResponseHeaders } from '../lib/contract/response-headers.ts';

/**
 * Adds the responses to all methods that a path does not have: 405, and 204 for OPTIONS, both with `Allow`. The gateway creates them
 * itself. It prefers a route with the method of the request.
 */
export function addMethodNotAllowed(api: RestApi): void {
  for (const path of new Set(allRoutes.map(route => route.path))) {
    const headers: Record<string, string> = {
      ...Object.fromEntries(Object.entries(commonResponseHeaders).map(([name, value]) => [name, `'${value}'`])),
      Allow: `'${formatAllowedMethods(path)}'`,
      'X-Request-Id': 'context.requestId',
    };
    const integration = new MockIntegration({
      requestTemplates: { 'application/json': statusTemplate },
      passthroughBehavior: PassthroughBehavior.NEVER,
      // All media types are binary, but templates need text.
      contentHandling: ContentHandling.CONVERT_TO_TEXT,
      integrationResponses: [
        toIntegrationResponse('405', headers, escapeTemplate(JSON.stringify(buildErrorBody('METHOD_NOT_ALLOWED')))),
        toIntegrationResponse('204', headers, ''),
      ],
    });
    const methodResponses = ['405', '204'].map(status => toMethodResponse(status, headers));
    api.root.resourceForPath(path).addMethod('ANY', integration, { methodResponses });
  }
}

const statusTemplate = '{"statusCode": #if($context.httpMethod == "OPTIONS")204#{else}405#end}';

/** Escapes `#`, which begins a directive in a template, in JSON. */
const escapeTemplate = (json: string): string => json.replaceAll('#', '\\u0023');

const toIntegrationResponse = (
  statusCode: string,
  headers: Record<string, string>,
  body: string,
): IntegrationResponse => ({
  statusCode,
  selectionPattern: statusCode,
  responseParameters: Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [`method.response.header.${name}`, value]),
  ),
  responseTemplates: { 'application/json': body },
});

const toMethodResponse = (statusCode: string, headers: Record<string, string>): MethodResponse => ({
  statusCode,
  responseParameters: Object.fromEntries(Object.keys(headers).map(name => [`method.response.header.${name}`, true])),
});
