import { allRoutes, type Route } from '../../functions/routes.ts';

/** A route and the path parameters of a request, as sent. */
export interface MatchedRoute {
  route: Route;
  pathParameters: Record<string, string>;
}

/** The path of a route that has no such method. */
export interface UnmatchedMethod {
  knownPath: string;
}

const splitPath = (path: string): string[] => path.replace(/\/$/, '').split('/').slice(1);
const parameterNameOf = (segment: string): string | undefined => /^\{(\w+)\}$/.exec(segment)?.[1];

/** A fixed segment takes precedence over a parameter, as in API Gateway. */
const sortRank = ({ path }: Route): string =>
  splitPath(path)
    .map(segment => (parameterNameOf(segment) === undefined ? '0' : '1'))
    .join('');

/** Finds the route of a request as API Gateway does: an encoded slash does not separate segments, and one trailing slash is ignored. */
export function createRouter(routes: readonly Route[] = allRoutes) {
  const ranked = [...routes].sort((a, b) => (sortRank(a) < sortRank(b) ? -1 : 1));
  return (method: string, path: string): MatchedRoute | UnmatchedMethod | 'malformed' | undefined => {
    if (path !== '' && !path.startsWith('/')) return undefined;
    const segments = splitPath(path);
    const decodedSegments = decodeSegments(segments);
    if (decodedSegments === undefined) return 'malformed';
    let knownPath: string | undefined;
    for (const route of ranked) {
      const pathParameters = matchSegments(splitPath(route.path), segments, decodedSegments);
      if (pathParameters && route.method === method) return { route, pathParameters };
      if (pathParameters) knownPath ??= route.path;
    }
    return knownPath === undefined ? undefined : { knownPath };
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
