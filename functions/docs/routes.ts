/** The function that serves the pages, in its folder of this name. */
export const pagesFunction = 'docs';

/** The only routes that are no endpoints: a page that says what this is, the documentation, and what both are made of. */
export const pageRoutes = [
  { operation: pagesFunction, method: 'GET', path: '/' },
  { operation: pagesFunction, method: 'GET', path: '/docs' },
  { operation: pagesFunction, method: 'GET', path: '/docs/{file}' },
] as const;
