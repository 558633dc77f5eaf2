/** The name of the function that serves the pages of the portal, and of its folder. */
export const portalFunction = 'portal';

/** The routes of the pages of the portal. The portal's own endpoints are in `functions/endpoints.ts`. */
export const portalPageRoutes = [
  { operation: portalFunction, method: 'GET', path: '/portal' },
  { operation: portalFunction, method: 'GET', path: '/portal/assets/{file}' },
  { operation: portalFunction, method: 'GET', path: '/portal/config.json' },
  { operation: portalFunction, method: 'GET', path: '/portal/openapi.json' },
] as const;
