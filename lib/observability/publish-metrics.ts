/** What is counted of every batch of changes, once per service: events that were taken, and changes that could not be told yet. */
export const publishMetrics = { published: 'EventsPublished', failed: 'EventsFailed' } as const;
