import type { Endpoint } from '../lib/contract/endpoint.ts';
import { pageRoutes } from './docs/routes.ts';
import { endpoints, portalEndpoints, publicEndpoints } from './endpoints.ts';
import { portalPageRoutes } from './portal/routes.ts';

/** A method and a path, and the function that handles them. */
export interface Route extends Pick<Endpoint, 'operation' | 'path'> {
  method: Endpoint['method'] | 'HEAD';
}

const toRoute = ({ operation, path, method }: Route): Route => ({ operation, path, method });

/** The routes that need no API key. They accept HEAD like GET. */
export const publicRoutes: readonly Route[] = [...pageRoutes, ...portalPageRoutes, ...publicEndpoints].flatMap(
  route => [toRoute(route), { ...toRoute(route), method: 'HEAD' }],
);

/** Every route of the API. */
export const allRoutes: readonly Route[] = [...endpoints, ...portalEndpoints].map(toRoute).concat(publicRoutes);

/** Lists the methods of a path, as in the header `Allow`. */
export const formatAllowedMethods = (path: string): string =>
  [...allRoutes.filter(route => route.path === path).map(({ method }) => method), 'OPTIONS'].join(', ');
