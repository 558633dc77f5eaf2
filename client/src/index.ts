export type { ConnectClient } from './connect-client.ts';
export { type ConnectOptions, createConnectClient } from './create-connect-client.ts';
export {
  createPortalClient,
  type PortalClient,
  type PortalIdentity,
  type PortalOptions,
} from './create-portal-client.ts';
export * from './enums.ts';
export { NoAnswer } from './no-answer.ts';
export type { components as portalComponents, paths as portalPaths } from './portal-schema.ts';
export { type PagedPath, type PageOptions, readPages } from './read-pages.ts';
export {
  ExpiredCommand,
  type RecordCommand,
  type RecordedCommand,
  type RepeatableCall,
  sendRecordedCommand,
} from './recorded-command.ts';
export { ResponseError } from './response-error.ts';
export type { components, paths } from './schema.ts';
export {
  createWebhookVerifier,
  InvalidWebhook,
  type WebhookEvent,
  type WebhookHeaders,
  type WebhookTest,
  type WebhookVerifier,
} from './webhook-verifier.ts';
