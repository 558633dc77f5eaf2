import type { ApiEndpoint, Endpoint, PortalEndpoint, PublicEndpoint } from '../lib/contract/endpoint.ts';
import { endpoint as addAddon } from './add-addon/endpoint.ts';
import { endpoint as addWebhook } from './add-webhook/endpoint.ts';
import { endpoint as cancelAddon } from './cancel-addon/endpoint.ts';
import { endpoint as cancelApiKeyRotation } from './cancel-api-key-rotation/endpoint.ts';
import { endpoint as cancelInvitation } from './cancel-invitation/endpoint.ts';
import { endpoint as cancelLicense } from './cancel-license/endpoint.ts';
import { endpoint as cancelOrder } from './cancel-order/endpoint.ts';
import { endpoint as cancelWebhookRotation } from './cancel-webhook-rotation/endpoint.ts';
import { endpoint as changeLicenseOffering } from './change-license-offering/endpoint.ts';
import { endpoint as changeUserRole } from './change-user-role/endpoint.ts';
import { endpoint as confirmApiKeyRotation } from './confirm-api-key-rotation/endpoint.ts';
import { endpoint as confirmWebhookSecret } from './confirm-webhook-secret/endpoint.ts';
import { endpoint as createApiKey } from './create-api-key/endpoint.ts';
import { endpoint as createLicense } from './create-license/endpoint.ts';
import { endpoint as createOrder } from './create-order/endpoint.ts';
import { endpoint as findRequest } from './find-request/endpoint.ts';
import { endpoint as getApiKey } from './get-api-key/endpoint.ts';
import { endpoint as getCustomer } from './get-customer/endpoint.ts';
import { endpoint as getEvent } from './get-event/endpoint.ts';
import { endpoint as getHealth } from './get-health/endpoint.ts';
import { endpoint as getIdempotencyKey } from './get-idempotency-key/endpoint.ts';
import { endpoint as getInPorting } from './get-in-porting/endpoint.ts';
import { endpoint as getLicense } from './get-license/endpoint.ts';
import { endpoint as getOrder } from './get-order/endpoint.ts';
import { endpoint as getPortalSession } from './get-portal-session/endpoint.ts';
import { endpoint as getProductOffering } from './get-product-offering/endpoint.ts';
import { endpoint as getSim } from './get-sim/endpoint.ts';
import { endpoint as getSimCodes } from './get-sim-codes/endpoint.ts';
import { endpoint as getSubscription } from './get-subscription/endpoint.ts';
import { endpoint as inviteUser } from './invite-user/endpoint.ts';
import { endpoint as listAddons } from './list-addons/endpoint.ts';
import { endpoint as listApiKeys } from './list-api-keys/endpoint.ts';
import { endpoint as listAuditLog } from './list-audit-log/endpoint.ts';
import { endpoint as listEvents } from './list-events/endpoint.ts';
import { endpoint as listLatestEvents } from './list-latest-events/endpoint.ts';
import { endpoint as listLicenseOfferingOptions } from './list-license-offering-options/endpoint.ts';
import { endpoint as listLicenses } from './list-licenses/endpoint.ts';
import { endpoint as listOrders } from './list-orders/endpoint.ts';
import { endpoint as listProductOfferings } from './list-product-offerings/endpoint.ts';
import { endpoint as listSubscriptions } from './list-subscriptions/endpoint.ts';
import { endpoint as listUsers } from './list-users/endpoint.ts';
import { endpoint as listWebhookDeliveries } from './list-webhook-deliveries/endpoint.ts';
import { endpoint as listWebhooks } from './list-webhooks/endpoint.ts';
import { endpoint as removeUser } from './remove-user/endpoint.ts';
import { endpoint as removeWebhook } from './remove-webhook/endpoint.ts';
import { endpoint as replayWebhookEvents } from './replay-webhook-events/endpoint.ts';
import { endpoint as revokeApiKey } from './revoke-api-key/endpoint.ts';
import { endpoint as rotateApiKey } from './rotate-api-key/endpoint.ts';
import { endpoint as rotateWebhookSecret } from './rotate-webhook-secret/endpoint.ts';
import { endpoint as signIn } from './sign-in/endpoint.ts';
import { endpoint as submitOrder } from './submit-order/endpoint.ts';
import { endpoint as testWebhook } from './test-webhook/endpoint.ts';
import { endpoint as undoAddonCancellation } from './undo-addon-cancellation/endpoint.ts';
import { endpoint as undoLicenseCancellation } from './undo-license-cancellation/endpoint.ts';
import { endpoint as undoOfferingChange } from './undo-offering-change/endpoint.ts';
import { endpoint as updateApiKey } from './update-api-key/endpoint.ts';
import { endpoint as updateLicense } from './update-license/endpoint.ts';
import { endpoint as updateWebhook } from './update-webhook/endpoint.ts';

const apiEndpointTable = [
  createLicense,
  listLicenses,
  getLicense,
  updateLicense,
  cancelLicense,
  undoLicenseCancellation,
  changeLicenseOffering,
  undoOfferingChange,
  listLicenseOfferingOptions,
  listSubscriptions,
  getSubscription,
  listAddons,
  addAddon,
  cancelAddon,
  undoAddonCancellation,
  getInPorting,
  listProductOfferings,
  getProductOffering,
  createOrder,
  listOrders,
  getOrder,
  submitOrder,
  cancelOrder,
  getCustomer,
  getSim,
  getSimCodes,
  listEvents,
  getEvent,
  getIdempotencyKey,
  getApiKey,
] as const satisfies readonly ApiEndpoint[];

const portalEndpointTable = [
  signIn,
  getPortalSession,
  listApiKeys,
  createApiKey,
  updateApiKey,
  rotateApiKey,
  confirmApiKeyRotation,
  cancelApiKeyRotation,
  revokeApiKey,
  listWebhooks,
  addWebhook,
  updateWebhook,
  removeWebhook,
  rotateWebhookSecret,
  confirmWebhookSecret,
  cancelWebhookRotation,
  testWebhook,
  listWebhookDeliveries,
  replayWebhookEvents,
  listUsers,
  inviteUser,
  cancelInvitation,
  changeUserRole,
  removeUser,
  listAuditLog,
  listLatestEvents,
  findRequest,
] as const satisfies readonly PortalEndpoint[];

/** The name of an operation of the API. */
export type OperationName = (typeof apiEndpointTable)[number]['operation'];

/** The name of an operation that only the portal has. */
export type PortalOperationName = (typeof portalEndpointTable)[number]['operation'];

/** The endpoints of the API, for API keys and portal sessions. Routes, functions, permissions, documentation and tests are derived from them. */
export const endpoints: readonly ApiEndpoint[] = apiEndpointTable;

/** The endpoints that only the portal has. */
export const portalEndpoints: readonly PortalEndpoint[] = portalEndpointTable;

/** The endpoints that need no API key. */
export const publicEndpoints: readonly PublicEndpoint[] = [getHealth];

/** All endpoints that are deployed. */
export const allEndpoints: readonly Endpoint[] = [...endpoints, ...publicEndpoints, ...portalEndpoints];
