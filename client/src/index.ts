export type { ConnectClient } from './connect-client.ts';
export { type ConnectOptions, createConnectClient } from './create-connect-client.ts';
export { NoResponseError } from './no-response-error.ts';
export type { components, paths } from './schema.ts';
