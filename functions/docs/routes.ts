/** The only routes that are no endpoints: a page that says what this is, the documentation, and what it is made of. */
export const pageRoutes = [
  { operation: 'docs', method: 'GET', path: '/' },
  { operation: 'docs', method: 'GET', path: '/docs' },
  { operation: 'docs', method: 'GET', path: '/docs/{file}' },
] as const;
