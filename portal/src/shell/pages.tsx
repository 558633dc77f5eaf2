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
];
