/** A group of operations in the documentation. */
export interface ApiTag {
  name: string;
  description: string;
}

/** The tags by the first segment of the path. */
export const apiTags = {
  licenses: { name: 'Licenses', description: "A customer's permissions to use products." },
  subscriptions: {
    name: 'Subscriptions',
    description: 'Telecommunications services that are provisioned for customers, and their add-ons.',
  },
  'product-offerings': {
    name: 'Product offerings',
    description: 'The catalogue from which licenses, subscriptions and add-ons are created.',
  },
  customers: { name: 'Customers', description: 'The personal and billing details of customers.' },
  inventory: { name: 'Inventory', description: 'SIM cards and their codes.' },
  orders: {
    name: 'Orders',
    description: 'Requests that create licenses and add-ons and change licenses, all together or not at all.',
  },
  events: {
    name: 'Events',
    description:
      'Changes of your resources. A change is caused by a command, a schedule or the operator.\n\n' +
      'There are two ways to get events. Both contain the same events, with the same bytes.\n\n' +
      '- **The feed** (`GET /events`): all events of the last 30 days, numbered without gaps. Store `nextCursor`, and send it later ' +
      'to get what was published since then. Nothing is ever added before your cursor, so nothing can be missing.\n' +
      '- **[Webhooks](#tag/webhooks)**: events are sent to your endpoints.',
  },
  'idempotency-key': {
    name: 'Idempotency',
    description: 'The outcomes of commands that were sent with an idempotency key.',
  },
  health: { name: 'Health', description: 'The state of the API.' },
  'api-key': { name: 'API key', description: 'The API key of the caller.' },
} as const satisfies Record<string, ApiTag>;

/** The tag of the events that are sent to webhook endpoints. */
export const webhookTag: ApiTag = {
  name: 'Webhooks',
  description:
    'Events that are sent to your endpoints. You add an endpoint in the portal, at `/portal`, and get its secret, `whsec_…`.\n\n' +
    'Webhooks are signed according to [Standard Webhooks](https://www.standardwebhooks.com), which has libraries for most ' +
    'languages. Verify the signature of the raw body before you process an event. Store the event, then respond with a 2xx ' +
    'status within 10 seconds. After any other response the event is sent again, with increasing pauses, for 24 hours. An event ' +
    'may be delivered more than once (deduplicate by `eventId`) and out of order (order by `sequence`, the version of the ' +
    'resource). Respond with a 2xx status to event types that you do not know, too, and ignore them: new types may be added, and ' +
    '`webhook.test`, which tests your endpoint, does not report a change.',
};

/** The tags of the operations that only the portal has, by the second segment of the path. */
export const portalTags = {
  session: { name: 'Session', description: 'The user of the portal, and the tenants for which they work.' },
  'api-keys': { name: 'API keys', description: "A tenant's API keys. A secret is shown once, in the first response." },
  webhooks: { name: 'Webhooks', description: 'The endpoints that receive events, and their deliveries.' },
  users: { name: 'Team', description: 'The users of the portal, with their roles, and invitations.' },
  'audit-log': { name: 'Audit log', description: 'Who did what.' },
  requests: { name: 'Look up', description: 'What a request did.' },
  events: { name: 'Events', description: 'The latest events.' },
} as const satisfies Record<string, ApiTag>;
