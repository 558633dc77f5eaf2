/** What is counted of copying, once per service: copies that were brought up to date, and pages that must be done again. */
export const copyMetrics = { copied: 'TextsCopied', failed: 'CopyFailed' } as const;
