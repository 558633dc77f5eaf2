import { allEndpoints } from '../../functions/endpoints.ts';
import type { Endpoint } from '../../lib/contract/endpoint.ts';

/** The fields of an endpoint, or of a documentation page, that routing needs. */
export type RoutableEndpoint = Pick<Endpoint, 'operation' | 'method' | 'path'>;

/** An endpoint and the path parameters of a request, as sent. */
export interface MatchedRoute {
  endpoint: RoutableEndpoint;
  pathParameters: Record<string, string>;
}

const splitPath = (path: string): string[] => path.replace(/\/$/, '').split('/').slice(1);
const parameterNameOf = (segment: string): string | undefined => /^\{(\w+)\}$/.exec(segment)?.[1];

/** A fixed segment takes precedence over a parameter, as in API Gateway. */
const sortRank = ({ path }: RoutableEndpoint): string =>
  splitPath(path)
    .map(segment => (parameterNameOf(segment) === undefined ? '0' : '1'))
    .join('');

/** Finds the endpoint of a request as API Gateway does: an encoded slash does not separate segments, and one trailing slash is ignored. */
export function createRouter(routable: readonly RoutableEndpoint[] = allEndpoints) {
  const ranked = [...routable].sort((a, b) => (sortRank(a) < sortRank(b) ? -1 : 1));
  return (method: string, path: string): MatchedRoute | 'malformed' | undefined => {
    const segments = splitPath(path);
    const decodedSegments = decodeSegments(segments);
    if (decodedSegments === undefined) return 'malformed';
    for (const endpoint of ranked) {
      const pathParameters =
        endpoint.method === method ? matchSegments(splitPath(endpoint.path), segments, decodedSegments) : undefined;
      if (pathParameters) return { endpoint, pathParameters };
    }
    return undefined;
  };
}

function matchSegments(
  pattern: string[],
  segments: string[],
  decodedSegments: string[],
): Record<string, string> | undefined {
  if (pattern.length !== segments.length) return undefined;
  const parameters: [string, string][] = [];
  for (const [index, expected] of pattern.entries()) {
    const segment = segments[index];
    const name = parameterNameOf(expected);
    if (!segment || (name === undefined && decodedSegments[index] !== expected)) return undefined;
    if (name !== undefined) parameters.push([name, segment]);
  }
  return Object.fromEntries(parameters);
}

function decodeSegments(segments: string[]): string[] | undefined {
  try {
    return segments.map(decodeURIComponent);
  } catch {
    return undefined;
  }
}
