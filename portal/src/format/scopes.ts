import type { portalComponents } from '../../../client/src/index.ts';

/** A scope that an API key can have. `*` covers all but the sensitive ones. */
export type KeyScope = portalComponents['schemas']['CreateApiKeyRequest']['scopes'][number];

interface ScopeText {
  label: string;
  /** The operations that the scope opens. */
  opens: string;
  /** Set for personal data and secrets, which `*` does not include. */
  isSensitive?: true;
}

const scopeTexts: Record<KeyScope, ScopeText> = {
  '*': {
    label: 'Everything',
    opens: 'All of the following, also in later versions of the API, except the sensitive ones',
  },
  'licenses:read': { label: 'Read licenses', opens: 'List and get licenses and their change options' },
  'licenses:write': { label: 'Change licenses', opens: 'Create, change and cancel licenses, and undo it' },
  'subscriptions:read': { label: 'Read subscriptions', opens: 'List and get subscriptions and their add-ons' },
  'subscriptions:write': { label: 'Change subscriptions', opens: 'Add and cancel add-ons, and undo it' },
  'product-offerings:read': { label: 'Read product offerings', opens: 'List and get product offerings' },
  'orders:read': { label: 'Read orders', opens: 'List and get orders' },
  'orders:write': { label: 'Change orders', opens: 'Create, submit and cancel orders' },
  'events:read': { label: 'Read events', opens: 'The feed of everything that changed' },
  'customers:read': { label: 'Read customers', opens: 'Personal and billing details', isSensitive: true },
  'sims:read': { label: 'Read SIM cards', opens: 'IMSI and eSIM profile', isSensitive: true },
  'sims:codes': { label: 'Read codes of SIM cards', opens: 'PUK and PIN', isSensitive: true },
  'porting:read': { label: 'Read portings', opens: 'Holder of the number and passcode', isSensitive: true },
};

/** All scopes, in the order in which they are shown. */
export const keyScopes = Object.keys(scopeTexts) as KeyScope[];

export const describeScope = (scope: KeyScope): ScopeText => scopeTexts[scope];

const isKeyScope = (scope: string): scope is KeyScope => Object.hasOwn(scopeTexts, scope);

/** Writes scopes in words. A scope of a later version is shown as it is. */
export const toScopesText = (scopes: readonly string[]): string =>
  scopes.map(scope => (isKeyScope(scope) ? scopeTexts[scope].label : scope)).join(', ');
