export type { ConnectClient } from './connect-client.ts';
export { type ConnectOptions, createConnectClient } from './create-connect-client.ts';
export {
  createPortalClient,
  type PortalClient,
  type PortalIdentity,
  type PortalOptions,
} from './create-portal-client.ts';
export { NoAnswer } from './no-answer.ts';
export type { components as portalComponents, paths as portalPaths } from './portal-schema.ts';
export type { components, paths } from './schema.ts';
