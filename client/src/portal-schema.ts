// Written by `npm run openapi`; not to be edited.

export interface paths {
    "/portal/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept invitations and list the tenants of a person
         * @description The portal sends this after each sign-in, with the access token in `Authorization` and the ID token in the body. Open invitations to the verified e-mail address of the ID token are accepted. To repeat the request changes nothing, so an idempotency key is not used.
         *
         *      Send an idempotency key, and send the same key with every retry: the command then runs only once.
         */
        post: operations["signIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/portal/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the portal session
         * @description Returns the user and the tenant of the session, and the scopes of the role. A role that changes, or a user who is removed, takes effect with the next request.
         */
        get: operations["getPortalSession"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/portal/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the API keys
         * @description All API keys of the tenant, in every state, newest first.
         *
         *     Requires a role with the scope `api-keys:read`.
         */
        get: operations["listApiKeys"];
        put?: never;
        /**
         * Create an API key
         * @description The API key works from the next request on. Its text is in the field `secret` of the first response only: a repeated request gets the same response without it. If the response was lost, revoke the API key and create another one.
         *
         *     Requires a role with the scope `api-keys:write`. Send an idempotency key, and send the same key with every retry: the command then runs only once.
         */
        post: operations["createApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/portal/api-keys/{keyId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change the name or the scopes of an API key
         * @description The text of the API key stays the same. The next request with it has the new scopes. Scopes are added and removed by name, so that two changes at the same time do not undo each other.
         *
         *     Requires a role with the scope `api-keys:write`. Send an idempotency key, and send the same key with every retry: the command then runs only once.
         */
        put: operations["updateApiKey"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/portal/api-keys/{keyId}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin the rotation of an API key
         * @description Creates an API key with the same name, scopes and expiry. Both API keys work until the rotation is confirmed, so a lost response locks nobody out. Another rotation before the confirmation replaces this one: its API key is revoked.
         *
         *     Requires a role with the scope `api-keys:write`. Send an idempotency key, and send the same key with every retry: the command then runs only once.
         */
        post: operations["rotateApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/portal/api-keys/{keyId}/rotate/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm the rotation of an API key
         * @description Send this once the new API key was shown and stored. The old one expires when the overlap ends, and never later than before. The response is the old API key.
         *
         *     Requires a role with the scope `api-keys:write`. Send an idempotency key, and send the same key with every retry: the command then runs only once.
         */
        post: operations["confirmApiKeyRotation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/portal/api-keys/{keyId}/rotate/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel the rotation of an API key
         * @description Revokes the new API key, for example because it was not stored. The old one stays as it is. The response is the old API key.
         *
         *     Requires a role with the scope `api-keys:write`. Send an idempotency key, and send the same key with every retry: the command then runs only once.
         */
        post: operations["cancelApiKeyRotation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/portal/api-keys/{keyId}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revoke an API key
         * @description The next request with it gets 401. This cannot be undone. To revoke it again changes nothing.
         *
         *     Requires a role with the scope `api-keys:write`. Send an idempotency key, and send the same key with every retry: the command then runs only once.
         */
        post: operations["revokeApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/portal/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the webhook endpoints
         * @description All webhook endpoints of the tenant, oldest first, with the numbers of their deliveries.
         *
         *     Requires a role with the scope `webhooks:read`.
         */
        get: operations["listWebhooks"];
        put?: never;
        /**
         * Add a webhook endpoint
         * @description The endpoint gets the events that are published from now on. A tenant has at most ten endpoints, and one per URL. The secret that signs its messages is in the field `secret` of the first response only: if it was lost, rotate it.
         *
         *     Requires a role with the scope `webhooks:write`. Send an idempotency key, and send the same key with every retry: the command then runs only once.
         */
        post: operations["addWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/portal/webhooks/{endpointId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change a webhook endpoint
         * @description Changes the name or the types of events, or disables or enables the endpoint. Events that are published while it is disabled are not queued for it, and deliveries that wait end as dead letters. To enable it sends nothing: replay what you need.
         *
         *     Requires a role with the scope `webhooks:write`. Send an idempotency key, and send the same key with every retry: the command then runs only once.
         */
        put: operations["updateWebhook"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/portal/webhooks/{endpointId}/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Remove a webhook endpoint
         * @description Its pending deliveries are dropped.
         *
         *     Requires a role with the scope `webhooks:write`. Send an idempotency key, and send the same key with every retry: the command then runs only once.
         */
        post: operations["removeWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/portal/webhooks/{endpointId}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin the rotation of the secret of a webhook endpoint
         * @description Adds a secret, which signs at once beside the current one. Nothing expires until the rotation is confirmed. Another rotation before the confirmation replaces this one. While two confirmed secrets are in effect, a third is not possible.
         *
         *     Requires a role with the scope `webhooks:write`. Send an idempotency key, and send the same key with every retry: the command then runs only once.
         */
        post: operations["rotateWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/portal/webhooks/{endpointId}/rotate-secret/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm the rotation of the secret of a webhook endpoint
         * @description Send this once the new secret was shown and stored. The old one also signs until the overlap ends. To confirm again can end the overlap earlier, and never later.
         *
         *     Requires a role with the scope `webhooks:write`. Send an idempotency key, and send the same key with every retry: the command then runs only once.
         */
        post: operations["confirmWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/portal/webhooks/{endpointId}/rotate-secret/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel the rotation of the secret of a webhook endpoint
         * @description Removes the new secret, for example because it was not stored. The old one stays as it is.
         *
         *     Requires a role with the scope `webhooks:write`. Send an idempotency key, and send the same key with every retry: the command then runs only once.
         */
        post: operations["cancelWebhookRotation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/portal/webhooks/{endpointId}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test event to a webhook endpoint
         * @description Sends one signed event of the type `webhook.test` and returns how the endpoint responded within 5 seconds. It works for a disabled endpoint too, and changes nothing.
         *
         *     Requires a role with the scope `webhooks:write`. Send an idempotency key, and send the same key with every retry: the command then runs only once.
         */
        post: operations["testWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/portal/webhooks/{endpointId}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the deliveries of a webhook endpoint
         * @description The deliveries of the last 30 days with all their attempts, newest first.
         *
         *     Requires a role with the scope `webhooks:read`.
         */
        get: operations["listWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/portal/webhooks/{endpointId}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send events to a webhook endpoint again
         * @description Sends the events again, whatever became of their deliveries, each with a new retry window of 24 hours. Two equal requests at the same time send them once. Events that are no longer stored are left out.
         *
         *     Requires a role with the scope `webhooks:write`. Send an idempotency key, and send the same key with every retry: the command then runs only once.
         */
        post: operations["replayWebhookEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/portal/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the users and the invitations
         * @description All users of the tenant, and all invitations that nobody has accepted yet.
         *
         *     Requires a role with the scope `users:read`.
         */
        get: operations["listUsers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/portal/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Invite a user
         * @description The person becomes a user at the first sign-in with this e-mail address, if the provider has verified it. No e-mail is sent: tell the person the address of the portal. An invitation can be accepted for 14 days. Another invitation to the same address replaces it.
         *
         *     Requires a role with the scope `users:write`. Send an idempotency key, and send the same key with every retry: the command then runs only once.
         */
        post: operations["inviteUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/portal/invitations/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel an invitation
         * @description It can no longer be accepted.
         *
         *     Requires a role with the scope `users:write`. Send an idempotency key, and send the same key with every retry: the command then runs only once.
         */
        post: operations["cancelInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/portal/users/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change the role of a user
         * @description The next request of the user has the new role. A tenant always has an owner.
         *
         *     Requires a role with the scope `users:write`. Send an idempotency key, and send the same key with every retry: the command then runs only once.
         */
        put: operations["changeUserRole"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/portal/users/{userId}/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Remove a user
         * @description The next request of the user gets 401. API keys that the user created work on: revoke them if the user knows them. A tenant always has an owner.
         *
         *     Requires a role with the scope `users:write`. Send an idempotency key, and send the same key with every retry: the command then runs only once.
         */
        post: operations["removeUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/portal/audit-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the audit log
         * @description Returns the newest first: who changed API keys, webhooks and users, and who read sensitive data. Changes of licenses, subscriptions and orders are in the events. A page with a filter may have fewer items than `limit`, or none, without being the last one.
         *
         *     Requires a role with the scope `audit:read`.
         */
        get: operations["listAuditLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/portal/latest-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the latest events
         * @description The events of the last 30 days, beginning with the newest, for people who look at what has just happened. Programs read `GET /events`, which is in the order of publication and has no gaps.
         *
         *     Requires a role with the scope `events:read`.
         */
        get: operations["listLatestEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/portal/requests/{requestId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find out what a request did
         * @description Returns who sent a request, its response, and the events that resulted. The request is found by its events, so it is found if it changed a license, a subscription or an order in the last 30 days. To find a request that changed nothing, use `GET /idempotency-key`.
         *
         *     Requires a role with the scope `events:read`.
         */
        get: operations["findRequest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description The request body of `addWebhook`. */
        AddWebhookRequest: {
            /**
             * @description The HTTPS URL that receives events.
             * @example https://example.com/hooks
             */
            url: string;
            /**
             * @description A name for people. NUL characters and lone surrogates are refused.
             * @example Billing
             */
            name?: string;
            /**
             * @description The types of events that it gets. Absent: all types.
             * @example [
             *       "license.created",
             *       "license.ended"
             *     ]
             */
            eventTypes?: ("license.created" | "license.activated" | "license.updated" | "license.ended" | "subscription.updated" | "order.created" | "order.submitted" | "order.cancelled")[];
        };
        /** @description A scheduled change of status. */
        AddonChange: {
            /**
             * @description The status from that day on.
             * @enum {string}
             */
            status: "ACTIVE" | "CANCELLED" | "EXPIRED";
            /**
             * Format: date
             * @description The day of the change. It takes effect at the start of this day in the tenant's time zone.
             */
            scheduledAt: string;
        };
        /** @description The body of every error. Use `code` in your program; the texts may change. */
        ApiError: {
            /** @description A text for people. It may change. */
            message: string;
            /**
             * @description A code for programs. It does not change.
             * @enum {string}
             */
            code: "VALIDATION_ERROR" | "MALFORMED_JSON" | "UNAUTHORIZED" | "FORBIDDEN" | "billing_managed" | "NOT_FOUND" | "license_not_found" | "subscription_not_found" | "addon_not_found" | "order_not_found" | "customer_not_found" | "product_offering_not_found" | "subscriber_not_found" | "sim_not_found" | "sim_codes_not_found" | "porting_not_found" | "user_not_found" | "api_key_not_found" | "event_not_found" | "request_not_found" | "webhook_endpoint_not_found" | "webhook_endpoint_exists" | "too_many_webhook_endpoints" | "webhook_endpoint_disabled" | "invitation_not_found" | "user_exists" | "last_owner" | "api_key_ended" | "rotation_in_progress" | "METHOD_NOT_ALLOWED" | "idempotency_key_not_found" | "idempotency_key_mismatch" | "idempotency_key_locked" | "license_already_cancelled" | "addon_already_cancelled" | "addon_exists" | "addon_limit_reached" | "addon_not_offered" | "addon_expiring" | "subscription_blocked" | "subscription_already_cancelled" | "order_invalid" | "order_not_changeable" | "order_expired" | "nothing_scheduled" | "license_blocked" | "license_ending" | "product_offering_unchanged" | "product_offering_change_not_allowed" | "product_offering_not_available" | "license_type_mismatch" | "assignment_mismatch" | "PAYLOAD_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "RATE_LIMIT_EXCEEDED" | "INTERNAL_ERROR" | "outcome_unknown" | "SERVICE_UNAVAILABLE";
            /** @description The errors in the request, if the code alone does not say it. */
            details?: components["schemas"]["ErrorDetail"][];
            /** @description What to do next. */
            hint?: string;
            /**
             * @description The path of the paragraph about this code in the documentation, below the base URL of the API.
             * @example /docs#description/license_not_found
             */
            docs?: string;
        };
        /** @description The resource to which a license is assigned. */
        Assignment: components["schemas"]["SubscriptionAssignment"] | components["schemas"]["SubscriberAssignment"] | components["schemas"]["UserAssignment"] | components["schemas"]["CustomerAssignment"];
        /** @description An entry of the audit log: who did what, to which resource, from where. */
        AuditLogEntry: {
            /**
             * Format: date-time
             * @description When it happened.
             * @example 2024-01-15T09:30:00.000Z
             */
            at: string;
            /**
             * @description The action.
             * @example api-key.revoked
             * @example sensitive-read
             */
            action: string;
            /** @description Who sent the request. */
            actor: {
                /**
                 * @description An API key, a user of the portal, or a tool of the operator.
                 * @enum {string}
                 */
                type: "API_KEY" | "USER" | "TOOL";
                /** @description The ID of the API key or of the user, or the name of the tool. */
                id: string;
            };
            /** @description The IP address of the request, or the host of a tool. */
            origin?: string;
            /** @description The `X-Request-Id` of the request. */
            requestId?: string;
            /**
             * @description The resource.
             * @example /portal/api-keys/4Zk2n8Qw1LxT
             */
            resource: string;
            /** @description The new values, without secrets. */
            changes?: {
                [key: string]: unknown;
            };
            /** @description The operation of a sensitive read. */
            operation?: string;
            /** @description The HTTP status of a sensitive read. */
            status?: number;
        };
        /** @description How often a recurring price is charged. */
        BillingCycle: {
            /**
             * @description The unit of the cycle.
             * @enum {string}
             */
            period: "DAILY" | "WEEKLY" | "MONTHLY" | "YEARLY";
            /**
             * @description The number of periods per cycle.
             * @example 1
             */
            interval: number;
        };
        /** @description The request body of `cancelApiKeyRotation`. */
        CancelApiKeyRotationRequest: {
            /**
             * @description The API key that the rotation has created.
             * @example 4Zk2n8Qw1LxT
             */
            newKeyId: string;
        };
        /** @description The request body of `cancelInvitation`. */
        CancelInvitationRequest: {
            /**
             * Format: email
             * @description The e-mail address.
             * @example vera@example.com
             */
            email: string;
        };
        /** @description The request body of `cancelWebhookRotation`. */
        CancelWebhookRotationRequest: {
            /**
             * @description The ID of the secret. It reveals nothing about the secret.
             * @example 5f0c2d1e8a7b
             */
            newSecretId: string;
        };
        /** @description The request that made a change. */
        ChangeRequest: {
            /** @description The `X-Request-Id` of the request. */
            id: string;
            /** @description Who sent the request. */
            actor: {
                /**
                 * @description An API key, a user of the portal, or a tool of the operator.
                 * @enum {string}
                 */
                type: "API_KEY" | "USER" | "TOOL";
                /** @description The ID of the API key or of the user, or the name of the tool. */
                id: string;
            };
        };
        /** @description The request body of `changeUserRole`. */
        ChangeUserRoleRequest: {
            /**
             * @description An owner may do everything, a developer everything except users and the audit log, and a viewer may only look.
             * @example OWNER
             * @enum {string}
             */
            role: "OWNER" | "DEVELOPER" | "VIEWER";
        };
        /** @description The request body of `confirmApiKeyRotation`. */
        ConfirmApiKeyRotationRequest: {
            /**
             * @description The API key that the rotation has created.
             * @example 4Zk2n8Qw1LxT
             */
            newKeyId: string;
            /**
             * @description The number of hours during which both API keys work. 0 ends the old one now.
             * @example 24
             */
            overlapHours: number;
        };
        /** @description The request body of `confirmWebhookSecret`. */
        ConfirmWebhookSecretRequest: {
            /**
             * @description The ID of the secret. It reveals nothing about the secret.
             * @example 5f0c2d1e8a7b
             */
            newSecretId: string;
            /**
             * @description The number of hours during which both secrets sign. 0 ends the old one now.
             * @example 24
             */
            overlapHours: number;
        };
        /** @description The request body of `createApiKey`. */
        CreateApiKeyRequest: {
            /**
             * @description A name for people. NUL characters and lone surrogates are refused.
             * @example Billing
             */
            name?: string;
            /**
             * @description `*` covers every scope, including those of later versions of the API, except `customers:read`, `sims:read`, `sims:codes` and `porting:read`, which must be named.
             * @example [
             *       "licenses:read",
             *       "licenses:write"
             *     ]
             */
            scopes: ("*" | "licenses:read" | "licenses:write" | "subscriptions:read" | "subscriptions:write" | "product-offerings:read" | "orders:read" | "orders:write" | "customers:read" | "sims:read" | "sims:codes" | "porting:read" | "events:read")[];
            /**
             * Format: date-time
             * @description The time from which it is no longer valid. It must be in the future.
             * @example 2024-01-15T09:30:00.000Z
             */
            expiresAt?: string;
        };
        /** @description The licenses and add-ons that an order created. */
        CreatedEntities: {
            /** @description The licenses that the order created. */
            licenses: {
                /** @description The ID of the license. */
                licenseId: string;
                /** @description The license type. */
                type: string;
                /** @description The owner. */
                customerId: string;
                /** @description The product offering. */
                productOfferingId: string;
                /**
                 * @description The item that created it.
                 * @example seat-1
                 */
                createdByLineItem: string;
            }[];
            /** @description The add-ons that the order created. */
            addons: {
                /** @description The ID of the add-on. */
                subscriptionAddonId: string;
                /** @description The ID of its subscription. */
                subscriptionId: string;
                /** @description The product offering. */
                productOfferingId: string;
                /**
                 * @description The item that created it.
                 * @example seat-1
                 */
                createdByLineItem: string;
            }[];
        };
        /** @description The owner of a resource. Get the customer to get its details. */
        Customer: {
            /**
             * @description The ID of the customer.
             * @example demo-customer
             */
            customerId: string;
            /**
             * @description The display name. `erased` if the personal data of the customer was removed.
             * @example Nordlicht Logistik GmbH
             */
            name: string;
        };
        /** CustomerAssignment */
        CustomerAssignment: {
            /**
             * @description The kind of resource. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "CUSTOMER";
            /** @description The ID of the customer. The license is not assigned to a person or a line. */
            customerId: string;
        };
        /** CustomerEmbeddedAssignment */
        CustomerEmbeddedAssignment: {
            /**
             * @description The kind of resource. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "CUSTOMER";
            /** @description The ID of the customer. The license is not assigned to a person or a line. */
            customerId: string;
            /** @description The name of the customer. */
            customerDisplay: string;
        };
        /** @description The resource to which a license is assigned, with a display text. The text is as it was when the license was assigned. */
        EmbeddedAssignment: components["schemas"]["SubscriptionEmbeddedAssignment"] | components["schemas"]["SubscriberEmbeddedAssignment"] | components["schemas"]["UserEmbeddedAssignment"] | components["schemas"]["CustomerEmbeddedAssignment"];
        /** @description The product offering from which a resource was created. The name and the group follow the catalogue; the price stays as agreed. */
        EmbeddedProductOffering: {
            /**
             * @description The ID of the product offering.
             * @example demo-license-offering
             */
            productOfferingId: string;
            /**
             * @description The display name.
             * @example Cloud PBX Seat
             */
            name: string;
            price: components["schemas"]["Price"];
            /** @description The catalogue group of the product offering. */
            group?: components["schemas"]["ProductOfferingGroup"];
        };
        /** @description One error in the request. */
        ErrorDetail: {
            /** @description A text for people. It continues a sentence that begins with the property. */
            message: string;
            /**
             * @description A code for programs. An item of an order has the code that its own command would return.
             * @enum {string}
             */
            code: "FIELD_REQUIRED" | "INVALID_TYPE" | "INVALID_FORMAT" | "INVALID_VALUE" | "UNKNOWN_FIELD" | "TOO_LONG" | "TOO_SHORT" | "license_not_found" | "subscription_not_found" | "addon_not_found" | "order_not_found" | "customer_not_found" | "product_offering_not_found" | "subscriber_not_found" | "sim_not_found" | "sim_codes_not_found" | "porting_not_found" | "user_not_found" | "api_key_not_found" | "event_not_found" | "request_not_found" | "webhook_endpoint_not_found" | "webhook_endpoint_exists" | "too_many_webhook_endpoints" | "webhook_endpoint_disabled" | "invitation_not_found" | "user_exists" | "last_owner" | "api_key_ended" | "rotation_in_progress" | "idempotency_key_not_found" | "license_already_cancelled" | "addon_already_cancelled" | "addon_exists" | "addon_limit_reached" | "addon_not_offered" | "addon_expiring" | "subscription_blocked" | "subscription_already_cancelled" | "order_invalid" | "order_not_changeable" | "order_expired" | "nothing_scheduled" | "license_blocked" | "license_ending" | "product_offering_unchanged" | "product_offering_change_not_allowed" | "product_offering_not_available" | "license_type_mismatch" | "assignment_mismatch";
            /** @description The location: a field of the body such as `assignedTo.type`, a path or query parameter, or a header. */
            property: string;
            /** @description How to correct the request. */
            suggestion?: string;
        };
        /** @description A change of a resource. The type decides which resource `data` is. */
        Event: components["schemas"]["LicenseEvent"] | components["schemas"]["SubscriptionEvent"] | components["schemas"]["OrderEvent"];
        /** @description A payment that was made outside of Seamless OS. */
        ExternalPayment: {
            /**
             * @description The reference of the payment in your system. NUL characters and lone surrogates are refused.
             * @example PAY-2026-0042
             */
            reference: string;
            /** @description A text for the receipt. NUL characters and lone surrogates are refused. */
            receiptDescription?: string;
            /** @description The address of the receipt. NUL characters and lone surrogates are refused. */
            receiptUrl?: string;
            /**
             * Format: date-time
             * @description The time of the payment.
             * @example 2024-01-15T09:30:00.000Z
             */
            receivedAt?: string;
        };
        /** @description An invitation that nobody has accepted yet. */
        Invitation: {
            /**
             * Format: email
             * @description The e-mail address.
             */
            email: string;
            /**
             * @description An owner may do everything, a developer everything except users and the audit log, and a viewer may only look.
             * @enum {string}
             */
            role: "OWNER" | "DEVELOPER" | "VIEWER";
            /**
             * Format: date-time
             * @description When it was sent.
             * @example 2024-01-15T09:30:00.000Z
             */
            invitedAt: string;
            /**
             * Format: date-time
             * @description The time from which it can no longer be accepted.
             * @example 2024-01-15T09:30:00.000Z
             */
            expiresAt: string;
        };
        /** @description The request body of `inviteUser`. */
        InviteUserRequest: {
            /**
             * Format: email
             * @description The e-mail address.
             * @example vera@example.com
             */
            email: string;
            /**
             * @description An owner may do everything, a developer everything except users and the audit log, and a viewer may only look.
             * @example VIEWER
             * @enum {string}
             */
            role: "OWNER" | "DEVELOPER" | "VIEWER";
        };
        /** @description A customer's permission to use a product. */
        License: {
            /**
             * @description The ID of the license.
             * @example 5c61c4a6-38f0-4e73-8190-751ea3bfc26d
             */
            licenseId: string;
            /**
             * @description The current status. A scheduled change is included from its day on.
             * @enum {string}
             */
            status: "PENDING" | "ACTIVE" | "PAUSED" | "CANCELLED" | "BLOCKED";
            /**
             * @description The license type of the product offering.
             * @example PBX
             */
            type: string;
            /** @description The owner. */
            customer: components["schemas"]["Customer"];
            /** @description The product offering in effect. A scheduled change is included from its day on. */
            productOffering: components["schemas"]["EmbeddedProductOffering"];
            /**
             * Format: date-time
             * @description The time at which the license became active. Absent before.
             * @example 2024-01-15T09:30:00.000Z
             */
            activatedAt?: string;
            /**
             * Format: date
             * @description The end of the minimum term. A cancellation without a date takes effect on this day at the earliest. Absent if there is none.
             * @example 2024-04-15
             */
            boundUntil?: string;
            /** @description The resource that uses the license. Absent if the license is not assigned. */
            assignedTo?: components["schemas"]["EmbeddedAssignment"];
            /** @description Additional data of the license from Seamless OS, as imported. */
            details?: {
                [key: string]: unknown;
            };
            /** @description The next scheduled change. */
            pendingStatus?: components["schemas"]["LicenseChange"];
            /** @description All scheduled changes in chronological order. */
            scheduledChanges: components["schemas"]["LicenseChange"][];
            /** @description The scheduled change of the product offering. */
            pendingProductOffering?: components["schemas"]["PendingProductOffering"];
            /**
             * Format: date-time
             * @description The time at which the license ended. Absent before.
             * @example 2024-01-15T09:30:00.000Z
             */
            cancelledAt?: string;
            /**
             * Format: date-time
             * @description The time at which the license was paused.
             * @example 2024-01-15T09:30:00.000Z
             */
            pausedAt?: string;
            /** @description Your own data. */
            metadata?: components["schemas"]["Metadata"];
        };
        /** @description A scheduled change of status. */
        LicenseChange: {
            /**
             * @description The status from that day on.
             * @enum {string}
             */
            status: "ACTIVE" | "CANCELLED";
            /**
             * Format: date
             * @description The day of the change. It takes effect at the start of this day in the tenant's time zone.
             */
            scheduledAt: string;
        };
        /** LicenseChangeLineItem */
        LicenseChangeLineItem: {
            /**
             * @description The ID of the item, unique in the order. It is generated if absent.
             * @example seat-1
             */
            lineItemId: string;
            /**
             * @description Changes the product offering of a license. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "LICENSE_CHANGE";
            /** @description The ID of the license. */
            licenseId: string;
            /**
             * @description The new product offering.
             * @example demo-license-offering
             */
            productOfferingId: string;
            /**
             * Format: date
             * @description The earliest day of the change. If absent, the day of the submit. It is a calendar date in the tenant's time zone, in the years 2000 to 2200. A past date is refused.
             * @example 2099-03-01
             */
            scheduledAt?: string;
        };
        /** @description An event about a license. */
        LicenseEvent: {
            /**
             * Format: uuid
             * @description The ID of the event. Events are delivered at least once, and every delivery of an event has the same ID: ignore an ID that you have already processed.
             */
            eventId: string;
            /**
             * @description The type of the event. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "license.created" | "license.activated" | "license.updated" | "license.ended";
            /**
             * Format: date-time
             * @description The time of the change. For a scheduled change, the instant for which it was scheduled.
             * @example 2024-01-15T09:30:00.000Z
             */
            occurredAt: string;
            /** @description The version of the resource. Events may be delivered out of order: use this field to order them. Events of one change have the same sequence; their order is created, activated, updated, ended. */
            sequence: number;
            /** @description The request that made the change. It is null for a scheduled change, and for a change by the operator. */
            request: ((components["schemas"]["ChangeRequest"] | null) | null) | components["schemas"]["ChangeRequest"] | null;
            /** @description The complete license, as a read returns it at that version. */
            data: components["schemas"]["License"];
            /** @description The fields that were left out of `data` because the event was too large. Read the resource to get them. */
            omitted?: string[];
        };
        /** LicenseLineItem */
        LicenseLineItem: {
            /**
             * @description The ID of the item, unique in the order. It is generated if absent.
             * @example seat-1
             */
            lineItemId: string;
            /**
             * @description Creates a license. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "LICENSE";
            /**
             * @description The product offering of the license.
             * @example demo-license-offering
             */
            productOfferingId: string;
            /** @description The resource that uses the license. */
            assignedTo?: components["schemas"]["Assignment"];
            /**
             * Format: date
             * @description The day of activation. The license is active at once if this is the day of the submit or absent. It is a calendar date in the tenant's time zone, in the years 2000 to 2200. A past date is refused.
             * @example 2099-03-01
             */
            scheduleActivationAt?: string;
            /** @description Your own data, for the license. */
            metadata?: components["schemas"]["Metadata"];
        };
        /** @description An item of an order. */
        LineItem: components["schemas"]["LicenseLineItem"] | components["schemas"]["LicenseChangeLineItem"] | components["schemas"]["SubscriptionAddonLineItem"];
        /** @description The response of `listApiKeys`. */
        ListApiKeysResponse: {
            /** @description The API keys. */
            items: components["schemas"]["PortalApiKey"][];
        };
        /** @description The response of `listAuditLog`. */
        ListAuditLogResponse: {
            /** @description The items of this page. */
            items: components["schemas"]["AuditLogEntry"][];
            pagination: components["schemas"]["Pagination"];
        };
        /** @description The response of `listLatestEvents`. */
        ListLatestEventsResponse: {
            /** @description The items of this page. */
            items: components["schemas"]["Event"][];
            pagination: components["schemas"]["Pagination"];
        };
        /** @description The response of `listUsers`. */
        ListUsersResponse: {
            /** @description The users, by e-mail address. */
            users: components["schemas"]["User"][];
            /** @description The invitations that nobody has accepted yet, also expired ones. */
            invitations: components["schemas"]["Invitation"][];
        };
        /** @description The response of `listWebhookDeliveries`. */
        ListWebhookDeliveriesResponse: {
            /** @description The items of this page. */
            items: components["schemas"]["WebhookDelivery"][];
            pagination: components["schemas"]["Pagination"];
        };
        /** @description The response of `listWebhooks`. */
        ListWebhooksResponse: {
            /** @description The endpoints. */
            items: components["schemas"]["WebhookWithHealth"][];
        };
        /**
         * @description Your own data: a JSON object with at most 50 keys. A key, at every level, has 1 to 64 characters and is not `__proto__`, `constructor` or `prototype`. The object has at most 8 KB (8192 bytes) as JSON, is nested at most 5 levels including the object itself, and has numbers between −(2^53 − 1) and 2^53 − 1. Keys and texts: NUL characters and lone surrogates are refused. A later command merges its metadata key by key at the top level. `null` removes a key. Keys are compared by code points: two Unicode forms of one character are two keys. The limits apply to the result.
         * @example {
         *       "costCentre": "CC-17"
         *     }
         */
        Metadata: {
            [key: string]: unknown;
        };
        /** @description A new API key. The secret is the complete API key. */
        NewPortalApiKey: {
            apiKey: components["schemas"]["PortalApiKey"];
            /** @description The secret. It is shown only here, in the first response, and is stored nowhere as readable text. */
            secret?: string;
            /** @description Present instead of the secret if the response is a repeated one. */
            hint?: string;
        };
        /** @description A webhook endpoint with a new secret, `whsec_…`. */
        NewWebhookSecret: {
            webhook: components["schemas"]["Webhook"];
            /**
             * @description The ID of the secret. It reveals nothing about the secret.
             * @example 5f0c2d1e8a7b
             */
            secretId: string;
            /** @description The secret. It is shown only here, in the first response, and is stored nowhere as readable text. */
            secret?: string;
            /** @description Present instead of the secret if the response is a repeated one. */
            hint?: string;
        };
        /** @description A request to create or change several things together. */
        Order: {
            /**
             * @description The ID of the order.
             * @example demo-order
             */
            orderId: string;
            /**
             * @description The state. A `PENDING` order can be submitted or cancelled until `expiresAt`.
             * @enum {string}
             */
            state: "PENDING" | "COMPLETED" | "CANCELLED" | "EXPIRED";
            /** @description The customer. */
            customer: components["schemas"]["Customer"];
            /** @description The items, in the order in which they are evaluated. */
            lineItems: components["schemas"]["LineItem"][];
            /** @description Present if the order is `COMPLETED`. */
            createdEntities?: components["schemas"]["CreatedEntities"];
            /**
             * Format: date-time
             * @description The time from which a `PENDING` order is `EXPIRED`: 7 days after its creation.
             * @example 2024-01-15T09:30:00.000Z
             */
            expiresAt: string;
            /**
             * Format: date-time
             * @description The time at which the order was created.
             * @example 2024-01-15T09:30:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description The time of the last change.
             * @example 2024-01-15T09:30:00.000Z
             */
            updatedAt: string;
            /**
             * Format: date-time
             * @description The time at which the order was submitted. Absent before.
             * @example 2024-01-15T09:30:00.000Z
             */
            submittedAt?: string;
            /**
             * Format: date-time
             * @description The time at which the items were executed. Absent before.
             * @example 2024-01-15T09:30:00.000Z
             */
            completedAt?: string;
            /** @description The payment that was sent with the submit. */
            externalPayment?: components["schemas"]["ExternalPayment"];
            /** @description Your own data. */
            metadata?: components["schemas"]["Metadata"];
        };
        /** @description An event about an order. */
        OrderEvent: {
            /**
             * Format: uuid
             * @description The ID of the event. Events are delivered at least once, and every delivery of an event has the same ID: ignore an ID that you have already processed.
             */
            eventId: string;
            /**
             * @description The type of the event. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "order.created" | "order.submitted" | "order.cancelled";
            /**
             * Format: date-time
             * @description The time of the change. For a scheduled change, the instant for which it was scheduled.
             * @example 2024-01-15T09:30:00.000Z
             */
            occurredAt: string;
            /** @description The version of the resource. Events may be delivered out of order: use this field to order them. Events of one change have the same sequence; their order is created, activated, updated, ended. */
            sequence: number;
            /** @description The request that made the change. It is null for a scheduled change, and for a change by the operator. */
            request: ((components["schemas"]["ChangeRequest"] | null) | null) | components["schemas"]["ChangeRequest"] | null;
            /** @description The complete order, as a read returns it at that version. */
            data: components["schemas"]["Order"];
            /** @description The fields that were left out of `data` because the event was too large. Read the resource to get them. */
            omitted?: string[];
        };
        /** @description The position in the list. */
        Pagination: {
            /** @description The cursor of the next page, or null on the last page. A page may have fewer items than `limit`, or none, without being the last one: continue until this field is null. */
            nextCursor: string | null;
        };
        /** @description A scheduled change of the phone number. */
        PendingMsisdn: {
            /**
             * @description The new phone number.
             * @example +491713920099
             */
            msisdn: string;
            /**
             * Format: date
             * @description The day of the change, in the tenant's time zone.
             */
            scheduledAt: string;
        };
        /** @description A scheduled change to another product offering. */
        PendingProductOffering: {
            /**
             * Format: date
             * @description The day of the change, in the tenant's time zone.
             */
            scheduledAt: string;
            /** @description The product offering from that day on. */
            product: components["schemas"]["EmbeddedProductOffering"];
        };
        /** @description A scheduled change of the status. */
        PendingSubscriptionStatus: {
            /**
             * @description The status from that day on.
             * @enum {string}
             */
            status: "PENDING" | "ACTIVATED" | "BLOCKED" | "CANCELLED" | "PAUSED";
            /**
             * Format: date
             * @description The day of the change, in the tenant's time zone.
             */
            scheduledAt: string;
        };
        /** @description An API key, without its secret. */
        PortalApiKey: {
            /**
             * @description The ID of the API key.
             * @example 4Zk2n8Qw1LxT
             */
            keyId: string;
            /** @description The name. Absent if it was created without one. */
            name?: string;
            /**
             * @description Whether requests with it are accepted. An API key whose rotation is not confirmed is active too.
             * @enum {string}
             */
            state: "ACTIVE" | "EXPIRED" | "REVOKED";
            /**
             * @description Whether the tenant is live or for tests.
             * @enum {string}
             */
            mode: "live" | "test";
            /** @description Its scopes. */
            scopes: string[];
            /**
             * Format: date-time
             * @description When it was created.
             * @example 2024-01-15T09:30:00.000Z
             */
            createdAt: string;
            /** @description Who created it. It works on when that user is removed. */
            createdBy?: {
                /**
                 * @description An API key, a user of the portal, or a tool of the operator.
                 * @enum {string}
                 */
                type: "API_KEY" | "USER" | "TOOL";
                /** @description The ID of the API key or of the user, or the name of the tool. */
                id: string;
                /** @description The name or the e-mail address of the user at that time. */
                name?: string;
            };
            /**
             * Format: date
             * @description The day (UTC) of its last request. Absent if it was never used.
             */
            lastUsedOn?: string;
            /**
             * Format: date-time
             * @description The time from which it is no longer valid. Absent if it does not expire.
             * @example 2024-01-15T09:30:00.000Z
             */
            expiresAt?: string;
            /**
             * Format: date-time
             * @description When it was revoked.
             * @example 2024-01-15T09:30:00.000Z
             */
            revokedAt?: string;
            /** @description Present while a rotation waits for its confirmation. Until then, both API keys work. */
            rotation?: {
                /**
                 * @description The API key that replaces it once the rotation is confirmed.
                 * @example 4Zk2n8Qw1LxT
                 */
                newKeyId: string;
            };
        };
        /** @description A request that changed something, with what it caused. */
        PortalRequest: {
            /** @description The `X-Request-Id` of the request. */
            requestId: string;
            /** @description Who sent the request. */
            actor?: {
                /**
                 * @description An API key, a user of the portal, or a tool of the operator.
                 * @enum {string}
                 */
                type: "API_KEY" | "USER" | "TOOL";
                /** @description The ID of the API key or of the user, or the name of the tool. */
                id: string;
            };
            /** @description The idempotency key of the request, if it had one. */
            idempotencyKey?: string;
            /** @description The operation. Present while the response is stored. */
            operation?: string;
            /** @description The response. Present for 24 hours if the request had an idempotency key, and only if the role includes the scope of the operation. */
            response?: {
                /** @description The HTTP status. */
                status: number;
                /** @description The headers that a repeated request gets. */
                headers: {
                    [key: string]: string;
                };
                /** @description The body, byte for byte. Parse it as JSON. */
                body: string;
            };
            /** @description The events that resulted, oldest first. */
            events: components["schemas"]["Event"][];
        };
        /** @description The user and the tenant of a portal session. */
        PortalSession: {
            /** @description The tenant of the session. */
            tenant: {
                /** @description The tenant. */
                tenantId: string;
                /**
                 * @description Whether the tenant is live or for tests.
                 * @enum {string}
                 */
                mode: "live" | "test";
                /** @description The time zone of the tenant, in which dates are days. */
                timeZone: string;
            };
            /** @description The user who signed in. */
            user: {
                /**
                 * @description The ID of the user.
                 * @example 5f0c2d1e8a7b4c3d2e1f0a9b
                 */
                userId: string;
                /**
                 * Format: email
                 * @description The e-mail address.
                 */
                email: string;
                /** @description The name. */
                name?: string;
                /**
                 * @description An owner may do everything, a developer everything except users and the audit log, and a viewer may only look.
                 * @enum {string}
                 */
                role: "OWNER" | "DEVELOPER" | "VIEWER";
            };
            /** @description What the role of the user permits. */
            scopes: ("licenses:read" | "licenses:write" | "subscriptions:read" | "subscriptions:write" | "product-offerings:read" | "orders:read" | "orders:write" | "customers:read" | "sims:read" | "sims:codes" | "porting:read" | "events:read" | "api-keys:read" | "api-keys:write" | "webhooks:read" | "webhooks:write" | "users:read" | "users:write" | "audit:read")[];
        };
        /** @description The transfer of a phone number from or to another operator. */
        Porting: {
            /**
             * @description The progress of the porting.
             * @enum {string}
             */
            status: "PENDING" | "IN_PROGRESS" | "SCHEDULED" | "COMPLETED" | "FAILED";
            /**
             * @description From another operator to us, or from us to another operator.
             * @enum {string}
             */
            direction: "INBOUND" | "OUTBOUND";
            /**
             * @description The ported phone number.
             * @example +491713920012
             */
            msisdn: string | "erased";
            /**
             * Format: date
             * @description The day of the porting.
             */
            scheduledAt?: string;
        };
        /** @description The price as agreed when the license or add-on was created. Later changes in the catalogue do not affect it. */
        Price: {
            /**
             * @description The ISO 4217 code of the currency.
             * @example EUR
             */
            currency: string;
            /**
             * @description Charged once, or in every billing cycle.
             * @enum {string}
             */
            priceType: "ONE_TIME" | "RECURRING";
            /**
             * @description The net price in major units of the currency. A recurring price is per billing cycle.
             * @example 9.9
             */
            netPrice?: number;
            /**
             * @description The discount on the net price, in major units.
             * @example 2
             */
            discount?: number;
            /**
             * @description The minimum term in months. A cancellation without a date takes effect after it at the earliest.
             * @example 3
             */
            boundMonths?: number;
            /** @description How often a recurring price is charged. Renewal dates are counted from the start date in these cycles. */
            billingCycle?: components["schemas"]["BillingCycle"];
        };
        /** @description A group of product offerings in the catalogue. */
        ProductOfferingGroup: {
            /**
             * @description The ID of the group.
             * @example demo-pbx-group
             */
            productOfferingGroupId: string;
            /**
             * @description The display name.
             * @example Cloud PBX
             */
            name: string;
            /**
             * @description The catalogue category of the group.
             * @example Telephony
             */
            category: string;
            /** @description A description of the group. */
            description?: string;
        };
        /** @description The request body of `removeUser`. */
        RemoveUserRequest: Record<string, never>;
        /** @description The request body of `removeWebhook`. */
        RemoveWebhookRequest: Record<string, never>;
        /** @description The request body of `replayWebhookEvents`. */
        ReplayWebhookEventsRequest: {
            /**
             * @description The IDs of the events.
             * @example [
             *       "a83fd531-a148-4850-924c-03420ec32020"
             *     ]
             */
            eventIds: string[];
        };
        /** @description The request body of `revokeApiKey`. */
        RevokeApiKeyRequest: Record<string, never>;
        /** @description The request body of `rotateApiKey`. */
        RotateApiKeyRequest: {
            /** @description The scopes of the new API key. The default is those of the old one. */
            scopes?: ("*" | "licenses:read" | "licenses:write" | "subscriptions:read" | "subscriptions:write" | "product-offerings:read" | "orders:read" | "orders:write" | "customers:read" | "sims:read" | "sims:codes" | "porting:read" | "events:read")[];
            /**
             * Format: date-time
             * @description The expiry of the new API key. The default is that of the old one.
             * @example 2024-01-15T09:30:00.000Z
             */
            expiresAt?: string;
        };
        /** @description The request body of `rotateWebhookSecret`. */
        RotateWebhookSecretRequest: Record<string, never>;
        /** @description The request body of `signIn`. */
        SignInRequest: {
            /**
             * @description The ID token of the same sign-in as the access token.
             * @example eyJraWQiOiJ…
             */
            idToken: string;
        };
        /** @description The tenants of a person who has signed in. */
        SignInResult: {
            /**
             * Format: email
             * @description The e-mail address.
             */
            email?: string;
            /** @description Whether the provider has verified the e-mail address. Only then, invitations to it are accepted. */
            isEmailVerified: boolean;
            /** @description The tenants of which the person is a user. */
            tenants: {
                /** @description The tenant. */
                tenantId: string;
                /**
                 * @description An owner may do everything, a developer everything except users and the audit log, and a viewer may only look.
                 * @enum {string}
                 */
                role: "OWNER" | "DEVELOPER" | "VIEWER";
            }[];
        };
        /** @description A SIM card. PUK, PIN and IMSI are not part of this API. */
        Sim: {
            /** @description Whether the card is an eSIM. */
            esim: boolean;
            /**
             * @description The IMEI of the device that last used the card.
             * @example 490154203237518
             */
            imei?: string;
            /**
             * @description The number of the card.
             * @example 89490200001234567890
             */
            iccid: string | "erased";
        };
        /** @description The user of a line. */
        Subscriber: {
            /**
             * @description The ID of the subscriber.
             * @example demo-subscriber
             */
            subscriberId: string;
            /**
             * @description The display name.
             * @example Ole Brandt
             */
            name: string;
            /**
             * @description The email address.
             * @example ole.brandt@nordlicht.example
             */
            email?: string;
        };
        /** SubscriberAssignment */
        SubscriberAssignment: {
            /**
             * @description The kind of resource. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "SUBSCRIBER";
            /** @description The ID of the subscriber of a subscription. */
            subscriberId: string;
        };
        /** SubscriberEmbeddedAssignment */
        SubscriberEmbeddedAssignment: {
            /**
             * @description The kind of resource. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "SUBSCRIBER";
            /** @description The ID of the subscriber of a subscription. */
            subscriberId: string;
            /** @description The name of the subscriber. */
            subscriberDisplay: string;
        };
        /** @description A telecommunications service that is provisioned for a customer. */
        Subscription: {
            /**
             * @description The ID of the subscription.
             * @example demo-subscription
             */
            subscriptionId: string;
            /**
             * @description The status of the service.
             * @enum {string}
             */
            status: "PENDING" | "ACTIVATED" | "BLOCKED" | "CANCELLED" | "PAUSED";
            /**
             * @description The type of the service.
             * @example MOBILE
             */
            type: string;
            /**
             * @description A display text, usually the phone number in a readable form.
             * @example +49 171 3920012
             */
            display: string;
            /**
             * @description The phone number. `erased` if the personal data was removed after the subscription ended.
             * @example +491713920012
             */
            msisdn: string | "erased";
            /** @description The owner. */
            customer: components["schemas"]["Customer"];
            /** @description The product offering from which the subscription was created. */
            productOffering?: components["schemas"]["EmbeddedProductOffering"];
            /** @description The SIM card. */
            sim: components["schemas"]["Sim"];
            /**
             * Format: date-time
             * @description The time at which the service became active. Absent before.
             * @example 2024-01-15T09:30:00.000Z
             */
            activatedAt?: string;
            /**
             * Format: date-time
             * @description The time at which the subscription was created.
             * @example 2024-01-15T09:30:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description The time of the last change of the subscription or one of its add-ons.
             * @example 2024-01-15T09:30:00.000Z
             */
            updatedAt: string;
            /**
             * @description The reference of the order.
             * @example NL-2024-0007
             */
            referenceId?: string;
            /** @description The user of the line. */
            subscriber?: components["schemas"]["Subscriber"];
            /** @description Additional data of the subscription from Seamless OS, as imported. */
            extensions?: {
                [key: string]: unknown;
            };
            /** @description The scheduled change of the phone number. */
            pendingMsisdn?: components["schemas"]["PendingMsisdn"];
            /** @description The scheduled change of the status. */
            pendingStatus?: components["schemas"]["PendingSubscriptionStatus"];
            /** @description The scheduled change of the product offering. */
            pendingProductOffering?: components["schemas"]["PendingProductOffering"];
            /** @description The porting of the phone number, if there is one. */
            porting?: components["schemas"]["Porting"];
            /**
             * Format: date-time
             * @description The time at which the service ended. Absent before.
             * @example 2024-01-15T09:30:00.000Z
             */
            cancelledAt?: string;
            /** @description The data attached to the subscription. */
            metadata?: components["schemas"]["Metadata"];
            /** @description The live add-ons. The response to a cancellation also includes the add-on that was cancelled. */
            addons: components["schemas"]["SubscriptionAddon"][];
        };
        /** @description A product that was added to a subscription. */
        SubscriptionAddon: {
            /**
             * @description The ID of the add-on.
             * @example demo-addon
             */
            subscriptionAddonId: string;
            /**
             * @description The ID of the subscription of the add-on.
             * @example demo-subscription
             */
            subscriptionId: string;
            /**
             * @description The current status. A scheduled change is included from its day on.
             * @enum {string}
             */
            status: "PENDING" | "ACTIVE" | "CANCELLED" | "EXPIRED";
            /** @description The product offering from which the add-on was created. */
            productOffering: components["schemas"]["EmbeddedProductOffering"];
            /** @description The catalogue group of the product offering. */
            group?: components["schemas"]["ProductOfferingGroup"];
            /**
             * @description The reference of the order.
             * @example NL-2024-0031
             */
            referenceId?: string;
            /** @description The next scheduled change. */
            pendingStatus?: components["schemas"]["AddonChange"];
            /** @description All scheduled changes in chronological order. */
            scheduledChanges: components["schemas"]["AddonChange"][];
            /**
             * Format: date
             * @description The end of the minimum term. A cancellation without a date takes effect on this day at the earliest. Absent if there is none.
             * @example 2024-04-15
             */
            boundUntil?: string;
            /**
             * @description The reason given for the cancellation.
             * @example No longer needed
             */
            cancellationReason?: string;
            /**
             * Format: date-time
             * @description The time at which the add-on was added to the subscription.
             * @example 2024-01-15T09:30:00.000Z
             */
            addedAt: string;
            /**
             * Format: date-time
             * @description The time of the last change.
             * @example 2024-01-15T09:30:00.000Z
             */
            updatedAt: string;
            /**
             * Format: date-time
             * @description The time at which the add-on ended. Absent before.
             * @example 2024-01-15T09:30:00.000Z
             */
            cancelledAt?: string;
            /** @description Your own data. */
            metadata?: components["schemas"]["Metadata"];
        };
        /** SubscriptionAddonLineItem */
        SubscriptionAddonLineItem: {
            /**
             * @description The ID of the item, unique in the order. It is generated if absent.
             * @example seat-1
             */
            lineItemId: string;
            /**
             * @description Adds an add-on to a subscription. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "SUBSCRIPTION_ADDON";
            /** @description The ID of the subscription. */
            subscriptionId: string;
            /**
             * @description The add-on product offering.
             * @example demo-license-offering
             */
            productOfferingId: string;
            /**
             * Format: date
             * @description The day of the start. The add-on is active at once if this is the day of the submit or absent. It is a calendar date in the tenant's time zone, in the years 2000 to 2200. A past date is refused.
             * @example 2099-03-01
             */
            scheduledAt?: string;
            /** @description Your own data, for the add-on. */
            metadata?: components["schemas"]["Metadata"];
        };
        /** SubscriptionAssignment */
        SubscriptionAssignment: {
            /**
             * @description The kind of resource. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "SUBSCRIPTION";
            /** @description The ID of a subscription. */
            subscriptionId: string;
        };
        /** SubscriptionEmbeddedAssignment */
        SubscriptionEmbeddedAssignment: {
            /**
             * @description The kind of resource. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "SUBSCRIPTION";
            /** @description The ID of a subscription. */
            subscriptionId: string;
            /** @description A display text of the subscription, usually its phone number. */
            subscriptionDisplay: string;
        };
        /** @description An event about a subscription or one of its add-ons. */
        SubscriptionEvent: {
            /**
             * Format: uuid
             * @description The ID of the event. Events are delivered at least once, and every delivery of an event has the same ID: ignore an ID that you have already processed.
             */
            eventId: string;
            /**
             * @description The type of the event. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "subscription.updated";
            /**
             * Format: date-time
             * @description The time of the change. For a scheduled change, the instant for which it was scheduled.
             * @example 2024-01-15T09:30:00.000Z
             */
            occurredAt: string;
            /** @description The version of the resource. Events may be delivered out of order: use this field to order them. Events of one change have the same sequence; their order is created, activated, updated, ended. */
            sequence: number;
            /** @description The request that made the change. It is null for a scheduled change, and for a change by the operator. */
            request: ((components["schemas"]["ChangeRequest"] | null) | null) | components["schemas"]["ChangeRequest"] | null;
            /** @description The subscription when the event was first published, at version `sequence` or later. */
            data: components["schemas"]["Subscription"];
            /** @description The fields that were left out of `data` because the event was too large. Read the resource to get them. */
            omitted?: string[];
        };
        /** @description The request body of `testWebhook`. */
        TestWebhookRequest: Record<string, never>;
        /** @description The request body of `updateApiKey`. */
        UpdateApiKeyRequest: {
            /** @description A name for people. NUL characters and lone surrogates are refused. */
            name?: string;
            /**
             * @description The scopes to add.
             * @example [
             *       "orders:read"
             *     ]
             */
            addScopes?: ("*" | "licenses:read" | "licenses:write" | "subscriptions:read" | "subscriptions:write" | "product-offerings:read" | "orders:read" | "orders:write" | "customers:read" | "sims:read" | "sims:codes" | "porting:read" | "events:read")[];
            /** @description The scopes to remove. At least one must remain. */
            removeScopes?: ("*" | "licenses:read" | "licenses:write" | "subscriptions:read" | "subscriptions:write" | "product-offerings:read" | "orders:read" | "orders:write" | "customers:read" | "sims:read" | "sims:codes" | "porting:read" | "events:read")[];
        };
        /** @description The request body of `updateWebhook`. */
        UpdateWebhookRequest: {
            /** @description A name for people. NUL characters and lone surrogates are refused. */
            name?: string;
            /** @description The types of events that it gets. Absent: all types. */
            eventTypes?: ("license.created" | "license.activated" | "license.updated" | "license.ended" | "subscription.updated" | "order.created" | "order.submitted" | "order.cancelled")[];
            /**
             * @description Send it events of all types. Not together with `eventTypes`.
             * @enum {boolean}
             */
            allEventTypes?: true;
            /**
             * @description Whether it gets events.
             * @example false
             */
            enabled?: boolean;
        };
        /** @description A user of the portal. */
        User: {
            /**
             * @description The ID of the user.
             * @example 5f0c2d1e8a7b4c3d2e1f0a9b
             */
            userId: string;
            /**
             * Format: email
             * @description The e-mail address.
             */
            email: string;
            /** @description The name. */
            name?: string;
            /**
             * @description An owner may do everything, a developer everything except users and the audit log, and a viewer may only look.
             * @enum {string}
             */
            role: "OWNER" | "DEVELOPER" | "VIEWER";
            /**
             * Format: date-time
             * @description When the user signed in for the first time.
             * @example 2024-01-15T09:30:00.000Z
             */
            createdAt: string;
        };
        /** UserAssignment */
        UserAssignment: {
            /**
             * @description The kind of resource. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "USER";
            /** @description The ID of a user. */
            userId: string;
        };
        /** UserEmbeddedAssignment */
        UserEmbeddedAssignment: {
            /**
             * @description The kind of resource. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "USER";
            /** @description The ID of a user. */
            userId: string;
            /** @description The name of the user. */
            userDisplay: string;
        };
        /** @description A webhook endpoint, without its secrets. */
        Webhook: {
            /**
             * Format: uuid
             * @description The ID of the endpoint.
             */
            endpointId: string;
            /** @description The name. */
            name?: string;
            /** @description The URL that receives events. */
            url: string;
            /** @description The types of events that it gets. Absent: all types. */
            eventTypes?: string[];
            /**
             * Format: date-time
             * @description When it was added.
             * @example 2024-01-15T09:30:00.000Z
             */
            createdAt: string;
            /** @description Present while it gets no events. */
            disabled?: {
                /**
                 * Format: date-time
                 * @description When it was disabled.
                 * @example 2024-01-15T09:30:00.000Z
                 */
                at: string;
                /**
                 * @description `REQUESTED`: by a person. `GONE`: the endpoint responded with 410.
                 * @enum {string}
                 */
                reason: "REQUESTED" | "GONE";
            };
            /** @description The secrets that sign, the latest first. */
            secrets: {
                /**
                 * @description The ID of the secret. It reveals nothing about the secret.
                 * @example 5f0c2d1e8a7b
                 */
                secretId: string;
                /**
                 * Format: date-time
                 * @description When it stops to sign. Absent for the latest secret.
                 * @example 2024-01-15T09:30:00.000Z
                 */
                expiresAt?: string;
                /**
                 * @description Present until the rotation is confirmed. It signs already.
                 * @enum {boolean}
                 */
                unconfirmed?: true;
            }[];
        };
        /** @description The delivery of an event to an endpoint. */
        WebhookDelivery: {
            /** @description The event. */
            eventId: string;
            /** @description The type of the event. */
            type: string;
            /**
             * @description `WAITING`: more attempts follow. `DELIVERED`: the endpoint accepted it. `DEAD`: it failed for good.
             * @enum {string}
             */
            state: "WAITING" | "DELIVERED" | "DEAD";
            /** @description Why it failed for good. */
            reason?: string;
            /**
             * Format: date-time
             * @description The earliest time of the next attempt.
             * @example 2024-01-15T09:30:00.000Z
             */
            nextAt?: string;
            /**
             * Format: date-time
             * @description When it was delivered or failed for good.
             * @example 2024-01-15T09:30:00.000Z
             */
            endedAt?: string;
            /** @description All attempts, oldest first. */
            attempts: {
                /**
                 * Format: date-time
                 * @description When it began.
                 * @example 2024-01-15T09:30:00.000Z
                 */
                at: string;
                /** @description The status of the response. Absent if there was none. */
                status?: number;
                /** @description The name of the error. Absent if there was a response. */
                error?: string;
                /** @description The duration in milliseconds. */
                durationMs: number;
                /** @description 0 for the first delivery, 1 for its first replay, and so on. */
                replay: number;
            }[];
        };
        /** @description The events that are sent again. */
        WebhookReplay: {
            /** @description The events that are sent again. */
            replayed: string[];
            /** @description The events that are not stored. */
            notFound: string[];
        };
        /** @description The response of a webhook endpoint to a test event. */
        WebhookTestResult: {
            /**
             * Format: uuid
             * @description The ID of the test event.
             */
            eventId: string;
            /** @description Whether the endpoint accepted it with a 2xx status. */
            accepted: boolean;
            /** @description The status of the response. Absent if there was none. */
            status?: number;
            /** @description The name of the error. Absent if there was a response. */
            error?: string;
            /** @description The beginning of the body of the response. */
            body?: string;
        };
        /** @description A webhook endpoint with the numbers of its deliveries. */
        WebhookWithHealth: {
            /**
             * Format: uuid
             * @description The ID of the endpoint.
             */
            endpointId: string;
            /** @description The name. */
            name?: string;
            /** @description The URL that receives events. */
            url: string;
            /** @description The types of events that it gets. Absent: all types. */
            eventTypes?: string[];
            /**
             * Format: date-time
             * @description When it was added.
             * @example 2024-01-15T09:30:00.000Z
             */
            createdAt: string;
            /** @description Present while it gets no events. */
            disabled?: {
                /**
                 * Format: date-time
                 * @description When it was disabled.
                 * @example 2024-01-15T09:30:00.000Z
                 */
                at: string;
                /**
                 * @description `REQUESTED`: by a person. `GONE`: the endpoint responded with 410.
                 * @enum {string}
                 */
                reason: "REQUESTED" | "GONE";
            };
            /** @description The secrets that sign, the latest first. */
            secrets: {
                /**
                 * @description The ID of the secret. It reveals nothing about the secret.
                 * @example 5f0c2d1e8a7b
                 */
                secretId: string;
                /**
                 * Format: date-time
                 * @description When it stops to sign. Absent for the latest secret.
                 * @example 2024-01-15T09:30:00.000Z
                 */
                expiresAt?: string;
                /**
                 * @description Present until the rotation is confirmed. It signs already.
                 * @enum {boolean}
                 */
                unconfirmed?: true;
            }[];
            /** @description The deliveries in numbers. */
            health: {
                /** @description The attempts of the last 30 days. */
                attempts: number;
                /** @description Those of them that were accepted. */
                successes: number;
                /** @description The deliveries that failed and wait for the next attempt. 1000 means 1000 or more. */
                waiting: number;
                /** @description The events whose delivery failed for good. 1000 means 1000 or more. */
                deadLetters: number;
            };
        };
    };
    responses: {
        /** @description - `UNAUTHORIZED`: A valid API key or portal session is required. */
        Unauthorized: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiError"] & {
                    /** @enum {string} */
                    code?: "UNAUTHORIZED";
                };
            };
        };
        /** @description - `PAYLOAD_TOO_LARGE`: The body is larger than 64 KB. */
        PayloadTooLarge: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiError"] & {
                    /** @enum {string} */
                    code?: "PAYLOAD_TOO_LARGE";
                };
            };
        };
        /** @description - `UNSUPPORTED_MEDIA_TYPE`: The media type of the body is not supported. */
        UnsupportedMediaType: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiError"] & {
                    /** @enum {string} */
                    code?: "UNSUPPORTED_MEDIA_TYPE";
                };
            };
        };
        /** @description - `RATE_LIMIT_EXCEEDED`: Too many requests. */
        TooManyRequests: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiError"] & {
                    /** @enum {string} */
                    code?: "RATE_LIMIT_EXCEEDED";
                };
            };
        };
        /** @description - `INTERNAL_ERROR`: An internal error occurred; nothing was changed. */
        InternalError: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiError"] & {
                    /** @enum {string} */
                    code?: "INTERNAL_ERROR";
                };
            };
        };
        /**
         * @description - `SERVICE_UNAVAILABLE`: The service is temporarily unavailable; nothing was changed.
         *     - `outcome_unknown`: It is unknown whether the request was carried out.
         */
        Unavailable: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiError"] & {
                    /** @enum {string} */
                    code?: "SERVICE_UNAVAILABLE" | "outcome_unknown";
                };
            };
        };
    };
    parameters: {
        /** @description Makes retries safe: the command runs once, however often it is sent. Generate a new key, such as a UUID, for each command, store it with your data, and send the same key, path, query and body bytes with every retry. 1 to 256 visible ASCII characters. The key is valid in your whole tenant for at least 24 hours. Optional, but without a key every retry is a new command. `Idempotency-Key` is another name of this header; under that name, the quoted form `"key"` is the key `key`. A header that is sent twice, or different values under both names, result in a 400. */
        IdempotencyKey: string;
    };
    requestBodies: never;
    headers: {
        /**
         * @description The unique ID of this request. Include it when you contact support.
         * @example 05e7598b-2ef9-4103-8ba5-a7f8edc8c77f
         */
        RequestId: string;
        /** @description `true` if this is a replay: the response that was stored under the idempotency key, byte for byte. Absent otherwise. */
        IdempotentReplayed: "true";
        /**
         * @description The number of seconds after which you can retry the request with the same idempotency key.
         * @example 1
         */
        RetryAfter: number;
        /**
         * @description The ways to authenticate. Behind API Gateway, the header may have the name `x-amzn-Remapped-WWW-Authenticate`.
         * @example ApiKey realm="Connect API", Bearer realm="Connect API"
         */
        WwwAuthenticate: string;
        /**
         * @description The path of the created resource.
         * @example /licenses/5c61c4a6-38f0-4e73-8190-751ea3bfc26d
         */
        Location: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    signIn: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes retries safe: the command runs once, however often it is sent. Generate a new key, such as a UUID, for each command, store it with your data, and send the same key, path, query and body bytes with every retry. 1 to 256 visible ASCII characters. The key is valid in your whole tenant for at least 24 hours. Optional, but without a key every retry is a new command. `Idempotency-Key` is another name of this header; under that name, the quoted form `"key"` is the key `key`. A header that is sent twice, or different values under both names, result in a 400. */
                "X-Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInRequest"];
            };
        };
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInResult"];
                };
            };
            /**
             * @description - `VALIDATION_ERROR`: The request is not valid.
             *     - `MALFORMED_JSON`: The body is not valid JSON.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "VALIDATION_ERROR" | "MALFORMED_JSON";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            /**
             * @description - `idempotency_key_mismatch`: This idempotency key was already used for a different request.
             *     - `idempotency_key_locked`: Another request is changing the same resource; nothing was changed.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "idempotency_key_mismatch" | "idempotency_key_locked";
                    };
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getPortalSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortalSession"];
                };
            };
            /** @description - `VALIDATION_ERROR`: The request is not valid. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "VALIDATION_ERROR";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            413: components["responses"]["PayloadTooLarge"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listApiKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListApiKeysResponse"];
                };
            };
            /** @description - `VALIDATION_ERROR`: The request is not valid. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "VALIDATION_ERROR";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description - `FORBIDDEN`: The API key, or the role of the portal user, does not include the required scope. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "FORBIDDEN";
                    };
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes retries safe: the command runs once, however often it is sent. Generate a new key, such as a UUID, for each command, store it with your data, and send the same key, path, query and body bytes with every retry. 1 to 256 visible ASCII characters. The key is valid in your whole tenant for at least 24 hours. Optional, but without a key every retry is a new command. `Idempotency-Key` is another name of this header; under that name, the quoted form `"key"` is the key `key`. A header that is sent twice, or different values under both names, result in a 400. */
                "X-Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateApiKeyRequest"];
            };
        };
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewPortalApiKey"];
                };
            };
            /**
             * @description - `VALIDATION_ERROR`: The request is not valid.
             *     - `MALFORMED_JSON`: The body is not valid JSON.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "VALIDATION_ERROR" | "MALFORMED_JSON";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description - `FORBIDDEN`: The API key, or the role of the portal user, does not include the required scope. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "FORBIDDEN";
                    };
                };
            };
            /**
             * @description - `idempotency_key_mismatch`: This idempotency key was already used for a different request.
             *     - `idempotency_key_locked`: Another request is changing the same resource; nothing was changed.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "idempotency_key_mismatch" | "idempotency_key_locked";
                    };
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes retries safe: the command runs once, however often it is sent. Generate a new key, such as a UUID, for each command, store it with your data, and send the same key, path, query and body bytes with every retry. 1 to 256 visible ASCII characters. The key is valid in your whole tenant for at least 24 hours. Optional, but without a key every retry is a new command. `Idempotency-Key` is another name of this header; under that name, the quoted form `"key"` is the key `key`. A header that is sent twice, or different values under both names, result in a 400. */
                "X-Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The ID of the API key. */
                keyId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["UpdateApiKeyRequest"];
            };
        };
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortalApiKey"];
                };
            };
            /**
             * @description - `VALIDATION_ERROR`: The request is not valid.
             *     - `MALFORMED_JSON`: The body is not valid JSON.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "VALIDATION_ERROR" | "MALFORMED_JSON";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description - `FORBIDDEN`: The API key, or the role of the portal user, does not include the required scope. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "FORBIDDEN";
                    };
                };
            };
            /** @description - `api_key_not_found`: There is no API key with this ID. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "api_key_not_found";
                    };
                };
            };
            /**
             * @description - `idempotency_key_mismatch`: This idempotency key was already used for a different request.
             *     - `idempotency_key_locked`: Another request is changing the same resource; nothing was changed.
             *     - `api_key_ended`: The API key was revoked or has expired.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "idempotency_key_mismatch" | "idempotency_key_locked" | "api_key_ended";
                    };
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    rotateApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes retries safe: the command runs once, however often it is sent. Generate a new key, such as a UUID, for each command, store it with your data, and send the same key, path, query and body bytes with every retry. 1 to 256 visible ASCII characters. The key is valid in your whole tenant for at least 24 hours. Optional, but without a key every retry is a new command. `Idempotency-Key` is another name of this header; under that name, the quoted form `"key"` is the key `key`. A header that is sent twice, or different values under both names, result in a 400. */
                "X-Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The ID of the API key. */
                keyId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RotateApiKeyRequest"];
            };
        };
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewPortalApiKey"];
                };
            };
            /**
             * @description - `VALIDATION_ERROR`: The request is not valid.
             *     - `MALFORMED_JSON`: The body is not valid JSON.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "VALIDATION_ERROR" | "MALFORMED_JSON";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description - `FORBIDDEN`: The API key, or the role of the portal user, does not include the required scope. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "FORBIDDEN";
                    };
                };
            };
            /** @description - `api_key_not_found`: There is no API key with this ID. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "api_key_not_found";
                    };
                };
            };
            /**
             * @description - `idempotency_key_mismatch`: This idempotency key was already used for a different request.
             *     - `idempotency_key_locked`: Another request is changing the same resource; nothing was changed.
             *     - `api_key_ended`: The API key was revoked or has expired.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "idempotency_key_mismatch" | "idempotency_key_locked" | "api_key_ended";
                    };
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    confirmApiKeyRotation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes retries safe: the command runs once, however often it is sent. Generate a new key, such as a UUID, for each command, store it with your data, and send the same key, path, query and body bytes with every retry. 1 to 256 visible ASCII characters. The key is valid in your whole tenant for at least 24 hours. Optional, but without a key every retry is a new command. `Idempotency-Key` is another name of this header; under that name, the quoted form `"key"` is the key `key`. A header that is sent twice, or different values under both names, result in a 400. */
                "X-Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The old API key. */
                keyId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmApiKeyRotationRequest"];
            };
        };
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortalApiKey"];
                };
            };
            /**
             * @description - `VALIDATION_ERROR`: The request is not valid.
             *     - `MALFORMED_JSON`: The body is not valid JSON.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "VALIDATION_ERROR" | "MALFORMED_JSON";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description - `FORBIDDEN`: The API key, or the role of the portal user, does not include the required scope. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "FORBIDDEN";
                    };
                };
            };
            /** @description - `api_key_not_found`: There is no API key with this ID. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "api_key_not_found";
                    };
                };
            };
            /**
             * @description - `idempotency_key_mismatch`: This idempotency key was already used for a different request.
             *     - `idempotency_key_locked`: Another request is changing the same resource; nothing was changed.
             *     - `api_key_ended`: The API key was revoked or has expired.
             *     - `rotation_in_progress`: There is another rotation: it replaced this one, or it was already confirmed.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "idempotency_key_mismatch" | "idempotency_key_locked" | "api_key_ended" | "rotation_in_progress";
                    };
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    cancelApiKeyRotation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes retries safe: the command runs once, however often it is sent. Generate a new key, such as a UUID, for each command, store it with your data, and send the same key, path, query and body bytes with every retry. 1 to 256 visible ASCII characters. The key is valid in your whole tenant for at least 24 hours. Optional, but without a key every retry is a new command. `Idempotency-Key` is another name of this header; under that name, the quoted form `"key"` is the key `key`. A header that is sent twice, or different values under both names, result in a 400. */
                "X-Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The old API key. */
                keyId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CancelApiKeyRotationRequest"];
            };
        };
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortalApiKey"];
                };
            };
            /**
             * @description - `VALIDATION_ERROR`: The request is not valid.
             *     - `MALFORMED_JSON`: The body is not valid JSON.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "VALIDATION_ERROR" | "MALFORMED_JSON";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description - `FORBIDDEN`: The API key, or the role of the portal user, does not include the required scope. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "FORBIDDEN";
                    };
                };
            };
            /** @description - `api_key_not_found`: There is no API key with this ID. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "api_key_not_found";
                    };
                };
            };
            /**
             * @description - `idempotency_key_mismatch`: This idempotency key was already used for a different request.
             *     - `idempotency_key_locked`: Another request is changing the same resource; nothing was changed.
             *     - `rotation_in_progress`: There is another rotation: it replaced this one, or it was already confirmed.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "idempotency_key_mismatch" | "idempotency_key_locked" | "rotation_in_progress";
                    };
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    revokeApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes retries safe: the command runs once, however often it is sent. Generate a new key, such as a UUID, for each command, store it with your data, and send the same key, path, query and body bytes with every retry. 1 to 256 visible ASCII characters. The key is valid in your whole tenant for at least 24 hours. Optional, but without a key every retry is a new command. `Idempotency-Key` is another name of this header; under that name, the quoted form `"key"` is the key `key`. A header that is sent twice, or different values under both names, result in a 400. */
                "X-Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The ID of the API key. */
                keyId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RevokeApiKeyRequest"];
            };
        };
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortalApiKey"];
                };
            };
            /**
             * @description - `VALIDATION_ERROR`: The request is not valid.
             *     - `MALFORMED_JSON`: The body is not valid JSON.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "VALIDATION_ERROR" | "MALFORMED_JSON";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description - `FORBIDDEN`: The API key, or the role of the portal user, does not include the required scope. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "FORBIDDEN";
                    };
                };
            };
            /** @description - `api_key_not_found`: There is no API key with this ID. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "api_key_not_found";
                    };
                };
            };
            /**
             * @description - `idempotency_key_mismatch`: This idempotency key was already used for a different request.
             *     - `idempotency_key_locked`: Another request is changing the same resource; nothing was changed.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "idempotency_key_mismatch" | "idempotency_key_locked";
                    };
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listWebhooks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListWebhooksResponse"];
                };
            };
            /** @description - `VALIDATION_ERROR`: The request is not valid. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "VALIDATION_ERROR";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description - `FORBIDDEN`: The API key, or the role of the portal user, does not include the required scope. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "FORBIDDEN";
                    };
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    addWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes retries safe: the command runs once, however often it is sent. Generate a new key, such as a UUID, for each command, store it with your data, and send the same key, path, query and body bytes with every retry. 1 to 256 visible ASCII characters. The key is valid in your whole tenant for at least 24 hours. Optional, but without a key every retry is a new command. `Idempotency-Key` is another name of this header; under that name, the quoted form `"key"` is the key `key`. A header that is sent twice, or different values under both names, result in a 400. */
                "X-Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddWebhookRequest"];
            };
        };
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewWebhookSecret"];
                };
            };
            /**
             * @description - `VALIDATION_ERROR`: The request is not valid.
             *     - `MALFORMED_JSON`: The body is not valid JSON.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "VALIDATION_ERROR" | "MALFORMED_JSON";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description - `FORBIDDEN`: The API key, or the role of the portal user, does not include the required scope. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "FORBIDDEN";
                    };
                };
            };
            /**
             * @description - `idempotency_key_mismatch`: This idempotency key was already used for a different request.
             *     - `idempotency_key_locked`: Another request is changing the same resource; nothing was changed.
             *     - `webhook_endpoint_exists`: There is a webhook endpoint with this URL already.
             *     - `too_many_webhook_endpoints`: There are ten webhook endpoints already, which is the maximum.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "idempotency_key_mismatch" | "idempotency_key_locked" | "webhook_endpoint_exists" | "too_many_webhook_endpoints";
                    };
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes retries safe: the command runs once, however often it is sent. Generate a new key, such as a UUID, for each command, store it with your data, and send the same key, path, query and body bytes with every retry. 1 to 256 visible ASCII characters. The key is valid in your whole tenant for at least 24 hours. Optional, but without a key every retry is a new command. `Idempotency-Key` is another name of this header; under that name, the quoted form `"key"` is the key `key`. A header that is sent twice, or different values under both names, result in a 400. */
                "X-Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The ID of the endpoint. */
                endpointId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["UpdateWebhookRequest"];
            };
        };
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /**
             * @description - `VALIDATION_ERROR`: The request is not valid.
             *     - `MALFORMED_JSON`: The body is not valid JSON.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "VALIDATION_ERROR" | "MALFORMED_JSON";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description - `FORBIDDEN`: The API key, or the role of the portal user, does not include the required scope. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "FORBIDDEN";
                    };
                };
            };
            /** @description - `webhook_endpoint_not_found`: There is no webhook endpoint with this ID. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "webhook_endpoint_not_found";
                    };
                };
            };
            /**
             * @description - `idempotency_key_mismatch`: This idempotency key was already used for a different request.
             *     - `idempotency_key_locked`: Another request is changing the same resource; nothing was changed.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "idempotency_key_mismatch" | "idempotency_key_locked";
                    };
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    removeWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes retries safe: the command runs once, however often it is sent. Generate a new key, such as a UUID, for each command, store it with your data, and send the same key, path, query and body bytes with every retry. 1 to 256 visible ASCII characters. The key is valid in your whole tenant for at least 24 hours. Optional, but without a key every retry is a new command. `Idempotency-Key` is another name of this header; under that name, the quoted form `"key"` is the key `key`. A header that is sent twice, or different values under both names, result in a 400. */
                "X-Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The ID of the endpoint. */
                endpointId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RemoveWebhookRequest"];
            };
        };
        responses: {
            /** @description The removed endpoint. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /**
             * @description - `VALIDATION_ERROR`: The request is not valid.
             *     - `MALFORMED_JSON`: The body is not valid JSON.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "VALIDATION_ERROR" | "MALFORMED_JSON";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description - `FORBIDDEN`: The API key, or the role of the portal user, does not include the required scope. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "FORBIDDEN";
                    };
                };
            };
            /** @description - `webhook_endpoint_not_found`: There is no webhook endpoint with this ID. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "webhook_endpoint_not_found";
                    };
                };
            };
            /**
             * @description - `idempotency_key_mismatch`: This idempotency key was already used for a different request.
             *     - `idempotency_key_locked`: Another request is changing the same resource; nothing was changed.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "idempotency_key_mismatch" | "idempotency_key_locked";
                    };
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes retries safe: the command runs once, however often it is sent. Generate a new key, such as a UUID, for each command, store it with your data, and send the same key, path, query and body bytes with every retry. 1 to 256 visible ASCII characters. The key is valid in your whole tenant for at least 24 hours. Optional, but without a key every retry is a new command. `Idempotency-Key` is another name of this header; under that name, the quoted form `"key"` is the key `key`. A header that is sent twice, or different values under both names, result in a 400. */
                "X-Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The ID of the endpoint. */
                endpointId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RotateWebhookSecretRequest"];
            };
        };
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewWebhookSecret"];
                };
            };
            /**
             * @description - `VALIDATION_ERROR`: The request is not valid.
             *     - `MALFORMED_JSON`: The body is not valid JSON.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "VALIDATION_ERROR" | "MALFORMED_JSON";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description - `FORBIDDEN`: The API key, or the role of the portal user, does not include the required scope. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "FORBIDDEN";
                    };
                };
            };
            /** @description - `webhook_endpoint_not_found`: There is no webhook endpoint with this ID. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "webhook_endpoint_not_found";
                    };
                };
            };
            /**
             * @description - `idempotency_key_mismatch`: This idempotency key was already used for a different request.
             *     - `idempotency_key_locked`: Another request is changing the same resource; nothing was changed.
             *     - `rotation_in_progress`: There is another rotation: it replaced this one, or it was already confirmed.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "idempotency_key_mismatch" | "idempotency_key_locked" | "rotation_in_progress";
                    };
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    confirmWebhookSecret: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes retries safe: the command runs once, however often it is sent. Generate a new key, such as a UUID, for each command, store it with your data, and send the same key, path, query and body bytes with every retry. 1 to 256 visible ASCII characters. The key is valid in your whole tenant for at least 24 hours. Optional, but without a key every retry is a new command. `Idempotency-Key` is another name of this header; under that name, the quoted form `"key"` is the key `key`. A header that is sent twice, or different values under both names, result in a 400. */
                "X-Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The ID of the endpoint. */
                endpointId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmWebhookSecretRequest"];
            };
        };
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /**
             * @description - `VALIDATION_ERROR`: The request is not valid.
             *     - `MALFORMED_JSON`: The body is not valid JSON.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "VALIDATION_ERROR" | "MALFORMED_JSON";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description - `FORBIDDEN`: The API key, or the role of the portal user, does not include the required scope. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "FORBIDDEN";
                    };
                };
            };
            /** @description - `webhook_endpoint_not_found`: There is no webhook endpoint with this ID. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "webhook_endpoint_not_found";
                    };
                };
            };
            /**
             * @description - `idempotency_key_mismatch`: This idempotency key was already used for a different request.
             *     - `idempotency_key_locked`: Another request is changing the same resource; nothing was changed.
             *     - `rotation_in_progress`: There is another rotation: it replaced this one, or it was already confirmed.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "idempotency_key_mismatch" | "idempotency_key_locked" | "rotation_in_progress";
                    };
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    cancelWebhookRotation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes retries safe: the command runs once, however often it is sent. Generate a new key, such as a UUID, for each command, store it with your data, and send the same key, path, query and body bytes with every retry. 1 to 256 visible ASCII characters. The key is valid in your whole tenant for at least 24 hours. Optional, but without a key every retry is a new command. `Idempotency-Key` is another name of this header; under that name, the quoted form `"key"` is the key `key`. A header that is sent twice, or different values under both names, result in a 400. */
                "X-Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The ID of the endpoint. */
                endpointId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CancelWebhookRotationRequest"];
            };
        };
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /**
             * @description - `VALIDATION_ERROR`: The request is not valid.
             *     - `MALFORMED_JSON`: The body is not valid JSON.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "VALIDATION_ERROR" | "MALFORMED_JSON";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description - `FORBIDDEN`: The API key, or the role of the portal user, does not include the required scope. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "FORBIDDEN";
                    };
                };
            };
            /** @description - `webhook_endpoint_not_found`: There is no webhook endpoint with this ID. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "webhook_endpoint_not_found";
                    };
                };
            };
            /**
             * @description - `idempotency_key_mismatch`: This idempotency key was already used for a different request.
             *     - `idempotency_key_locked`: Another request is changing the same resource; nothing was changed.
             *     - `rotation_in_progress`: There is another rotation: it replaced this one, or it was already confirmed.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "idempotency_key_mismatch" | "idempotency_key_locked" | "rotation_in_progress";
                    };
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    testWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes retries safe: the command runs once, however often it is sent. Generate a new key, such as a UUID, for each command, store it with your data, and send the same key, path, query and body bytes with every retry. 1 to 256 visible ASCII characters. The key is valid in your whole tenant for at least 24 hours. Optional, but without a key every retry is a new command. `Idempotency-Key` is another name of this header; under that name, the quoted form `"key"` is the key `key`. A header that is sent twice, or different values under both names, result in a 400. */
                "X-Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The ID of the endpoint. */
                endpointId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["TestWebhookRequest"];
            };
        };
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookTestResult"];
                };
            };
            /**
             * @description - `VALIDATION_ERROR`: The request is not valid.
             *     - `MALFORMED_JSON`: The body is not valid JSON.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "VALIDATION_ERROR" | "MALFORMED_JSON";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description - `FORBIDDEN`: The API key, or the role of the portal user, does not include the required scope. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "FORBIDDEN";
                    };
                };
            };
            /** @description - `webhook_endpoint_not_found`: There is no webhook endpoint with this ID. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "webhook_endpoint_not_found";
                    };
                };
            };
            /**
             * @description - `idempotency_key_mismatch`: This idempotency key was already used for a different request.
             *     - `idempotency_key_locked`: Another request is changing the same resource; nothing was changed.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "idempotency_key_mismatch" | "idempotency_key_locked";
                    };
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                /** @description Deliveries in this state, oldest first: those that wait for the next attempt, or dead letters. */
                state?: "WAITING" | "DEAD";
                /** @description The maximum number of items, 1 to 100. The default is 100. */
                limit?: number;
                /** @description The `nextCursor` of the previous page, unchanged and with the same filters. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The ID of the endpoint. */
                endpointId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListWebhookDeliveriesResponse"];
                };
            };
            /** @description - `VALIDATION_ERROR`: The request is not valid. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "VALIDATION_ERROR";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description - `FORBIDDEN`: The API key, or the role of the portal user, does not include the required scope. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "FORBIDDEN";
                    };
                };
            };
            /** @description - `webhook_endpoint_not_found`: There is no webhook endpoint with this ID. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "webhook_endpoint_not_found";
                    };
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    replayWebhookEvents: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes retries safe: the command runs once, however often it is sent. Generate a new key, such as a UUID, for each command, store it with your data, and send the same key, path, query and body bytes with every retry. 1 to 256 visible ASCII characters. The key is valid in your whole tenant for at least 24 hours. Optional, but without a key every retry is a new command. `Idempotency-Key` is another name of this header; under that name, the quoted form `"key"` is the key `key`. A header that is sent twice, or different values under both names, result in a 400. */
                "X-Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The ID of the endpoint. */
                endpointId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplayWebhookEventsRequest"];
            };
        };
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookReplay"];
                };
            };
            /**
             * @description - `VALIDATION_ERROR`: The request is not valid.
             *     - `MALFORMED_JSON`: The body is not valid JSON.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "VALIDATION_ERROR" | "MALFORMED_JSON";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description - `FORBIDDEN`: The API key, or the role of the portal user, does not include the required scope. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "FORBIDDEN";
                    };
                };
            };
            /** @description - `webhook_endpoint_not_found`: There is no webhook endpoint with this ID. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "webhook_endpoint_not_found";
                    };
                };
            };
            /**
             * @description - `idempotency_key_mismatch`: This idempotency key was already used for a different request.
             *     - `idempotency_key_locked`: Another request is changing the same resource; nothing was changed.
             *     - `webhook_endpoint_disabled`: The webhook endpoint is disabled and gets no events.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "idempotency_key_mismatch" | "idempotency_key_locked" | "webhook_endpoint_disabled";
                    };
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listUsers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListUsersResponse"];
                };
            };
            /** @description - `VALIDATION_ERROR`: The request is not valid. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "VALIDATION_ERROR";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description - `FORBIDDEN`: The API key, or the role of the portal user, does not include the required scope. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "FORBIDDEN";
                    };
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    inviteUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes retries safe: the command runs once, however often it is sent. Generate a new key, such as a UUID, for each command, store it with your data, and send the same key, path, query and body bytes with every retry. 1 to 256 visible ASCII characters. The key is valid in your whole tenant for at least 24 hours. Optional, but without a key every retry is a new command. `Idempotency-Key` is another name of this header; under that name, the quoted form `"key"` is the key `key`. A header that is sent twice, or different values under both names, result in a 400. */
                "X-Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InviteUserRequest"];
            };
        };
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitation"];
                };
            };
            /**
             * @description - `VALIDATION_ERROR`: The request is not valid.
             *     - `MALFORMED_JSON`: The body is not valid JSON.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "VALIDATION_ERROR" | "MALFORMED_JSON";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description - `FORBIDDEN`: The API key, or the role of the portal user, does not include the required scope. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "FORBIDDEN";
                    };
                };
            };
            /**
             * @description - `idempotency_key_mismatch`: This idempotency key was already used for a different request.
             *     - `idempotency_key_locked`: Another request is changing the same resource; nothing was changed.
             *     - `user_exists`: There is a user with this e-mail address already.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "idempotency_key_mismatch" | "idempotency_key_locked" | "user_exists";
                    };
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    cancelInvitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes retries safe: the command runs once, however often it is sent. Generate a new key, such as a UUID, for each command, store it with your data, and send the same key, path, query and body bytes with every retry. 1 to 256 visible ASCII characters. The key is valid in your whole tenant for at least 24 hours. Optional, but without a key every retry is a new command. `Idempotency-Key` is another name of this header; under that name, the quoted form `"key"` is the key `key`. A header that is sent twice, or different values under both names, result in a 400. */
                "X-Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CancelInvitationRequest"];
            };
        };
        responses: {
            /** @description The cancelled invitation. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitation"];
                };
            };
            /**
             * @description - `VALIDATION_ERROR`: The request is not valid.
             *     - `MALFORMED_JSON`: The body is not valid JSON.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "VALIDATION_ERROR" | "MALFORMED_JSON";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description - `FORBIDDEN`: The API key, or the role of the portal user, does not include the required scope. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "FORBIDDEN";
                    };
                };
            };
            /** @description - `invitation_not_found`: There is no invitation to this e-mail address. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "invitation_not_found";
                    };
                };
            };
            /**
             * @description - `idempotency_key_mismatch`: This idempotency key was already used for a different request.
             *     - `idempotency_key_locked`: Another request is changing the same resource; nothing was changed.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "idempotency_key_mismatch" | "idempotency_key_locked";
                    };
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    changeUserRole: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes retries safe: the command runs once, however often it is sent. Generate a new key, such as a UUID, for each command, store it with your data, and send the same key, path, query and body bytes with every retry. 1 to 256 visible ASCII characters. The key is valid in your whole tenant for at least 24 hours. Optional, but without a key every retry is a new command. `Idempotency-Key` is another name of this header; under that name, the quoted form `"key"` is the key `key`. A header that is sent twice, or different values under both names, result in a 400. */
                "X-Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The ID of the user. */
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeUserRoleRequest"];
            };
        };
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /**
             * @description - `VALIDATION_ERROR`: The request is not valid.
             *     - `MALFORMED_JSON`: The body is not valid JSON.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "VALIDATION_ERROR" | "MALFORMED_JSON";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description - `FORBIDDEN`: The API key, or the role of the portal user, does not include the required scope. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "FORBIDDEN";
                    };
                };
            };
            /** @description - `user_not_found`: There is no user with this ID. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "user_not_found";
                    };
                };
            };
            /**
             * @description - `idempotency_key_mismatch`: This idempotency key was already used for a different request.
             *     - `idempotency_key_locked`: Another request is changing the same resource; nothing was changed.
             *     - `last_owner`: This is the last owner. A tenant always has one.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "idempotency_key_mismatch" | "idempotency_key_locked" | "last_owner";
                    };
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    removeUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes retries safe: the command runs once, however often it is sent. Generate a new key, such as a UUID, for each command, store it with your data, and send the same key, path, query and body bytes with every retry. 1 to 256 visible ASCII characters. The key is valid in your whole tenant for at least 24 hours. Optional, but without a key every retry is a new command. `Idempotency-Key` is another name of this header; under that name, the quoted form `"key"` is the key `key`. A header that is sent twice, or different values under both names, result in a 400. */
                "X-Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The ID of the user. */
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RemoveUserRequest"];
            };
        };
        responses: {
            /** @description The removed user. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /**
             * @description - `VALIDATION_ERROR`: The request is not valid.
             *     - `MALFORMED_JSON`: The body is not valid JSON.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "VALIDATION_ERROR" | "MALFORMED_JSON";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description - `FORBIDDEN`: The API key, or the role of the portal user, does not include the required scope. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "FORBIDDEN";
                    };
                };
            };
            /** @description - `user_not_found`: There is no user with this ID. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "user_not_found";
                    };
                };
            };
            /**
             * @description - `idempotency_key_mismatch`: This idempotency key was already used for a different request.
             *     - `idempotency_key_locked`: Another request is changing the same resource; nothing was changed.
             *     - `last_owner`: This is the last owner. A tenant always has one.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "idempotency_key_mismatch" | "idempotency_key_locked" | "last_owner";
                    };
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listAuditLog: {
        parameters: {
            query?: {
                /** @description Entries whose action begins with this text, such as `api-key.`. */
                action?: string;
                /** @description Entries of this user, API key or tool. */
                actorId?: string;
                /** @description Entries about this resource. */
                resource?: string;
                /** @description Entries of this day (UTC) and later ones. */
                from?: string;
                /** @description Entries of this day (UTC) and earlier ones. */
                to?: string;
                /** @description The maximum number of items, 1 to 1000. The default is 100. */
                limit?: number;
                /** @description The `nextCursor` of the previous page, unchanged and with the same filters. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListAuditLogResponse"];
                };
            };
            /** @description - `VALIDATION_ERROR`: The request is not valid. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "VALIDATION_ERROR";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description - `FORBIDDEN`: The API key, or the role of the portal user, does not include the required scope. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "FORBIDDEN";
                    };
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listLatestEvents: {
        parameters: {
            query?: {
                /** @description Events of this type. Repeat the parameter to allow several. */
                type?: ("license.created" | "license.activated" | "license.updated" | "license.ended" | "subscription.updated" | "order.created" | "order.submitted" | "order.cancelled")[];
                /** @description Events of this license, subscription or order. */
                resourceId?: string;
                /** @description The maximum number of items, 1 to 100. The default is 100. */
                limit?: number;
                /** @description The `nextCursor` of the previous page, unchanged and with the same filters. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListLatestEventsResponse"];
                };
            };
            /** @description - `VALIDATION_ERROR`: The request is not valid. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "VALIDATION_ERROR";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description - `FORBIDDEN`: The API key, or the role of the portal user, does not include the required scope. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "FORBIDDEN";
                    };
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    findRequest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The `X-Request-Id` of the response. */
                requestId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortalRequest"];
                };
            };
            /** @description - `VALIDATION_ERROR`: The request is not valid. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "VALIDATION_ERROR";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description - `FORBIDDEN`: The API key, or the role of the portal user, does not include the required scope. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "FORBIDDEN";
                    };
                };
            };
            /** @description - `request_not_found`: No event of a request with this ID is stored. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "request_not_found";
                    };
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
}
