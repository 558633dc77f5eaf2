export { type ConnectClient, type ConnectOptions, createConnectClient } from './client.ts';
export { NoAnswer } from './no-answer.ts';
export type { components, paths } from './schema.ts';
