/** Headers of every response of the API. They are not stored with a response. A response can contain personal data, so nothing keeps it. */
export const commonResponseHeaders = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' } as const;
