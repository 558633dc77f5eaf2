import { useSyncExternalStore } from 'react';

/*
 * The location of a page is in the fragment, with its query: `#/licenses?status=ACTIVE`. The server knows one page only, and the query of the
 * address itself belongs to the sign-in.
 */

const readHash = (): string => window.location.hash.slice(1) || '/';

function subscribeToHash(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

/** Builds the address of a page. A fragment alone would be relative to the base address, which is another page. */
export const toHashAddress = (path: string): string => `${window.location.pathname}#${path}`;

function goTo(path: string, { replace = false }: { replace?: boolean } = {}): void {
  const address = toHashAddress(path);
  if (replace) window.history.replaceState(null, '', address);
  else window.history.pushState(null, '', address);
  window.dispatchEvent(new HashChangeEvent('hashchange'));
}

const useHash = (): string => useSyncExternalStore(subscribeToHash, readHash);

/** The path of the page, for wouter. */
export const useHashPath = (): [string, typeof goTo] => [useHash().split('?', 1)[0] ?? '/', goTo];

/** The query of the page, for wouter. */
export const useHashSearch = (): string => useHash().split('?')[1] ?? '';
