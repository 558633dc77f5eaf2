// Written by `npm run openapi`; not to be edited.

/** The values of `AddonChange.status`. A newer server can return others. */
export const AddonChangeStatus = {
  ACTIVE: 'ACTIVE',
  CANCELLED: 'CANCELLED',
  EXPIRED: 'EXPIRED',
} as const;
export type AddonChangeStatus = (typeof AddonChangeStatus)[keyof typeof AddonChangeStatus];


/** The values of `ApiError.code`. A newer server can return others. */
export const ApiErrorCode = {
  VALIDATION_ERROR: 'VALIDATION_ERROR',
  MALFORMED_JSON: 'MALFORMED_JSON',
  UNAUTHORIZED: 'UNAUTHORIZED',
  FORBIDDEN: 'FORBIDDEN',
  billing_managed: 'billing_managed',
  NOT_FOUND: 'NOT_FOUND',
  license_not_found: 'license_not_found',
  subscription_not_found: 'subscription_not_found',
  addon_not_found: 'addon_not_found',
  order_not_found: 'order_not_found',
  customer_not_found: 'customer_not_found',
  product_offering_not_found: 'product_offering_not_found',
  subscriber_not_found: 'subscriber_not_found',
  sim_not_found: 'sim_not_found',
  sim_codes_not_found: 'sim_codes_not_found',
  porting_not_found: 'porting_not_found',
  user_not_found: 'user_not_found',
  api_key_not_found: 'api_key_not_found',
  event_not_found: 'event_not_found',
  request_not_found: 'request_not_found',
  webhook_endpoint_not_found: 'webhook_endpoint_not_found',
  webhook_endpoint_exists: 'webhook_endpoint_exists',
  too_many_webhook_endpoints: 'too_many_webhook_endpoints',
  webhook_endpoint_disabled: 'webhook_endpoint_disabled',
  invitation_not_found: 'invitation_not_found',
  user_exists: 'user_exists',
  last_owner: 'last_owner',
  api_key_ended: 'api_key_ended',
  rotation_in_progress: 'rotation_in_progress',
  METHOD_NOT_ALLOWED: 'METHOD_NOT_ALLOWED',
  idempotency_key_not_found: 'idempotency_key_not_found',
  idempotency_key_mismatch: 'idempotency_key_mismatch',
  idempotency_key_locked: 'idempotency_key_locked',
  license_already_cancelled: 'license_already_cancelled',
  addon_already_cancelled: 'addon_already_cancelled',
  addon_exists: 'addon_exists',
  addon_limit_reached: 'addon_limit_reached',
  addon_not_offered: 'addon_not_offered',
  addon_expiring: 'addon_expiring',
  subscription_blocked: 'subscription_blocked',
  subscription_already_cancelled: 'subscription_already_cancelled',
  order_invalid: 'order_invalid',
  order_not_changeable: 'order_not_changeable',
  order_expired: 'order_expired',
  nothing_scheduled: 'nothing_scheduled',
  license_blocked: 'license_blocked',
  license_ending: 'license_ending',
  product_offering_unchanged: 'product_offering_unchanged',
  product_offering_change_not_allowed: 'product_offering_change_not_allowed',
  product_offering_not_available: 'product_offering_not_available',
  license_type_mismatch: 'license_type_mismatch',
  assignment_mismatch: 'assignment_mismatch',
  PAYLOAD_TOO_LARGE: 'PAYLOAD_TOO_LARGE',
  UNSUPPORTED_MEDIA_TYPE: 'UNSUPPORTED_MEDIA_TYPE',
  RATE_LIMIT_EXCEEDED: 'RATE_LIMIT_EXCEEDED',
  INTERNAL_ERROR: 'INTERNAL_ERROR',
  outcome_unknown: 'outcome_unknown',
  SERVICE_UNAVAILABLE: 'SERVICE_UNAVAILABLE',
} as const;
export type ApiErrorCode = (typeof ApiErrorCode)[keyof typeof ApiErrorCode];


/** The values of `ApiKey.mode`. A newer server can return others. */
export const ApiKeyMode = {
  live: 'live',
  test: 'test',
} as const;
export type ApiKeyMode = (typeof ApiKeyMode)[keyof typeof ApiKeyMode];


/** The values of `Assignment.type`. A newer server can return others. */
export const AssignmentType = {
  SUBSCRIPTION: 'SUBSCRIPTION',
  SUBSCRIBER: 'SUBSCRIBER',
  USER: 'USER',
  CUSTOMER: 'CUSTOMER',
} as const;
export type AssignmentType = (typeof AssignmentType)[keyof typeof AssignmentType];


/** The values of `BillingCycle.period`. A newer server can return others. */
export const BillingCyclePeriod = {
  DAILY: 'DAILY',
  WEEKLY: 'WEEKLY',
  MONTHLY: 'MONTHLY',
  YEARLY: 'YEARLY',
} as const;
export type BillingCyclePeriod = (typeof BillingCyclePeriod)[keyof typeof BillingCyclePeriod];


/** The values of `ChangeOption.changeSchedule`. A newer server can return others. */
export const ChangeOptionChangeSchedule = {
  INSTANT: 'INSTANT',
  NEXT_RENEWAL: 'NEXT_RENEWAL',
} as const;
export type ChangeOptionChangeSchedule = (typeof ChangeOptionChangeSchedule)[keyof typeof ChangeOptionChangeSchedule];


/** The values of `ChangeRequest.actor.type`. A newer server can return others. */
export const ChangeRequestActorType = {
  API_KEY: 'API_KEY',
  USER: 'USER',
  TOOL: 'TOOL',
} as const;
export type ChangeRequestActorType = (typeof ChangeRequestActorType)[keyof typeof ChangeRequestActorType];


/** The values of `CustomerDetails.customerType`. A newer server can return others. */
export const CustomerDetailsCustomerType = {
  CONSUMER: 'CONSUMER',
  BUSINESS: 'BUSINESS',
} as const;
export type CustomerDetailsCustomerType = (typeof CustomerDetailsCustomerType)[keyof typeof CustomerDetailsCustomerType];


/** The values of `CustomerDetails.users[].role`. A newer server can return others. */
export const CustomerDetailsUsersRole = {
  MEMBER: 'MEMBER',
  MANAGER: 'MANAGER',
  ADMIN: 'ADMIN',
} as const;
export type CustomerDetailsUsersRole = (typeof CustomerDetailsUsersRole)[keyof typeof CustomerDetailsUsersRole];


/** The values of `EmbeddedAssignment.type`. A newer server can return others. */
export const EmbeddedAssignmentType = {
  SUBSCRIPTION: 'SUBSCRIPTION',
  SUBSCRIBER: 'SUBSCRIBER',
  USER: 'USER',
  CUSTOMER: 'CUSTOMER',
} as const;
export type EmbeddedAssignmentType = (typeof EmbeddedAssignmentType)[keyof typeof EmbeddedAssignmentType];


/** The values of `ErrorDetail.code`. A newer server can return others. */
export const ErrorDetailCode = {
  FIELD_REQUIRED: 'FIELD_REQUIRED',
  INVALID_TYPE: 'INVALID_TYPE',
  INVALID_FORMAT: 'INVALID_FORMAT',
  INVALID_VALUE: 'INVALID_VALUE',
  UNKNOWN_FIELD: 'UNKNOWN_FIELD',
  TOO_LONG: 'TOO_LONG',
  TOO_SHORT: 'TOO_SHORT',
  license_not_found: 'license_not_found',
  subscription_not_found: 'subscription_not_found',
  addon_not_found: 'addon_not_found',
  order_not_found: 'order_not_found',
  customer_not_found: 'customer_not_found',
  product_offering_not_found: 'product_offering_not_found',
  subscriber_not_found: 'subscriber_not_found',
  sim_not_found: 'sim_not_found',
  sim_codes_not_found: 'sim_codes_not_found',
  porting_not_found: 'porting_not_found',
  user_not_found: 'user_not_found',
  api_key_not_found: 'api_key_not_found',
  event_not_found: 'event_not_found',
  request_not_found: 'request_not_found',
  webhook_endpoint_not_found: 'webhook_endpoint_not_found',
  webhook_endpoint_exists: 'webhook_endpoint_exists',
  too_many_webhook_endpoints: 'too_many_webhook_endpoints',
  webhook_endpoint_disabled: 'webhook_endpoint_disabled',
  invitation_not_found: 'invitation_not_found',
  user_exists: 'user_exists',
  last_owner: 'last_owner',
  api_key_ended: 'api_key_ended',
  rotation_in_progress: 'rotation_in_progress',
  idempotency_key_not_found: 'idempotency_key_not_found',
  license_already_cancelled: 'license_already_cancelled',
  addon_already_cancelled: 'addon_already_cancelled',
  addon_exists: 'addon_exists',
  addon_limit_reached: 'addon_limit_reached',
  addon_not_offered: 'addon_not_offered',
  addon_expiring: 'addon_expiring',
  subscription_blocked: 'subscription_blocked',
  subscription_already_cancelled: 'subscription_already_cancelled',
  order_invalid: 'order_invalid',
  order_not_changeable: 'order_not_changeable',
  order_expired: 'order_expired',
  nothing_scheduled: 'nothing_scheduled',
  license_blocked: 'license_blocked',
  license_ending: 'license_ending',
  product_offering_unchanged: 'product_offering_unchanged',
  product_offering_change_not_allowed: 'product_offering_change_not_allowed',
  product_offering_not_available: 'product_offering_not_available',
  license_type_mismatch: 'license_type_mismatch',
  assignment_mismatch: 'assignment_mismatch',
} as const;
export type ErrorDetailCode = (typeof ErrorDetailCode)[keyof typeof ErrorDetailCode];


/** The values of `Event.type`. A newer server can return others. */
export const EventType = {
  'license.created': 'license.created',
  'license.activated': 'license.activated',
  'license.updated': 'license.updated',
  'license.ended': 'license.ended',
  'subscription.updated': 'subscription.updated',
  'order.created': 'order.created',
  'order.submitted': 'order.submitted',
  'order.cancelled': 'order.cancelled',
} as const;
export type EventType = (typeof EventType)[keyof typeof EventType];


/** The values of `InventorySim.type`. A newer server can return others. */
export const InventorySimType = {
  PHYSICAL: 'PHYSICAL',
  ESIM: 'ESIM',
} as const;
export type InventorySimType = (typeof InventorySimType)[keyof typeof InventorySimType];


/** The values of `InventorySim.status`. A newer server can return others. */
export const InventorySimStatus = {
  AVAILABLE: 'AVAILABLE',
  IN_USE: 'IN_USE',
  RESERVED: 'RESERVED',
  CONSUMED: 'CONSUMED',
  BRAND_RESERVED: 'BRAND_RESERVED',
} as const;
export type InventorySimStatus = (typeof InventorySimStatus)[keyof typeof InventorySimStatus];


/** The values of `License.status`. A newer server can return others. */
export const LicenseStatus = {
  PENDING: 'PENDING',
  ACTIVE: 'ACTIVE',
  PAUSED: 'PAUSED',
  CANCELLED: 'CANCELLED',
  BLOCKED: 'BLOCKED',
} as const;
export type LicenseStatus = (typeof LicenseStatus)[keyof typeof LicenseStatus];


/** The values of `LicenseChange.status`. A newer server can return others. */
export const LicenseChangeStatus = {
  ACTIVE: 'ACTIVE',
  CANCELLED: 'CANCELLED',
} as const;
export type LicenseChangeStatus = (typeof LicenseChangeStatus)[keyof typeof LicenseChangeStatus];


/** The values of `LicenseEvent.type`. A newer server can return others. */
export const LicenseEventType = {
  'license.created': 'license.created',
  'license.activated': 'license.activated',
  'license.updated': 'license.updated',
  'license.ended': 'license.ended',
} as const;
export type LicenseEventType = (typeof LicenseEventType)[keyof typeof LicenseEventType];


/** The values of `LineItem.type`. A newer server can return others. */
export const LineItemType = {
  LICENSE: 'LICENSE',
  LICENSE_CHANGE: 'LICENSE_CHANGE',
  SUBSCRIPTION_ADDON: 'SUBSCRIPTION_ADDON',
} as const;
export type LineItemType = (typeof LineItemType)[keyof typeof LineItemType];


/** The values of `NewLineItem.type`. A newer server can return others. */
export const NewLineItemType = {
  LICENSE: 'LICENSE',
  LICENSE_CHANGE: 'LICENSE_CHANGE',
  SUBSCRIPTION_ADDON: 'SUBSCRIPTION_ADDON',
} as const;
export type NewLineItemType = (typeof NewLineItemType)[keyof typeof NewLineItemType];


/** The values of `OfferingOption.changeSchedule`. A newer server can return others. */
export const OfferingOptionChangeSchedule = {
  INSTANT: 'INSTANT',
  NEXT_RENEWAL: 'NEXT_RENEWAL',
} as const;
export type OfferingOptionChangeSchedule = (typeof OfferingOptionChangeSchedule)[keyof typeof OfferingOptionChangeSchedule];


/** The values of `Order.state`. A newer server can return others. */
export const OrderState = {
  PENDING: 'PENDING',
  COMPLETED: 'COMPLETED',
  CANCELLED: 'CANCELLED',
  EXPIRED: 'EXPIRED',
} as const;
export type OrderState = (typeof OrderState)[keyof typeof OrderState];


/** The values of `OrderEvent.type`. A newer server can return others. */
export const OrderEventType = {
  'order.created': 'order.created',
  'order.submitted': 'order.submitted',
  'order.cancelled': 'order.cancelled',
} as const;
export type OrderEventType = (typeof OrderEventType)[keyof typeof OrderEventType];


/** The values of `PendingSubscriptionStatus.status`. A newer server can return others. */
export const PendingSubscriptionStatusStatus = {
  PENDING: 'PENDING',
  ACTIVATED: 'ACTIVATED',
  BLOCKED: 'BLOCKED',
  CANCELLED: 'CANCELLED',
  PAUSED: 'PAUSED',
} as const;
export type PendingSubscriptionStatusStatus = (typeof PendingSubscriptionStatusStatus)[keyof typeof PendingSubscriptionStatusStatus];


/** The values of `Porting.status`. A newer server can return others. */
export const PortingStatus = {
  PENDING: 'PENDING',
  IN_PROGRESS: 'IN_PROGRESS',
  SCHEDULED: 'SCHEDULED',
  COMPLETED: 'COMPLETED',
  FAILED: 'FAILED',
} as const;
export type PortingStatus = (typeof PortingStatus)[keyof typeof PortingStatus];


/** The values of `Porting.direction`. A newer server can return others. */
export const PortingDirection = {
  INBOUND: 'INBOUND',
  OUTBOUND: 'OUTBOUND',
} as const;
export type PortingDirection = (typeof PortingDirection)[keyof typeof PortingDirection];


/** The values of `Price.priceType`. A newer server can return others. */
export const PricePriceType = {
  ONE_TIME: 'ONE_TIME',
  RECURRING: 'RECURRING',
} as const;
export type PricePriceType = (typeof PricePriceType)[keyof typeof PricePriceType];


/** The values of `ProductOffering.type`. A newer server can return others. */
export const ProductOfferingType = {
  LICENSE: 'LICENSE',
  SUBSCRIPTION: 'SUBSCRIPTION',
  SUBSCRIPTION_ADDON: 'SUBSCRIPTION_ADDON',
} as const;
export type ProductOfferingType = (typeof ProductOfferingType)[keyof typeof ProductOfferingType];


/** The values of `ProductOffering.status`. A newer server can return others. */
export const ProductOfferingStatus = {
  AVAILABLE: 'AVAILABLE',
  ARCHIVED: 'ARCHIVED',
} as const;
export type ProductOfferingStatus = (typeof ProductOfferingStatus)[keyof typeof ProductOfferingStatus];


/** The values of `ProductOffering.cancellationSchedule`. A newer server can return others. */
export const ProductOfferingCancellationSchedule = {
  INSTANT: 'INSTANT',
  NEXT_RENEWAL: 'NEXT_RENEWAL',
} as const;
export type ProductOfferingCancellationSchedule = (typeof ProductOfferingCancellationSchedule)[keyof typeof ProductOfferingCancellationSchedule];


/** The values of `RequestedAssignment.type`. A newer server can return others. */
export const RequestedAssignmentType = {
  SUBSCRIPTION: 'SUBSCRIPTION',
  SUBSCRIBER: 'SUBSCRIBER',
  USER: 'USER',
  CUSTOMER: 'CUSTOMER',
} as const;
export type RequestedAssignmentType = (typeof RequestedAssignmentType)[keyof typeof RequestedAssignmentType];


/** The values of `StoredOutcome.actor.type`. A newer server can return others. */
export const StoredOutcomeActorType = {
  API_KEY: 'API_KEY',
  USER: 'USER',
  TOOL: 'TOOL',
} as const;
export type StoredOutcomeActorType = (typeof StoredOutcomeActorType)[keyof typeof StoredOutcomeActorType];


/** The values of `Subscription.status`. A newer server can return others. */
export const SubscriptionStatus = {
  PENDING: 'PENDING',
  ACTIVATED: 'ACTIVATED',
  BLOCKED: 'BLOCKED',
  CANCELLED: 'CANCELLED',
  PAUSED: 'PAUSED',
} as const;
export type SubscriptionStatus = (typeof SubscriptionStatus)[keyof typeof SubscriptionStatus];


/** The values of `SubscriptionAddon.status`. A newer server can return others. */
export const SubscriptionAddonStatus = {
  PENDING: 'PENDING',
  ACTIVE: 'ACTIVE',
  CANCELLED: 'CANCELLED',
  EXPIRED: 'EXPIRED',
} as const;
export type SubscriptionAddonStatus = (typeof SubscriptionAddonStatus)[keyof typeof SubscriptionAddonStatus];


/** The values of `SubscriptionPorting.status`. A newer server can return others. */
export const SubscriptionPortingStatus = {
  PENDING: 'PENDING',
  IN_PROGRESS: 'IN_PROGRESS',
  SCHEDULED: 'SCHEDULED',
  COMPLETED: 'COMPLETED',
  FAILED: 'FAILED',
} as const;
export type SubscriptionPortingStatus = (typeof SubscriptionPortingStatus)[keyof typeof SubscriptionPortingStatus];


/** The values of `SubscriptionPorting.direction`. A newer server can return others. */
export const SubscriptionPortingDirection = {
  INBOUND: 'INBOUND',
  OUTBOUND: 'OUTBOUND',
} as const;
export type SubscriptionPortingDirection = (typeof SubscriptionPortingDirection)[keyof typeof SubscriptionPortingDirection];


/** The values of `SubscriptionSummary.status`. A newer server can return others. */
export const SubscriptionSummaryStatus = {
  PENDING: 'PENDING',
  ACTIVATED: 'ACTIVATED',
  BLOCKED: 'BLOCKED',
  CANCELLED: 'CANCELLED',
  PAUSED: 'PAUSED',
} as const;
export type SubscriptionSummaryStatus = (typeof SubscriptionSummaryStatus)[keyof typeof SubscriptionSummaryStatus];
