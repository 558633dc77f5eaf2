/*
 * The two modules of `oidc-provider` that this project loads. The package's main module prints a warning on Node 20, and its default
 * adapter prints another one.
 */

declare module 'oidc-provider/lib/provider.js' {
  export { Provider } from 'oidc-provider';
}

declare module 'oidc-provider/lib/adapters/memory_adapter.js' {
  import type { AdapterFactory } from 'oidc-provider';

  export function createMemoryAdapter(): AdapterFactory;
}
