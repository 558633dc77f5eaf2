import { type ComponentType, lazy } from 'react';
import type { SessionScope } from '../session/portal-context.ts';

/** A page of the portal. */
export interface PortalPage {
  path: string;
  /** The name in the navigation. Absent for pages that only other pages lead to. */
  label?: string;
  /** Users without this scope do not see the page. */
  scope?: SessionScope;
  component: ComponentType;
}

const lazyPage = <Name extends string>(load: () => Promise<Record<Name, ComponentType>>, name: Name) =>
  lazy(async (): Promise<{ default: ComponentType }> => ({ default: (await load())[name] }));

export const portalPages: readonly PortalPage[] = [
  { path: '/', label: 'Overview', component: lazyPage(() => import('../pages/overview-page.tsx'), 'OverviewPage') },
  {
    path: '/licenses',
    label: 'Licenses',
    scope: 'licenses:read',
    component: lazyPage(() => import('../pages/licenses/licenses-page.tsx'), 'LicensesPage'),
  },
  {
    path: '/licenses/:licenseId',
    scope: 'licenses:read',
    component: lazyPage(() => import('../pages/licenses/license-page.tsx'), 'LicensePage'),
  },
  {
    path: '/subscriptions',
    label: 'Subscriptions',
    scope: 'subscriptions:read',
    component: lazyPage(() => import('../pages/subscriptions/subscriptions-page.tsx'), 'SubscriptionsPage'),
  },
  {
    path: '/subscriptions/:subscriptionId',
    scope: 'subscriptions:read',
    component: lazyPage(() => import('../pages/subscriptions/subscription-page.tsx'), 'SubscriptionPage'),
  },
  {
    path: '/orders',
    label: 'Orders',
    scope: 'orders:read',
    component: lazyPage(() => import('../pages/orders/orders-page.tsx'), 'OrdersPage'),
  },
  {
    path: '/orders/:orderId',
    scope: 'orders:read',
    component: lazyPage(() => import('../pages/orders/order-page.tsx'), 'OrderPage'),
  },
  {
    path: '/offerings',
    label: 'Product offerings',
    scope: 'product-offerings:read',
    component: lazyPage(() => import('../pages/offerings/offerings-page.tsx'), 'OfferingsPage'),
  },
  {
    path: '/offerings/:productOfferingId',
    scope: 'product-offerings:read',
    component: lazyPage(() => import('../pages/offerings/offering-page.tsx'), 'OfferingPage'),
  },
  {
    path: '/events',
    label: 'Events',
    scope: 'events:read',
    component: lazyPage(() => import('../pages/events/events-page.tsx'), 'EventsPage'),
  },
  {
    path: '/events/:eventId',
    scope: 'events:read',
    component: lazyPage(() => import('../pages/events/event-page.tsx'), 'EventPage'),
  },
  {
    path: '/look-up',
    label: 'Look up',
    scope: 'events:read',
    component: lazyPage(() => import('../pages/look-up-page.tsx'), 'LookUpPage'),
  },
  {
    path: '/api-keys',
    label: 'API keys',
    scope: 'api-keys:read',
    component: lazyPage(() => import('../pages/api-keys/api-keys-page.tsx'), 'ApiKeysPage'),
  },
  {
    path: '/api-keys/:keyId',
    scope: 'api-keys:read',
    component: lazyPage(() => import('../pages/api-keys/api-key-page.tsx'), 'ApiKeyPage'),
  },
  {
    path: '/webhooks',
    label: 'Webhooks',
    scope: 'webhooks:read',
    component: lazyPage(() => import('../pages/webhooks/webhooks-page.tsx'), 'WebhooksPage'),
  },
  {
    path: '/webhooks/:endpointId',
    scope: 'webhooks:read',
    component: lazyPage(() => import('../pages/webhooks/webhook-page.tsx'), 'WebhookPage'),
  },
  {
    path: '/team',
    label: 'Team',
    scope: 'users:read',
    component: lazyPage(() => import('../pages/team/team-page.tsx'), 'TeamPage'),
  },
  {
    path: '/audit-log',
    label: 'Audit log',
    scope: 'audit:read',
    component: lazyPage(() => import('../pages/audit-log-page.tsx'), 'AuditLogPage'),
  },
];
