/** A page of the portal with demo data. */
export interface DemoPage {
  path: string;
  heading: string | RegExp;
  /** The buttons that open the dialogs of the page. */
  dialogs?: readonly string[];
  /** The name of its screenshot in the documentation. */
  screenshot?: string;
}

/** All pages, as an owner sees them. */
export const demoPages: readonly DemoPage[] = [
  { path: '/', heading: 'Overview', screenshot: 'overview' },
  { path: '/licenses', heading: 'Licenses', dialogs: ['Create a license'], screenshot: 'licenses' },
  {
    path: '/licenses/demo-changing-license',
    heading: 'License',
    dialogs: ['Change the product offering', 'Undo the change', 'Cancel', 'Edit'],
    screenshot: 'license',
  },
  { path: '/licenses/demo-ending-license', heading: 'License', dialogs: ['Undo the cancellation'] },
  { path: '/subscriptions', heading: 'Subscriptions', screenshot: 'subscriptions' },
  {
    path: '/subscriptions/demo-subscription',
    heading: /^\+49/,
    dialogs: ['Add an add-on', 'Cancel'],
    screenshot: 'subscription',
  },
  { path: '/orders', heading: 'Orders', dialogs: ['Create an order'], screenshot: 'orders' },
  { path: '/orders/demo-order', heading: 'Order', dialogs: ['Submit', 'Cancel'], screenshot: 'order' },
  { path: '/offerings', heading: 'Product offerings', screenshot: 'offerings' },
  { path: '/offerings/demo-license-offering', heading: 'Cloud PBX Seat' },
  { path: '/events', heading: 'Events', screenshot: 'events' },
  { path: '/look-up', heading: 'Look up' },
  { path: '/api-keys', heading: 'API keys', dialogs: ['Create an API key'], screenshot: 'api-keys' },
  { path: '/webhooks', heading: 'Webhooks', dialogs: ['Add an endpoint'], screenshot: 'webhooks' },
  { path: '/team', heading: 'Team', dialogs: ['Invite a user', 'Change the role', 'Remove'], screenshot: 'team' },
  { path: '/audit-log', heading: 'Audit log', screenshot: 'audit-log' },
  { path: '/nowhere', heading: 'There is no such page' },
];
