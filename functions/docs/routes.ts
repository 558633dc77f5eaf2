/** The name of the function that serves the pages, and of its folder. */
export const docsFunction = 'docs';

/** The only routes that are not endpoints: the start page, the documentation, and the files of both. */
export const pageRoutes = [
  { operation: docsFunction, method: 'GET', path: '/' },
  { operation: docsFunction, method: 'GET', path: '/docs' },
  { operation: docsFunction, method: 'GET', path: '/docs/{file}' },
] as const;
