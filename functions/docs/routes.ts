/** The function that serves the pages, in its folder of this name. */
export const docsFunction = 'docs';

/** The only routes that are no endpoints: a page that says what this is, the documentation, and what both are made of. */
export const pageRoutes = [
  { operation: docsFunction, method: 'GET', path: '/' },
  { operation: docsFunction, method: 'GET', path: '/docs' },
  { operation: docsFunction, method: 'GET', path: '/docs/{file}' },
] as const;
