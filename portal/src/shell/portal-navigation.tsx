import { NavLink } from '@mantine/core';
import { Link, useLocation } from 'wouter';
import { useScopes } from '../session/portal-context.ts';
import { portalPages } from './pages.tsx';

/** The links to the pages that the role of the user permits. */
export function PortalNavigation({ onNavigate }: { onNavigate?: () => void }) {
  const [location] = useLocation();
  const hasScope = useScopes();
  return (
    <nav aria-label="Pages">
      {portalPages
        .filter(({ label, scope }) => label !== undefined && hasScope(scope))
        .map(({ path, label }) => (
          <NavLink
            key={path}
            component={Link}
            href={path}
            label={label}
            active={isCurrent(location, path)}
            {...(location === path && { 'aria-current': 'page' })}
            {...(onNavigate && { onClick: onNavigate })}
          />
        ))}
    </nav>
  );
}

const isCurrent = (location: string, path: string): boolean =>
  location === path || (path !== '/' && location.startsWith(`${path}/`));
