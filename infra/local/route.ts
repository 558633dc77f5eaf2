import { endpoints } from '../../functions/endpoints.ts';
import type { Endpoint } from '../../lib/schemas/endpoint.ts';

/** What of an endpoint leads to it. A page has as much. */
export type Routed = Pick<Endpoint, 'operation' | 'method' | 'path'>;

/** An endpoint and what a path holds for its parameters, decoded once. */
export interface Route {
  endpoint: Routed;
  pathParameters: Record<string, string>;
}

const segmentsOf = (path: string): string[] => path.replace(/\/$/, '').split('/').slice(1);
const nameOf = (segment: string): string | undefined => /^\{(\w+)\}$/.exec(segment)?.[1];

/** A fixed segment wins over a parameter, as at the gateway. */
const rank = ({ path }: Routed): string =>
  segmentsOf(path)
    .map(segment => (nameOf(segment) === undefined ? '0' : '1'))
    .join('');

/** Finds the endpoint of a request as the gateway would: an encoded slash parts nothing, and one slash at the end means nothing. */
export function routerOf(table: readonly Routed[] = endpoints) {
  const ranked = [...table].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
  return (method: string, path: string): Route | 'malformed' | undefined => {
    const segments = decoded(segmentsOf(path));
    if (segments === undefined) return 'malformed';
    for (const endpoint of ranked) {
      const pathParameters = endpoint.method === method ? match(segmentsOf(endpoint.path), segments) : undefined;
      if (pathParameters) return { endpoint, pathParameters };
    }
    return undefined;
  };
}

function match(pattern: string[], segments: string[]): Record<string, string> | undefined {
  if (pattern.length !== segments.length) return undefined;
  const parameters: [string, string][] = [];
  for (const [index, expected] of pattern.entries()) {
    const segment = segments[index];
    const name = nameOf(expected);
    if (!segment || (name === undefined && segment !== expected)) return undefined;
    if (name !== undefined) parameters.push([name, segment]);
  }
  return Object.fromEntries(parameters);
}

function decoded(segments: string[]): string[] | undefined {
  try {
    return segments.map(decodeURIComponent);
  } catch {
    return undefined;
  }
}
