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
  'idempotency-key': {
    name: 'Idempotency',
    description: 'The outcomes of commands that were sent with an idempotency key.',
  },
  'api-key': { name: 'API key', description: 'The API key of the caller.' },
} as const satisfies Record<string, ApiTag>;
