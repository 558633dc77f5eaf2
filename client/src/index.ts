export { type ConnectOptions, createConnectClient } from './client.ts';
export type { ConnectClient } from './connect-client.ts';
export { NoAnswer } from './no-answer.ts';
export type { components, paths } from './schema.ts';
