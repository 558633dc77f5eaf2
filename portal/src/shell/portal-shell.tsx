import { Anchor, Badge, Burger, Drawer } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Suspense, useEffect, useRef } from 'react';
import { Link, Route, Switch, useLocation } from 'wouter';
import { PageFallback } from '../components/page-fallback.tsx';
import { PageHeading } from '../components/page-heading.tsx';
import { usePortal, useScopes } from '../session/portal-context.ts';
import { portalPages } from './pages.tsx';
import { PortalNavigation } from './portal-navigation.tsx';
import { UserDialog } from './user-dialog.tsx';

/*
 * Mantine's AppShell is not used: it writes its sizes into a style tag, which the content security policy forbids.
 */

/** The frame of all pages: header, navigation, and the page. */
export function PortalShell() {
  const { session } = usePortal();
  const [isMenuOpen, menu] = useDisclosure(false);
  const main = useRef<HTMLElement>(null);
  useFocusOnNavigation(main);
  return (
    <>
      <Anchor component="button" className="portal-skip" onClick={() => main.current?.focus()}>
        Skip to the content
      </Anchor>
      <header className="portal-header">
        <Burger
          className="portal-burger"
          size="sm"
          opened={isMenuOpen}
          onClick={menu.toggle}
          aria-label="Open the navigation"
        />
        <Link href="/" className="portal-brand">
          <img src="docs/icon.svg" width="24" height="24" alt="" />
          <span>Connect API</span>
        </Link>
        <Badge color={session.tenant.mode === 'live' ? 'teal' : 'yellow'}>
          {session.tenant.tenantId} · {session.tenant.mode}
        </Badge>
        <UserDialog />
      </header>
      <Drawer
        opened={isMenuOpen}
        onClose={menu.close}
        title="Pages"
        size="16rem"
        closeButtonProps={{ 'aria-label': 'Close the navigation' }}
      >
        <PortalNavigation onNavigate={menu.close} />
      </Drawer>
      <div className="portal-columns">
        <div className="portal-navigation">
          <PortalNavigation />
        </div>
        <main className="portal-main" ref={main} tabIndex={-1}>
          <Suspense fallback={<PageFallback />}>
            <PageSwitch />
          </Suspense>
        </main>
      </div>
    </>
  );
}

function PageSwitch() {
  const hasScope = useScopes();
  return (
    <Switch>
      {portalPages
        .filter(({ scope }) => hasScope(scope))
        .map(({ path, component }) => (
          <Route key={path} path={path} component={component} />
        ))}
      <Route>
        <PageHeading title="There is no such page" />
        <p>The address may be wrong, or your role does not include this page.</p>
      </Route>
    </Switch>
  );
}

/** Moves the focus to the content when another page opens, as a browser does. */
function useFocusOnNavigation(main: React.RefObject<HTMLElement | null>): void {
  const [location] = useLocation();
  const previous = useRef(location);
  useEffect(() => {
    if (previous.current === location) return;
    previous.current = location;
    main.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [location, main]);
}
