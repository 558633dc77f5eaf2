import { type Endpoint, fillPath, isCommandEndpoint } from '../contract/endpoint.ts';

/** A request that changes nothing, and the response that a working version gives. */
export interface SyntheticRequest {
  title: string;
  /** The event of the gateway, as far as the handlers read it. */
  event: { path: string } & Record<string, unknown>;
  status: number;
}

/** The value of each path parameter. No resource has this ID. */
const parameterValue = 'release-check';

/**
 * Builds the requests that are sent to a new version of an endpoint's function. The second one makes it read the tables.
 *
 * @param apiKey - a well-formed API key that does not exist
 */
export function buildSyntheticRequests(endpoint: Endpoint, apiKey: string): SyntheticRequest[] {
  if (endpoint.auth === 'public') return [{ title: 'a request', event: buildEvent(endpoint), status: 200 }];
  return [
    { title: 'a request without an API key', event: buildEvent(endpoint), status: 401 },
    {
      title: 'a request with an unknown API key',
      event: buildEvent(endpoint, { 'X-API-Key': apiKey }),
      status: 401,
    },
  ];
}

function buildEvent(endpoint: Endpoint, headers: Record<string, string> = {}): SyntheticRequest['event'] {
  const { method, path: resource } = endpoint;
  const names = Object.keys(endpoint.pathParameters.shape);
  const pathParameters = Object.fromEntries(names.map(name => [name, parameterValue]));
  const path = fillPath(resource, pathParameters);
  const isCommand = isCommandEndpoint(endpoint);
  const allHeaders = { ...headers, ...(isCommand && { 'Content-Type': 'application/json' }) };
  return {
    httpMethod: method,
    resource,
    path,
    headers: allHeaders,
    multiValueHeaders: Object.fromEntries(Object.entries(allHeaders).map(([name, value]) => [name, [value]])),
    pathParameters,
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    body: isCommand ? '{}' : null,
    isBase64Encoded: false,
    requestContext: { requestId: parameterValue, path },
  };
}
