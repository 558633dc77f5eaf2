/** The name of the function that serves the pages, and of its folder. */
export const docsFunction = 'docs';

/** The only routes that are not endpoints: the start page, the documentation, the files of both, and `llms.txt` for language models. */
export const pageRoutes = [
  { operation: docsFunction, method: 'GET', path: '/' },
  { operation: docsFunction, method: 'GET', path: '/llms.txt' },
  { operation: docsFunction, method: 'GET', path: '/docs' },
  { operation: docsFunction, method: 'GET', path: '/docs/{file}' },
] as const;
