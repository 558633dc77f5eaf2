// Written by `npm run openapi`; not to be edited.

export interface paths {
    "/licenses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List licenses
         * @description Returns the newest first. Filters compare the status as of the time of the request, as getting each license returns it. A page may have fewer items than `limit`, or none, without being the last one: continue until `nextCursor` is null.
         *
         *     Requires an API key with the scope `licenses:read`.
         */
        get: operations["listLicenses"];
        put?: never;
        /**
         * Create a license
         * @description The product offering determines the type, the price, the billing cycle, the minimum term and the default end of the license. The agreed terms are copied to the license and do not change later. With a `scheduledAt` in the future the license is `PENDING` until that day; otherwise it is `ACTIVE` at once. If Seamless OS manages the billing of your tenant, licenses are created from orders, and this operation returns `billing_managed`.
         *
         *     Requires an API key with the scope `licenses:write`. Send an idempotency key, and send the same key with every retry: the command then runs only once.
         */
        post: operations["createLicense"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/licenses/{licenseId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a license
         * @description The status and the scheduled changes are as of the time of the request.
         *
         *     Requires an API key with the scope `licenses:read`.
         */
        get: operations["getLicense"];
        /**
         * Update a license
         * @description The metadata is merged key by key; `null` removes a key. A request that changes nothing succeeds and publishes no event. This works in every status.
         *
         *     Requires an API key with the scope `licenses:write`. Send an idempotency key, and send the same key with every retry: the command then runs only once.
         */
        put: operations["updateLicense"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/licenses/{licenseId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a license
         * @description With `scheduledAt`, the license ends on that day, even within its minimum term; the date of today ends it at once. Without `scheduledAt`, the default of its product offering applies: `INSTANT` ends it at once, `NEXT_RENEWAL` on the first renewal date after today that is not before the end of the minimum term. A `PENDING` license that was never active ends at once. Cancelling a license whose end is already scheduled moves the end.
         *
         *     The body is optional.
         *
         *     Requires an API key with the scope `licenses:write`. Send an idempotency key, and send the same key with every retry: the command then runs only once.
         */
        post: operations["cancelLicense"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/licenses/{licenseId}/cancel/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo the cancellation of a license
         * @description The license does not end. A start or a change of the product offering that was hidden by the end takes effect again. An end that has already taken effect cannot be undone.
         *
         *     The body is optional.
         *
         *     Requires an API key with the scope `licenses:write`. Send an idempotency key, and send the same key with every retry: the command then runs only once.
         */
        post: operations["undoLicenseCancellation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/licenses/{licenseId}/product-offering-change": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change the product offering of a license
         * @description The new product offering must be one of the change options of the current one; `listLicenseOfferingOptions` lists them. The option decides when the change takes effect: `INSTANT` on the requested day, `NEXT_RENEWAL` on the first renewal date after today that is neither before the requested day nor before the end of the minimum term. An option without a schedule is `INSTANT` if the net price per year stays equal or rises, and `NEXT_RENEWAL` if it falls or cannot be compared. The terms are agreed when the change is accepted. There is no proration. Another change replaces one that is already scheduled. The offering of a `PENDING` license is replaced at once, unless the requested day is after its start.
         *
         *     Requires an API key with the scope `licenses:write`. Send an idempotency key, and send the same key with every retry: the command then runs only once.
         */
        put: operations["changeLicenseOffering"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/licenses/{licenseId}/product-offering-change/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo a change of the product offering
         * @description The license keeps its current product offering. This also works for a change that is hidden because the license ends before it. A change that has already taken effect cannot be undone; change the product offering again.
         *
         *     The body is optional.
         *
         *     Requires an API key with the scope `licenses:write`. Send an idempotency key, and send the same key with every retry: the command then runs only once.
         */
        post: operations["undoOfferingChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/licenses/{licenseId}/product-offering-options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the options of a license
         * @description The product offerings to which the license can change. Each item describes the change as if it were requested now without a date. A change on or after the day on which the license ends is not listed. The list is empty if the license is `BLOCKED` or `CANCELLED`.
         *
         *     Requires an API key with the scope `licenses:read`.
         */
        get: operations["listLicenseOfferingOptions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List subscriptions
         * @description With `msisdn`, `iccid` or `referenceId`, of which only one can be sent, the list is complete and has one page. It includes subscriptions that have ended. Without them, a page may have fewer items than `limit`, or none, without being the last one: continue until `nextCursor` is null.
         *
         *     Requires an API key with the scope `subscriptions:read`.
         */
        get: operations["listSubscriptions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/subscriptions/{subscriptionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a subscription
         * @description Includes the SIM card, the subscriber and the live add-ons. PUK, PIN and IMSI are not part of the response.
         *
         *     Requires an API key with the scope `subscriptions:read`.
         */
        get: operations["getSubscription"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/subscriptions/{subscriptionId}/addons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List add-ons
         * @description Includes add-ons that have ended, in the order in which they were added.
         *
         *     Requires an API key with the scope `subscriptions:read`.
         */
        get: operations["listAddons"];
        put?: never;
        /**
         * Add an add-on
         * @description The agreed terms are copied to the add-on and do not change later. A subscription has at most one live add-on of a product offering and at most 20 live add-ons. If the product offering has `validityDays`, the add-on expires at the start of the day that is this number of days after its start. An add-on has no path of its own, so `Location` is the list of the add-ons of the subscription.
         *
         *     Requires an API key with the scope `subscriptions:write`. Send an idempotency key, and send the same key with every retry: the command then runs only once.
         */
        post: operations["addAddon"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/subscriptions/{subscriptionId}/addons/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel an add-on
         * @description Cancels the subscription's latest add-on of the product offering. With `scheduledAt`, the add-on ends on that day. Without `scheduledAt`, the default of its product offering applies, with renewal dates counted from its start. An add-on with a limited validity can only be cancelled for a day before it expires. A license that is assigned to the subscription does not change. The response is the subscription; its `addons` include the cancelled add-on.
         *
         *     Requires an API key with the scope `subscriptions:write`. Send an idempotency key, and send the same key with every retry: the command then runs only once.
         */
        post: operations["cancelAddon"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/subscriptions/{subscriptionId}/addons/cancel/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo the cancellation of an add-on
         * @description Reverts the cancellation of the subscription's latest add-on of the product offering, and removes its reason. A start that was hidden by the end takes effect again. An expiry stays. An end that has already taken effect cannot be undone.
         *
         *     Requires an API key with the scope `subscriptions:write`. Send an idempotency key, and send the same key with every retry: the command then runs only once.
         */
        post: operations["undoAddonCancellation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/subscriptions/{subscriptionId}/in-porting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a porting
         * @description Returns what the other operator requires, such as the holder of the number and the passcode. These details are removed 90 days after the porting ended. Each call is recorded in the audit log before the response.
         *
         *     Requires an API key with the scope `porting:read`.
         */
        get: operations["getInPorting"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/product-offerings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List product offerings
         * @description Includes archived product offerings, sorted by ID. Continue until `nextCursor` is null.
         *
         *     Requires an API key with the scope `product-offerings:read`.
         */
        get: operations["listProductOfferings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/product-offerings/{productOfferingId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a product offering
         * @description The product offering as it is in the catalogue today, archived or not.
         *
         *     Requires an API key with the scope `product-offerings:read`.
         */
        get: operations["getProductOffering"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List orders
         * @description Returns the newest first. Filters compare the state as of the time of the request. A page may have fewer items than `limit`, or none, without being the last one: continue until `nextCursor` is null.
         *
         *     Requires an API key with the scope `orders:read`.
         */
        get: operations["listOrders"];
        put?: never;
        /**
         * Create an order
         * @description An order is executed when it is submitted, within 7 days. Only the form of the request, the customer and references (`rid_…`) are checked before. The order contains IDs in place of the references. If Seamless OS manages the billing of your tenant, an order is the only way to create a license.
         *
         *     Requires an API key with the scope `orders:write`. Send an idempotency key, and send the same key with every retry: the command then runs only once.
         */
        post: operations["createOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{orderId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an order
         * @description The state is that of the time of the request: a `PENDING` order is `EXPIRED` from `expiresAt` on.
         *
         *     Requires an API key with the scope `orders:read`.
         */
        get: operations["getOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{orderId}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Submit an order
         * @description Executes all items of the order or none. Each item follows the rules of its own operation (`createLicense`, `changeLicenseOffering`, `addAddon`) and is evaluated against the state that the items before it leave. If an item is not allowed, the response is `order_invalid`: its `details` name each such item and the code of its operation, and the order stays `PENDING`.
         *
         *     The body is optional.
         *
         *     Requires an API key with the scope `orders:write`. Send an idempotency key, and send the same key with every retry: the command then runs only once.
         */
        post: operations["submitOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{orderId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel an order
         * @description A `PENDING` order can be cancelled. Nothing of it is executed.
         *
         *     The body is optional.
         *
         *     Requires an API key with the scope `orders:write`. Send an idempotency key, and send the same key with every retry: the command then runs only once.
         */
        post: operations["cancelOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/{customerId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a customer
         * @description Returns personal data. Each call is recorded in the audit log before the response. The names of users are those that the users have now. A user that was not imported is left out.
         *
         *     Requires an API key with the scope `customers:read`.
         */
        get: operations["getCustomer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/sims/{iccid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a SIM card
         * @description Returns the IMSI and the eSIM profile of a card. PUK and PIN have a call of their own. Each call is recorded in the audit log before the response.
         *
         *     Requires an API key with the scope `sims:read`.
         */
        get: operations["getSim"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/sims/{iccid}/codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the codes of a SIM card
         * @description Returns PUK and PIN, for example for a subscriber whose card is blocked. Each call is recorded in the audit log before the response.
         *
         *     Requires an API key with the scope `sims:codes`.
         */
        get: operations["getSimCodes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List events
         * @description The feed of all your events of the last 30 days, numbered without gaps. Begin without `cursor`, continue with `nextCursor` until `caughtUp` is true, then ask again from time to time with the last `nextCursor`. An event is never added before your cursor, so you get every event, once, and know that nothing is missing. A page with a filter may have fewer items than `limit`, or none, without being the last one.
         *
         *     Requires an API key with the scope `events:read`.
         */
        get: operations["listEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events/{eventId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an event
         * @description Events are stored for 30 days.
         *
         *     Requires an API key with the scope `events:read`.
         */
        get: operations["getEvent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/idempotency-key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a stored response
         * @description Returns the outcome of a command by its idempotency key, without repeating the command. Use it after a crash that lost everything but the key. Send the key in `X-Idempotency-Key`, or under its other name. The API key needs the scope of the command. A response of an error that is not stored, such as a 400 or a 503, is not found.
         */
        get: operations["getIdempotencyKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api-key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the API key
         * @description Returns the tenant, the scopes and the expiry of the API key in `X-API-Key`. Use it to check a configuration. A portal session has no API key, so its response is 404.
         *
         *     Every valid API key may call it.
         */
        get: operations["getApiKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Check the health
         * @description For monitors. The response says whether the API can read its database. It is up to five seconds old. `HEAD` works like `GET`.
         *
         *     Needs no API key.
         */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface webhooks {
    "license.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * license.created
         * @description A license was created, by a command or an order. If it is active at once, `license.activated` follows with the same `sequence`.
         */
        post: operations["onLicenseCreated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "license.activated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * license.activated
         * @description A license became active, at once or on the scheduled day.
         */
        post: operations["onLicenseActivated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "license.updated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * license.updated
         * @description A license changed: its end was scheduled or moved, or another field changed.
         */
        post: operations["onLicenseUpdated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "license.ended": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * license.ended
         * @description A license ended, at once or on the scheduled day.
         */
        post: operations["onLicenseEnded"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "subscription.updated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * subscription.updated
         * @description A subscription changed: an add-on was cancelled, ended or started, or another field changed.
         */
        post: operations["onSubscriptionUpdated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "order.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * order.created
         * @description An order was created. Nothing of it is executed before it is submitted.
         */
        post: operations["onOrderCreated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "order.submitted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * order.submitted
         * @description An order was submitted. All items of the order were executed. What they created or changed has events of its own.
         */
        post: operations["onOrderSubmitted"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "order.cancelled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * order.cancelled
         * @description An order was cancelled. Nothing of it was executed.
         */
        post: operations["onOrderCancelled"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        /** @description The request body of `addAddon`. */
        AddAddonRequest: {
            /**
             * @description The add-on product offering.
             * @example demo-day-pass-offering
             * @example demo-addon-offering
             */
            productOfferingId: string;
            /**
             * Format: date
             * @description The day of the start. The add-on is active at once if this is the date of today or absent. It is a calendar date in the tenant's time zone, in the years 2000 to 2200. A past date is refused.
             * @example 2099-03-01
             */
            scheduledAt?: string;
            /** @description Your own data. */
            metadata?: components["schemas"]["Metadata"];
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
        /** @description A postal address. */
        Address: {
            /**
             * @description Street and house number.
             * @example Am Speicher 4
             */
            street1: string;
            /** @description An additional line. */
            street2?: string;
            /**
             * @description The city.
             * @example Hamburg
             */
            city: string;
            /**
             * @description The postal code.
             * @example 20457
             */
            zip: string;
            /** @description The state. */
            state?: string;
            /** @description The region. */
            region?: string;
            /**
             * @description The country.
             * @example DE
             */
            country: string;
            /** @description The person or department that receives the mail. */
            attention?: string;
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
        /** @description An API key, without its secret. */
        ApiKey: {
            /**
             * @description The ID of the API key.
             * @example 4Zk2n8Qw1LxT
             */
            keyId: string;
            /**
             * @description The name that it was created with.
             * @example Billing
             */
            name?: string;
            /**
             * @description The tenant to which it belongs.
             * @example demo
             */
            tenantId: string;
            /**
             * @description Whether the tenant is live or for tests.
             * @enum {string}
             */
            mode: "live" | "test";
            /**
             * @description Its scopes. `*` covers every scope, including those of later versions of the API, except `customers:read`, `sims:read`, `sims:codes` and `porting:read`, which must be named.
             * @example [
             *       "licenses:read",
             *       "licenses:write"
             *     ]
             */
            scopes: string[];
            /**
             * Format: date-time
             * @description The time from which it is no longer valid. Absent if it does not expire.
             * @example 2024-01-15T09:30:00.000Z
             */
            expiresAt?: string;
        };
        /** @description The resource to which a license is assigned. */
        Assignment: components["schemas"]["SubscriptionAssignment"] | components["schemas"]["SubscriberAssignment"] | components["schemas"]["UserAssignment"] | components["schemas"]["CustomerAssignment"];
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
        /** @description The request body of `cancelAddon`. */
        CancelAddonRequest: {
            /**
             * @description The product offering of the add-on.
             * @example demo-addon-offering
             * @example demo-roaming-offering
             */
            productOfferingId: string;
            /**
             * Format: date
             * @description The day of the end. The date of today ends it at once. If absent, the default of the product offering applies. It is a calendar date in the tenant's time zone, in the years 2000 to 2200. A past date is refused.
             * @example 2099-03-01
             */
            scheduledAt?: string;
            /**
             * @description The reason of the cancellation. It is stored with the add-on. NUL characters and lone surrogates are refused.
             * @example No longer needed
             */
            reason?: string;
            /** @description Your own data. It is merged into the metadata of the add-on. */
            metadata?: components["schemas"]["Metadata"];
        };
        /** @description The request body of `cancelLicense`. */
        CancelLicenseRequest: {
            /**
             * Format: date
             * @description The day of the end. The date of today ends it at once. If absent, the default of the product offering applies. It is a calendar date in the tenant's time zone, in the years 2000 to 2200. A past date is refused.
             * @example 2099-03-01
             */
            scheduledAt?: string;
            /** @description Your own data. It is merged into the metadata of the license. */
            metadata?: components["schemas"]["Metadata"];
        };
        /** @description The request body of `cancelOrder`. */
        CancelOrderRequest: {
            /** @description Your own data. It is merged into the metadata of the order. */
            metadata?: components["schemas"]["Metadata"];
        };
        /** @description The request body of `changeLicenseOffering`. */
        ChangeLicenseOfferingRequest: {
            /**
             * @description The new product offering.
             * @example demo-premium-offering
             */
            productOfferingId: string;
            /**
             * Format: date
             * @description The earliest day of the change. If absent, it is today. It is a calendar date in the tenant's time zone, in the years 2000 to 2200. A past date is refused.
             * @example 2099-03-01
             */
            scheduledAt?: string;
            /** @description Your own data. It is merged into the metadata of the license. */
            metadata?: components["schemas"]["Metadata"];
        };
        /** @description A product offering to which a license can change. */
        ChangeOption: {
            /**
             * @description The ID of the product offering to which a license can change.
             * @example demo-premium-offering
             */
            productOfferingId: string;
            /**
             * @description When the change takes effect: on the requested day, or on a renewal date. If absent, a change to the same or a higher price is `INSTANT` and a change to a lower price is `NEXT_RENEWAL`.
             * @enum {string}
             */
            changeSchedule?: "INSTANT" | "NEXT_RENEWAL";
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
        /** @description The request body of `createLicense`. */
        CreateLicenseRequest: {
            /**
             * @description The product offering. It determines the type of the license.
             * @example demo-license-offering
             * @example demo-renewal-offering
             */
            productOfferingId: string;
            /**
             * @description The owner, an existing customer: its ID, or `rid_` and its `referenceId`.
             * @example demo-customer
             */
            customerId: string;
            /**
             * @description The license type. If present, it must be the license type of the product offering. NUL characters and lone surrogates are refused.
             * @example PBX
             */
            type?: string;
            /** @description The resource that uses the license. */
            assignedTo?: components["schemas"]["RequestedAssignment"];
            /**
             * Format: date
             * @description The day of activation. The license is active at once if this is the date of today or absent. It is a calendar date in the tenant's time zone, in the years 2000 to 2200. A past date is refused.
             * @example 2099-03-01
             */
            scheduledAt?: string;
            /** @description Your own data. */
            metadata?: components["schemas"]["Metadata"];
        };
        /** @description The request body of `createOrder`. */
        CreateOrderRequest: {
            /**
             * @description The customer, an existing one: its ID, or `rid_` and its `referenceId`. Everything in the order must belong to it.
             * @example demo-customer
             */
            customerId: string;
            /**
             * @description The items, 1 to 20, in the order in which they are evaluated.
             * @example [
             *       {
             *         "type": "LICENSE",
             *         "lineItemId": "seat",
             *         "productOfferingId": "demo-premium-offering",
             *         "assignedTo": {
             *           "type": "USER",
             *           "userId": "demo-user"
             *         },
             *         "scheduleActivationAt": "2099-02-01"
             *       },
             *       {
             *         "type": "SUBSCRIPTION_ADDON",
             *         "subscriptionId": "demo-second-subscription",
             *         "productOfferingId": "demo-roaming-offering"
             *       }
             *     ]
             * @example [
             *       {
             *         "type": "LICENSE_CHANGE",
             *         "lineItemId": "upgrade",
             *         "licenseId": "demo-upgrade-license",
             *         "productOfferingId": "demo-premium-offering"
             *       }
             *     ]
             */
            lineItems: components["schemas"]["NewLineItem"][];
            /** @description Your own data, for the order. */
            metadata?: components["schemas"]["Metadata"];
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
        /** @description A customer with its personal and billing details. */
        CustomerDetails: {
            /**
             * @description The ID of the customer.
             * @example demo-customer
             */
            customerId: string;
            /**
             * @description A person or a company.
             * @enum {string}
             */
            customerType: "CONSUMER" | "BUSINESS";
            /**
             * @description The display name. `erased` if the personal data of the customer was removed.
             * @example Nordlicht Logistik GmbH
             */
            name: string;
            /**
             * @description The reference ID.
             * @example CRM-10023
             */
            referenceId?: string;
            /** @description How to reach the customer. */
            contact?: {
                /**
                 * @description The email address.
                 * @example office@nordlicht.example
                 */
                email?: string;
                /**
                 * @description The phone number.
                 * @example +49403920010
                 */
                msisdn?: string;
            };
            /**
             * @description The identification of the customer, as imported.
             * @example {
             *       "registerNumber": "HRB 4711"
             *     }
             */
            identity?: string | {
                [key: string]: string;
            };
            /**
             * @description The preferred language and region.
             * @example de-DE
             */
            preferredLocale?: string;
            /**
             * @description The customer number.
             * @example K-10023
             */
            humanReadableId?: string;
            /** @description Where and how invoices are sent and paid. */
            billing?: {
                /**
                 * @description The payment method, as imported.
                 * @example SEPA
                 */
                method?: string;
                /**
                 * @description The email address.
                 * @example office@nordlicht.example
                 */
                email?: string;
                address?: components["schemas"]["Address"];
                /**
                 * @description The ISO 4217 code of the currency.
                 * @example EUR
                 */
                currency?: string;
                /** @description The ID of the default payment profile. */
                defaultPaymentProfileId?: string;
                /** @description Whether invoices are paid automatically. */
                autoPay?: boolean;
            };
            /** @description Where goods are sent. */
            shipping?: {
                /** @description The name of the recipient. */
                name?: string;
                /**
                 * @description The phone number.
                 * @example +49403920010
                 */
                msisdn?: string;
                address?: components["schemas"]["Address"];
                /** @description Instructions for the delivery. */
                instructions?: string;
            };
            /** @description The data attached to the customer. */
            metadata?: components["schemas"]["Metadata"];
            /** @description The users of the customer. */
            users?: {
                /**
                 * @description The ID of the user.
                 * @example demo-user
                 */
                userId: string;
                /**
                 * @description The display name of the user.
                 * @example Jana Petersen
                 */
                name: string;
                /**
                 * @description The role of the user at the customer.
                 * @enum {string}
                 */
                role: "MEMBER" | "MANAGER" | "ADMIN";
            }[];
            /** @description The user who is the contact of the customer. */
            contactPerson?: {
                /**
                 * @description The ID of the user.
                 * @example demo-user
                 */
                userId: string;
                /**
                 * @description The display name of the user.
                 * @example Jana Petersen
                 */
                name: string;
                /**
                 * @description The email address.
                 * @example office@nordlicht.example
                 */
                email?: string;
            };
            /**
             * Format: date-time
             * @description The time at which the customer was created in Seamless OS.
             * @example 2024-01-15T09:30:00.000Z
             */
            createdAt?: string;
            /**
             * Format: date-time
             * @description The time of the last change in Seamless OS.
             * @example 2024-01-15T09:30:00.000Z
             */
            updatedAt?: string;
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
        /** CustomerRequestedAssignment */
        CustomerRequestedAssignment: {
            /**
             * @description The kind of resource. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "CUSTOMER";
            /**
             * @description The ID of the customer, or `rid_` and its `referenceId`.
             * @example demo-customer
             */
            customerId: string;
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
        /** @description The profile of an eSIM. */
        EsimProfile: {
            /**
             * @description The status of the profile, as imported.
             * @example ENABLED
             */
            status: string;
            /**
             * @description The EID of the device.
             * @example 89049032000001000000012345678901
             */
            eid?: string;
            /**
             * Format: date-time
             * @description The time of the last operation on the profile.
             * @example 2024-01-15T09:30:00.000Z
             */
            lastOperationAt?: string;
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
        /** @description The position in the feed. */
        FeedPosition: {
            /** @description The position after this page. It is never null: store it, and send it later to get the events published since then. */
            nextCursor: string;
            /** @description True if nothing follows at the moment. */
            caughtUp: boolean;
        };
        /** @description The response of `getHealth`. */
        GetHealthResponse: {
            /**
             * @description `OK`: the API can read its database.
             * @enum {string}
             */
            status: "OK";
        };
        /** @description A SIM card in the inventory. Its codes have a call of their own. */
        InventorySim: {
            /**
             * @description The number of the card.
             * @example 89490200001234567890
             */
            iccid: string;
            /**
             * @description A physical card or an eSIM.
             * @enum {string}
             */
            type: "PHYSICAL" | "ESIM";
            /**
             * @description The status in the inventory.
             * @enum {string}
             */
            status: "AVAILABLE" | "IN_USE" | "RESERVED" | "CONSUMED" | "BRAND_RESERVED";
            /**
             * @description The IMSI of the profile on the card.
             * @example 262011234567890
             */
            imsi?: string;
            /**
             * @description The activation code of an eSIM.
             * @example LPA:1$smdp.example$4F2K-9QXT
             */
            lpa?: string;
            esimProfile?: components["schemas"]["EsimProfile"];
            /**
             * Format: date-time
             * @description The time at which the card was added to the inventory.
             * @example 2024-01-15T09:30:00.000Z
             */
            createdAt?: string;
            /**
             * Format: date-time
             * @description The time of the last change in Seamless OS.
             * @example 2024-01-15T09:30:00.000Z
             */
            updatedAt?: string;
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
        /** LicenseChangeNewLineItem */
        LicenseChangeNewLineItem: {
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
            /**
             * @description The ID of the item, unique in the order. It is generated if absent.
             * @example seat-1
             */
            lineItemId?: string;
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
        /** LicenseNewLineItem */
        LicenseNewLineItem: {
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
            assignedTo?: components["schemas"]["RequestedAssignment"];
            /**
             * Format: date
             * @description The day of activation. The license is active at once if this is the day of the submit or absent. It is a calendar date in the tenant's time zone, in the years 2000 to 2200. A past date is refused.
             * @example 2099-03-01
             */
            scheduleActivationAt?: string;
            /** @description Your own data, for the license. */
            metadata?: components["schemas"]["Metadata"];
            /**
             * @description The ID of the item, unique in the order. It is generated if absent.
             * @example seat-1
             */
            lineItemId?: string;
        };
        /** @description An item of an order. */
        LineItem: components["schemas"]["LicenseLineItem"] | components["schemas"]["LicenseChangeLineItem"] | components["schemas"]["SubscriptionAddonLineItem"];
        /** @description The response of `listAddons`. */
        ListAddonsResponse: {
            /** @description All add-ons of the subscription. */
            items: components["schemas"]["SubscriptionAddon"][];
        };
        /** @description The response of `listEvents`. */
        ListEventsResponse: {
            /** @description The events of this page, oldest first. */
            items: components["schemas"]["Event"][];
            pagination: components["schemas"]["FeedPosition"];
        };
        /** @description The response of `listLicenseOfferingOptions`. */
        ListLicenseOfferingOptionsResponse: {
            /** @description In the order of the change options of the product offering. */
            items: components["schemas"]["OfferingOption"][];
        };
        /** @description The response of `listLicenses`. */
        ListLicensesResponse: {
            /** @description The items of this page. */
            items: components["schemas"]["License"][];
            pagination: components["schemas"]["Pagination"];
        };
        /** @description The response of `listOrders`. */
        ListOrdersResponse: {
            /** @description The items of this page. */
            items: components["schemas"]["Order"][];
            pagination: components["schemas"]["Pagination"];
        };
        /** @description The response of `listProductOfferings`. */
        ListProductOfferingsResponse: {
            /** @description The items of this page. */
            items: components["schemas"]["ProductOffering"][];
            pagination: components["schemas"]["Pagination"];
        };
        /** @description The response of `listSubscriptions`. */
        ListSubscriptionsResponse: {
            /** @description The items of this page. */
            items: components["schemas"]["SubscriptionSummary"][];
            pagination: components["schemas"]["Pagination"];
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
        /** @description A payment that was made outside of Seamless OS. */
        NewExternalPayment: {
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
        /** @description An item of a new order. */
        NewLineItem: components["schemas"]["LicenseNewLineItem"] | components["schemas"]["LicenseChangeNewLineItem"] | components["schemas"]["SubscriptionAddonNewLineItem"];
        /** @description A product offering to which a license can change. */
        OfferingOption: {
            /** @description The product offering, with its current price. */
            productOffering: components["schemas"]["EmbeddedProductOffering"];
            /**
             * @description When the change takes effect: at once, or on a renewal date.
             * @enum {string}
             */
            changeSchedule: "INSTANT" | "NEXT_RENEWAL";
            /**
             * Format: date
             * @description The day of the change, in the tenant's time zone.
             */
            changeScheduleDate: string;
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
        /** @description What the other operator requires for a porting. Other fields are texts, as imported. */
        PortingDetails: {
            /**
             * @description The first name of the holder of the number.
             * @example Ole
             */
            firstName?: string;
            /**
             * @description The last name of the holder of the number.
             * @example Brandt
             */
            lastName?: string;
            /**
             * @description The customer number at the other operator.
             * @example 77120934
             */
            accountNumber?: string;
            /**
             * @description The code that the other operator requires.
             * @example 8841
             */
            passcode?: string;
            /** @description The address of the holder of the number. */
            address?: components["schemas"]["Address"];
        } & {
            [key: string]: string;
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
        /** @description A product of the catalogue, from which licenses, subscriptions and add-ons are created. */
        ProductOffering: {
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
            /**
             * @description The type of resource that is created from it.
             * @enum {string}
             */
            type: "LICENSE" | "SUBSCRIPTION" | "SUBSCRIPTION_ADDON";
            /**
             * @description The type of the licenses that are created from it. Only present if `type` is `LICENSE`.
             * @example PBX
             */
            licenseType?: string;
            /**
             * @description No new resources can be created from an `ARCHIVED` product offering.
             * @enum {string}
             */
            status: "AVAILABLE" | "ARCHIVED";
            /**
             * @description When a cancellation without a date takes effect: at once, or on the first renewal date that is not before the end of the minimum term.
             * @enum {string}
             */
            cancellationSchedule: "INSTANT" | "NEXT_RENEWAL";
            /** @description The current price. Resources keep the price of the day on which they were created. */
            price: components["schemas"]["Price"];
            /** @description The catalogue group of the product offering. */
            group?: components["schemas"]["ProductOfferingGroup"];
            /** @description The product offerings to which a license of this one can change. Only present if `type` is `LICENSE`. */
            changeOptions?: components["schemas"]["ChangeOption"][];
            /** @description The IDs of the add-on product offerings that a subscription of this one can have. If absent, it can have all. Only present if `type` is `SUBSCRIPTION`. */
            addonOfferings?: string[];
            /**
             * @description The number of days after which an add-on expires, counted from its start. Only present if `type` is `SUBSCRIPTION_ADDON`.
             * @example 30
             */
            validityDays?: number;
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
        /** @description The resource to which a license is assigned. It must belong to the customer of the license. */
        RequestedAssignment: components["schemas"]["SubscriptionRequestedAssignment"] | components["schemas"]["SubscriberRequestedAssignment"] | components["schemas"]["UserRequestedAssignment"] | components["schemas"]["CustomerRequestedAssignment"];
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
        /** @description The codes of a SIM card. */
        SimCodes: {
            /**
             * @description The number of the card.
             * @example 89490200001234567890
             */
            iccid: string;
            /**
             * @description Unblocks PIN 1.
             * @example 48151623
             */
            puk1: string;
            /**
             * @description Unblocks PIN 2.
             * @example 42108000
             */
            puk2?: string;
            /**
             * @description PIN 1 as delivered.
             * @example 1234
             */
            pin1?: string;
            /**
             * @description PIN 2 as delivered.
             * @example 5678
             */
            pin2?: string;
        };
        /** @description The response that is stored under an idempotency key. */
        StoredOutcome: {
            /**
             * @description The idempotency key.
             * @example 0f1c7a52-8d0e-4c6e-9a3f-2d4b8e6f1a90
             */
            idempotencyKey: string;
            /**
             * @description The operation that was called with it.
             * @example createLicense
             */
            operation: string;
            /**
             * Format: uuid
             * @description The `X-Request-Id` of the request that got this response first.
             */
            requestId: string;
            /** @description Who sent that request. Absent if an earlier release stored the response. */
            actor?: {
                /**
                 * @description An API key, a user of the portal, or a tool of the operator.
                 * @enum {string}
                 */
                type: "API_KEY" | "USER" | "TOOL";
                /** @description The ID of the API key or of the user, or the name of the tool. */
                id: string;
            };
            /**
             * @description The HTTP status of the response.
             * @example 201
             */
            status: number;
            /** @description The response. */
            response: {
                /** @description The headers that a repeated request gets. */
                headers: {
                    [key: string]: string;
                };
                /** @description The body, byte for byte. Parse it as JSON. */
                body: string;
            };
            /**
             * Format: date-time
             * @description The time at which the response was stored.
             * @example 2024-01-15T09:30:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description The time from which the key can be used for another request.
             * @example 2024-01-15T09:30:00.000Z
             */
            expiresAt: string;
        };
        /** @description The request body of `submitOrder`. */
        SubmitOrderRequest: {
            /** @description A payment that you have received. It is stored with the order. */
            externalPayment?: components["schemas"]["NewExternalPayment"];
            /** @description Your own data. It is merged into the metadata of the order. */
            metadata?: components["schemas"]["Metadata"];
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
        /** SubscriberRequestedAssignment */
        SubscriberRequestedAssignment: {
            /**
             * @description The kind of resource. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "SUBSCRIBER";
            /** @description The ID of the subscriber of a subscription. */
            subscriberId: string;
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
        /** SubscriptionAddonNewLineItem */
        SubscriptionAddonNewLineItem: {
            /**
             * @description Adds an add-on to a subscription. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "SUBSCRIPTION_ADDON";
            /**
             * @description The ID of the subscription, or `rid_` and its `referenceId`.
             * @example demo-subscription
             */
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
            /**
             * @description The ID of the item, unique in the order. It is generated if absent.
             * @example seat-1
             */
            lineItemId?: string;
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
        /** @description The transfer of a phone number from or to another operator, with its details. */
        SubscriptionPorting: {
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
            /** @description Absent 90 days after the porting ended. */
            details?: components["schemas"]["PortingDetails"];
            /**
             * Format: date-time
             * @description The time at which the porting was requested.
             * @example 2024-01-15T09:30:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description The time of its last change in Seamless OS.
             * @example 2024-01-15T09:30:00.000Z
             */
            updatedAt?: string;
        };
        /** SubscriptionRequestedAssignment */
        SubscriptionRequestedAssignment: {
            /**
             * @description The kind of resource. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "SUBSCRIPTION";
            /**
             * @description The ID of the subscription, or `rid_` and its `referenceId`.
             * @example demo-subscription
             */
            subscriptionId: string;
        };
        /** @description A subscription without its add-ons. Get the subscription to get its add-ons. */
        SubscriptionSummary: {
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
             * @description The time of the last change of the subscription or one of its add-ons. A scheduled change of an add-on counts once it was applied.
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
        };
        /** @description The request body of `undoAddonCancellation`. */
        UndoAddonCancellationRequest: {
            /**
             * @description The product offering of the add-on.
             * @example demo-roaming-offering
             */
            productOfferingId: string;
            /** @description Your own data. It is merged into the metadata of the add-on. */
            metadata?: components["schemas"]["Metadata"];
        };
        /** @description The request body of `undoLicenseCancellation`. */
        UndoLicenseCancellationRequest: {
            /** @description Your own data. It is merged into the metadata of the license. */
            metadata?: components["schemas"]["Metadata"];
        };
        /** @description The request body of `undoOfferingChange`. */
        UndoOfferingChangeRequest: {
            /** @description Your own data. It is merged into the metadata of the license. */
            metadata?: components["schemas"]["Metadata"];
        };
        /** @description The request body of `updateLicense`. */
        UpdateLicenseRequest: {
            /** @description Your own data. It is merged into the metadata of the license. */
            metadata: components["schemas"]["Metadata"];
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
        /** UserRequestedAssignment */
        UserRequestedAssignment: {
            /**
             * @description The kind of resource. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "USER";
            /** @description The ID of a user. */
            userId: string;
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
    listLicenses: {
        parameters: {
            query?: {
                /** @description Licenses of this customer: its ID, or `rid_` and its `referenceId`. Repeat the parameter to allow several, at most 10. */
                customerId?: string[];
                /** @description Licenses with this current status. Repeat the parameter to allow several. */
                status?: ("PENDING" | "ACTIVE" | "PAUSED" | "CANCELLED" | "BLOCKED")[];
                /** @description Licenses of this type. Repeat the parameter to allow several. */
                type?: string[];
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
                    "application/json": components["schemas"]["ListLicensesResponse"];
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
    createLicense: {
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
                "application/json": components["schemas"]["CreateLicenseRequest"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["License"];
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
             * @description - `FORBIDDEN`: The API key, or the role of the portal user, does not include the required scope.
             *     - `billing_managed`: Licenses are created from orders while Seamless OS manages the billing.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "FORBIDDEN" | "billing_managed";
                    };
                };
            };
            /**
             * @description - `customer_not_found`: There is no customer with this ID.
             *     - `product_offering_not_found`: There is no product offering with this ID.
             *     - `subscription_not_found`: There is no subscription with this ID.
             *     - `subscriber_not_found`: There is no subscriber with this ID.
             *     - `user_not_found`: There is no user with this ID.
             */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "customer_not_found" | "product_offering_not_found" | "subscription_not_found" | "subscriber_not_found" | "user_not_found";
                    };
                };
            };
            /**
             * @description - `idempotency_key_mismatch`: This idempotency key was already used for a different request.
             *     - `idempotency_key_locked`: Another request is changing the same resource; nothing was changed.
             *     - `product_offering_not_available`: The product offering is archived or is of another type.
             *     - `license_type_mismatch`: The product offering has another license type.
             *     - `assignment_mismatch`: The license cannot be assigned to a resource of another customer.
             *     - `subscription_already_cancelled`: The subscription has already ended.
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
                        code?: "idempotency_key_mismatch" | "idempotency_key_locked" | "product_offering_not_available" | "license_type_mismatch" | "assignment_mismatch" | "subscription_already_cancelled";
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
    getLicense: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of the license. */
                licenseId: string;
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
                    "application/json": components["schemas"]["License"];
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
            /** @description - `license_not_found`: There is no license with this ID. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "license_not_found";
                    };
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateLicense: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes retries safe: the command runs once, however often it is sent. Generate a new key, such as a UUID, for each command, store it with your data, and send the same key, path, query and body bytes with every retry. 1 to 256 visible ASCII characters. The key is valid in your whole tenant for at least 24 hours. Optional, but without a key every retry is a new command. `Idempotency-Key` is another name of this header; under that name, the quoted form `"key"` is the key `key`. A header that is sent twice, or different values under both names, result in a 400. */
                "X-Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The ID of the license. */
                licenseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateLicenseRequest"];
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
                    "application/json": components["schemas"]["License"];
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
            /** @description - `license_not_found`: There is no license with this ID. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "license_not_found";
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
    cancelLicense: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes retries safe: the command runs once, however often it is sent. Generate a new key, such as a UUID, for each command, store it with your data, and send the same key, path, query and body bytes with every retry. 1 to 256 visible ASCII characters. The key is valid in your whole tenant for at least 24 hours. Optional, but without a key every retry is a new command. `Idempotency-Key` is another name of this header; under that name, the quoted form `"key"` is the key `key`. A header that is sent twice, or different values under both names, result in a 400. */
                "X-Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The ID of the license. */
                licenseId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CancelLicenseRequest"];
            };
        };
        responses: {
            /** @description Cancelled or scheduled. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["License"];
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
            /** @description - `license_not_found`: There is no license with this ID. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "license_not_found";
                    };
                };
            };
            /**
             * @description - `idempotency_key_mismatch`: This idempotency key was already used for a different request.
             *     - `idempotency_key_locked`: Another request is changing the same resource; nothing was changed.
             *     - `license_already_cancelled`: The license has already ended.
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
                        code?: "idempotency_key_mismatch" | "idempotency_key_locked" | "license_already_cancelled";
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
    undoLicenseCancellation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes retries safe: the command runs once, however often it is sent. Generate a new key, such as a UUID, for each command, store it with your data, and send the same key, path, query and body bytes with every retry. 1 to 256 visible ASCII characters. The key is valid in your whole tenant for at least 24 hours. Optional, but without a key every retry is a new command. `Idempotency-Key` is another name of this header; under that name, the quoted form `"key"` is the key `key`. A header that is sent twice, or different values under both names, result in a 400. */
                "X-Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The ID of the license. */
                licenseId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["UndoLicenseCancellationRequest"];
            };
        };
        responses: {
            /** @description The cancellation was undone. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["License"];
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
            /** @description - `license_not_found`: There is no license with this ID. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "license_not_found";
                    };
                };
            };
            /**
             * @description - `idempotency_key_mismatch`: This idempotency key was already used for a different request.
             *     - `idempotency_key_locked`: Another request is changing the same resource; nothing was changed.
             *     - `license_already_cancelled`: The license has already ended.
             *     - `nothing_scheduled`: Nothing is scheduled that could be undone.
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
                        code?: "idempotency_key_mismatch" | "idempotency_key_locked" | "license_already_cancelled" | "nothing_scheduled";
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
    changeLicenseOffering: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes retries safe: the command runs once, however often it is sent. Generate a new key, such as a UUID, for each command, store it with your data, and send the same key, path, query and body bytes with every retry. 1 to 256 visible ASCII characters. The key is valid in your whole tenant for at least 24 hours. Optional, but without a key every retry is a new command. `Idempotency-Key` is another name of this header; under that name, the quoted form `"key"` is the key `key`. A header that is sent twice, or different values under both names, result in a 400. */
                "X-Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The ID of the license. */
                licenseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeLicenseOfferingRequest"];
            };
        };
        responses: {
            /** @description Changed or scheduled. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["License"];
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
             * @description - `license_not_found`: There is no license with this ID.
             *     - `product_offering_not_found`: There is no product offering with this ID.
             */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "license_not_found" | "product_offering_not_found";
                    };
                };
            };
            /**
             * @description - `idempotency_key_mismatch`: This idempotency key was already used for a different request.
             *     - `idempotency_key_locked`: Another request is changing the same resource; nothing was changed.
             *     - `license_already_cancelled`: The license has already ended.
             *     - `license_blocked`: The license is blocked. Seamless OS must unblock it first.
             *     - `product_offering_not_available`: The product offering is archived or is of another type.
             *     - `license_type_mismatch`: The product offering has another license type.
             *     - `product_offering_change_not_allowed`: The license cannot change to this product offering; it is not one of the change options.
             *     - `product_offering_unchanged`: The license already has this product offering.
             *     - `license_ending`: The license ends on or before the day of the change.
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
                        code?: "idempotency_key_mismatch" | "idempotency_key_locked" | "license_already_cancelled" | "license_blocked" | "product_offering_not_available" | "license_type_mismatch" | "product_offering_change_not_allowed" | "product_offering_unchanged" | "license_ending";
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
    undoOfferingChange: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes retries safe: the command runs once, however often it is sent. Generate a new key, such as a UUID, for each command, store it with your data, and send the same key, path, query and body bytes with every retry. 1 to 256 visible ASCII characters. The key is valid in your whole tenant for at least 24 hours. Optional, but without a key every retry is a new command. `Idempotency-Key` is another name of this header; under that name, the quoted form `"key"` is the key `key`. A header that is sent twice, or different values under both names, result in a 400. */
                "X-Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The ID of the license. */
                licenseId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["UndoOfferingChangeRequest"];
            };
        };
        responses: {
            /** @description The change was undone. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["License"];
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
            /** @description - `license_not_found`: There is no license with this ID. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "license_not_found";
                    };
                };
            };
            /**
             * @description - `idempotency_key_mismatch`: This idempotency key was already used for a different request.
             *     - `idempotency_key_locked`: Another request is changing the same resource; nothing was changed.
             *     - `license_already_cancelled`: The license has already ended.
             *     - `nothing_scheduled`: Nothing is scheduled that could be undone.
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
                        code?: "idempotency_key_mismatch" | "idempotency_key_locked" | "license_already_cancelled" | "nothing_scheduled";
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
    listLicenseOfferingOptions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of the license. */
                licenseId: string;
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
                    "application/json": components["schemas"]["ListLicenseOfferingOptionsResponse"];
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
            /** @description - `license_not_found`: There is no license with this ID. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "license_not_found";
                    };
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listSubscriptions: {
        parameters: {
            query?: {
                /** @description Subscriptions of this customer: its ID, or `rid_` and its `referenceId`. Repeat the parameter to allow several, at most 10. */
                customerId?: string[];
                /** @description Subscriptions with this status. Repeat the parameter to allow several. */
                status?: ("PENDING" | "ACTIVATED" | "BLOCKED" | "CANCELLED" | "PAUSED")[];
                /** @description Subscriptions of this type. Repeat the parameter to allow several. */
                type?: string[];
                /** @description Subscriptions with this phone number, with or without a leading +. */
                msisdn?: string;
                /** @description Subscriptions with this card. */
                iccid?: string;
                /** @description The subscription with this `referenceId`. */
                referenceId?: string;
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
                    "application/json": components["schemas"]["ListSubscriptionsResponse"];
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
    getSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of the subscription, or `rid_` and its `referenceId`. */
                subscriptionId: string;
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
                    "application/json": components["schemas"]["Subscription"];
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
            /** @description - `subscription_not_found`: There is no subscription with this ID. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "subscription_not_found";
                    };
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listAddons: {
        parameters: {
            query?: {
                /** @description Add-ons with this status. Repeat the parameter to allow several. */
                status?: ("PENDING" | "ACTIVE" | "CANCELLED" | "EXPIRED")[];
            };
            header?: never;
            path: {
                /** @description The ID of the subscription, or `rid_` and its `referenceId`. */
                subscriptionId: string;
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
                    "application/json": components["schemas"]["ListAddonsResponse"];
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
            /** @description - `subscription_not_found`: There is no subscription with this ID. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "subscription_not_found";
                    };
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    addAddon: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes retries safe: the command runs once, however often it is sent. Generate a new key, such as a UUID, for each command, store it with your data, and send the same key, path, query and body bytes with every retry. 1 to 256 visible ASCII characters. The key is valid in your whole tenant for at least 24 hours. Optional, but without a key every retry is a new command. `Idempotency-Key` is another name of this header; under that name, the quoted form `"key"` is the key `key`. A header that is sent twice, or different values under both names, result in a 400. */
                "X-Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The ID of the subscription, or `rid_` and its `referenceId`. */
                subscriptionId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddAddonRequest"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubscriptionAddon"];
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
             * @description - `subscription_not_found`: There is no subscription with this ID.
             *     - `product_offering_not_found`: There is no product offering with this ID.
             */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "subscription_not_found" | "product_offering_not_found";
                    };
                };
            };
            /**
             * @description - `idempotency_key_mismatch`: This idempotency key was already used for a different request.
             *     - `idempotency_key_locked`: Another request is changing the same resource; nothing was changed.
             *     - `subscription_already_cancelled`: The subscription has already ended.
             *     - `subscription_blocked`: The subscription is blocked. Seamless OS must unblock it first.
             *     - `product_offering_not_available`: The product offering is archived or is of another type.
             *     - `addon_not_offered`: The subscription's product offering does not include this add-on product offering.
             *     - `addon_exists`: The subscription already has a live add-on of this product offering.
             *     - `addon_limit_reached`: The subscription already has 20 live add-ons.
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
                        code?: "idempotency_key_mismatch" | "idempotency_key_locked" | "subscription_already_cancelled" | "subscription_blocked" | "product_offering_not_available" | "addon_not_offered" | "addon_exists" | "addon_limit_reached";
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
    cancelAddon: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes retries safe: the command runs once, however often it is sent. Generate a new key, such as a UUID, for each command, store it with your data, and send the same key, path, query and body bytes with every retry. 1 to 256 visible ASCII characters. The key is valid in your whole tenant for at least 24 hours. Optional, but without a key every retry is a new command. `Idempotency-Key` is another name of this header; under that name, the quoted form `"key"` is the key `key`. A header that is sent twice, or different values under both names, result in a 400. */
                "X-Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The ID of the subscription, or `rid_` and its `referenceId`. */
                subscriptionId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CancelAddonRequest"];
            };
        };
        responses: {
            /** @description Cancelled or scheduled. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
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
             * @description - `subscription_not_found`: There is no subscription with this ID.
             *     - `addon_not_found`: The subscription has never had an add-on of this product offering.
             */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "subscription_not_found" | "addon_not_found";
                    };
                };
            };
            /**
             * @description - `idempotency_key_mismatch`: This idempotency key was already used for a different request.
             *     - `idempotency_key_locked`: Another request is changing the same resource; nothing was changed.
             *     - `addon_already_cancelled`: The add-on has already ended.
             *     - `addon_expiring`: The add-on expires before the date on which its default cancellation would take effect.
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
                        code?: "idempotency_key_mismatch" | "idempotency_key_locked" | "addon_already_cancelled" | "addon_expiring";
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
    undoAddonCancellation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes retries safe: the command runs once, however often it is sent. Generate a new key, such as a UUID, for each command, store it with your data, and send the same key, path, query and body bytes with every retry. 1 to 256 visible ASCII characters. The key is valid in your whole tenant for at least 24 hours. Optional, but without a key every retry is a new command. `Idempotency-Key` is another name of this header; under that name, the quoted form `"key"` is the key `key`. A header that is sent twice, or different values under both names, result in a 400. */
                "X-Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The ID of the subscription, or `rid_` and its `referenceId`. */
                subscriptionId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UndoAddonCancellationRequest"];
            };
        };
        responses: {
            /** @description The cancellation was undone. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
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
             * @description - `subscription_not_found`: There is no subscription with this ID.
             *     - `addon_not_found`: The subscription has never had an add-on of this product offering.
             */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "subscription_not_found" | "addon_not_found";
                    };
                };
            };
            /**
             * @description - `idempotency_key_mismatch`: This idempotency key was already used for a different request.
             *     - `idempotency_key_locked`: Another request is changing the same resource; nothing was changed.
             *     - `addon_already_cancelled`: The add-on has already ended.
             *     - `nothing_scheduled`: Nothing is scheduled that could be undone.
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
                        code?: "idempotency_key_mismatch" | "idempotency_key_locked" | "addon_already_cancelled" | "nothing_scheduled";
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
    getInPorting: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of the subscription, or `rid_` and its `referenceId`. */
                subscriptionId: string;
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
                    "application/json": components["schemas"]["SubscriptionPorting"];
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
            /**
             * @description - `subscription_not_found`: There is no subscription with this ID.
             *     - `porting_not_found`: The subscription has no porting.
             */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "subscription_not_found" | "porting_not_found";
                    };
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listProductOfferings: {
        parameters: {
            query?: {
                /** @description Product offerings of this type. Repeat the parameter to allow several. */
                type?: ("LICENSE" | "SUBSCRIPTION" | "SUBSCRIPTION_ADDON")[];
                /** @description Product offerings with this status. Repeat the parameter to allow several. */
                status?: ("AVAILABLE" | "ARCHIVED")[];
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
                    "application/json": components["schemas"]["ListProductOfferingsResponse"];
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
    getProductOffering: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of the product offering. */
                productOfferingId: string;
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
                    "application/json": components["schemas"]["ProductOffering"];
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
            /** @description - `product_offering_not_found`: There is no product offering with this ID. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "product_offering_not_found";
                    };
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listOrders: {
        parameters: {
            query?: {
                /** @description Orders of this customer: its ID, or `rid_` and its `referenceId`. Repeat the parameter to allow several, at most 10. */
                customerId?: string[];
                /** @description Orders with this current state. Repeat the parameter to allow several. */
                state?: ("PENDING" | "COMPLETED" | "CANCELLED" | "EXPIRED")[];
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
                    "application/json": components["schemas"]["ListOrdersResponse"];
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
    createOrder: {
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
                "application/json": components["schemas"]["CreateOrderRequest"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
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
             * @description - `customer_not_found`: There is no customer with this ID.
             *     - `subscription_not_found`: There is no subscription with this ID.
             */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "customer_not_found" | "subscription_not_found";
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
    getOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of the order. */
                orderId: string;
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
                    "application/json": components["schemas"]["Order"];
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
            /** @description - `order_not_found`: There is no order with this ID. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "order_not_found";
                    };
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    submitOrder: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes retries safe: the command runs once, however often it is sent. Generate a new key, such as a UUID, for each command, store it with your data, and send the same key, path, query and body bytes with every retry. 1 to 256 visible ASCII characters. The key is valid in your whole tenant for at least 24 hours. Optional, but without a key every retry is a new command. `Idempotency-Key` is another name of this header; under that name, the quoted form `"key"` is the key `key`. A header that is sent twice, or different values under both names, result in a 400. */
                "X-Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The ID of the order. */
                orderId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["SubmitOrderRequest"];
            };
        };
        responses: {
            /** @description Submitted. All items were executed. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
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
            /** @description - `order_not_found`: There is no order with this ID. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "order_not_found";
                    };
                };
            };
            /**
             * @description - `idempotency_key_mismatch`: This idempotency key was already used for a different request.
             *     - `idempotency_key_locked`: Another request is changing the same resource; nothing was changed.
             *     - `order_expired`: The order has expired. Create a new one.
             *     - `order_not_changeable`: The order was already submitted or cancelled.
             *     - `order_invalid`: The order cannot be executed; nothing was changed.
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
                        code?: "idempotency_key_mismatch" | "idempotency_key_locked" | "order_expired" | "order_not_changeable" | "order_invalid";
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
    cancelOrder: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes retries safe: the command runs once, however often it is sent. Generate a new key, such as a UUID, for each command, store it with your data, and send the same key, path, query and body bytes with every retry. 1 to 256 visible ASCII characters. The key is valid in your whole tenant for at least 24 hours. Optional, but without a key every retry is a new command. `Idempotency-Key` is another name of this header; under that name, the quoted form `"key"` is the key `key`. A header that is sent twice, or different values under both names, result in a 400. */
                "X-Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The ID of the order. */
                orderId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CancelOrderRequest"];
            };
        };
        responses: {
            /** @description Cancelled. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
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
            /** @description - `order_not_found`: There is no order with this ID. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "order_not_found";
                    };
                };
            };
            /**
             * @description - `idempotency_key_mismatch`: This idempotency key was already used for a different request.
             *     - `idempotency_key_locked`: Another request is changing the same resource; nothing was changed.
             *     - `order_expired`: The order has expired. Create a new one.
             *     - `order_not_changeable`: The order was already submitted or cancelled.
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
                        code?: "idempotency_key_mismatch" | "idempotency_key_locked" | "order_expired" | "order_not_changeable";
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
    getCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of the customer, or `rid_` and its `referenceId`. */
                customerId: string;
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
                    "application/json": components["schemas"]["CustomerDetails"];
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
            /** @description - `customer_not_found`: There is no customer with this ID. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "customer_not_found";
                    };
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getSim: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The number of the card. */
                iccid: string;
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
                    "application/json": components["schemas"]["InventorySim"];
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
            /** @description - `sim_not_found`: There is no SIM card with this ICCID. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "sim_not_found";
                    };
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getSimCodes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The number of the card. */
                iccid: string;
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
                    "application/json": components["schemas"]["SimCodes"];
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
            /**
             * @description - `sim_not_found`: There is no SIM card with this ICCID.
             *     - `sim_codes_not_found`: No codes are stored for this SIM card.
             */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "sim_not_found" | "sim_codes_not_found";
                    };
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listEvents: {
        parameters: {
            query?: {
                /** @description Events of this type. Repeat the parameter to allow several. */
                type?: ("license.created" | "license.activated" | "license.updated" | "license.ended" | "subscription.updated" | "order.created" | "order.submitted" | "order.cancelled")[];
                /** @description Events of this license, subscription or order. */
                resourceId?: string;
                /** @description The `eventId` of the event after which the list begins. Not together with `cursor`. */
                after?: string;
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
                    "application/json": components["schemas"]["ListEventsResponse"];
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
    getEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of the event. */
                eventId: string;
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
                    "application/json": components["schemas"]["Event"];
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
            /** @description - `event_not_found`: There is no event with this ID, or it is older than 30 days. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "event_not_found";
                    };
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getIdempotencyKey: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The idempotency key of the command. `Idempotency-Key` is another name of this header.
                 * @example demo-idempotency-key
                 */
                "X-Idempotency-Key": string;
            };
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
                    "application/json": components["schemas"]["StoredOutcome"];
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
            /** @description - `idempotency_key_not_found`: No response is stored under this idempotency key. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "idempotency_key_not_found";
                    };
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getApiKey: {
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
                    "application/json": components["schemas"]["ApiKey"];
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
            /** @description - `api_key_not_found`: There is no API key with this ID. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"] & {
                        /** @enum {string} */
                        code?: "api_key_not_found";
                    };
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getHealth: {
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
                    "application/json": components["schemas"]["GetHealthResponse"];
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
            413: components["responses"]["PayloadTooLarge"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    onLicenseCreated: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ID of the message, which is the `eventId`.
                 * @example f3b5c2de-6c3e-5d0a-8d5b-6a0f0f6f9a11
                 */
                "webhook-id": string;
                /**
                 * @description The time of this delivery attempt in seconds since 1970. Reject a message whose timestamp differs from your time by more than five minutes.
                 * @example 1768469400
                 */
                "webhook-timestamp": number;
                /**
                 * @description One or more signatures, separated by spaces. Each is `v1,` and the HMAC-SHA256, in base64, of `{webhook-id}.{webhook-timestamp}.{body}` with the secret of your endpoint. During the rotation of a secret there are two; one valid signature is sufficient.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LicenseEvent"];
            };
        };
        responses: {
            /** @description The event was received. The body of your response is ignored. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The event was not received and is sent again. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The event was not received and is sent again. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    onLicenseActivated: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ID of the message, which is the `eventId`.
                 * @example f3b5c2de-6c3e-5d0a-8d5b-6a0f0f6f9a11
                 */
                "webhook-id": string;
                /**
                 * @description The time of this delivery attempt in seconds since 1970. Reject a message whose timestamp differs from your time by more than five minutes.
                 * @example 1768469400
                 */
                "webhook-timestamp": number;
                /**
                 * @description One or more signatures, separated by spaces. Each is `v1,` and the HMAC-SHA256, in base64, of `{webhook-id}.{webhook-timestamp}.{body}` with the secret of your endpoint. During the rotation of a secret there are two; one valid signature is sufficient.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LicenseEvent"];
            };
        };
        responses: {
            /** @description The event was received. The body of your response is ignored. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The event was not received and is sent again. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The event was not received and is sent again. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    onLicenseUpdated: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ID of the message, which is the `eventId`.
                 * @example f3b5c2de-6c3e-5d0a-8d5b-6a0f0f6f9a11
                 */
                "webhook-id": string;
                /**
                 * @description The time of this delivery attempt in seconds since 1970. Reject a message whose timestamp differs from your time by more than five minutes.
                 * @example 1768469400
                 */
                "webhook-timestamp": number;
                /**
                 * @description One or more signatures, separated by spaces. Each is `v1,` and the HMAC-SHA256, in base64, of `{webhook-id}.{webhook-timestamp}.{body}` with the secret of your endpoint. During the rotation of a secret there are two; one valid signature is sufficient.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LicenseEvent"];
            };
        };
        responses: {
            /** @description The event was received. The body of your response is ignored. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The event was not received and is sent again. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The event was not received and is sent again. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    onLicenseEnded: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ID of the message, which is the `eventId`.
                 * @example f3b5c2de-6c3e-5d0a-8d5b-6a0f0f6f9a11
                 */
                "webhook-id": string;
                /**
                 * @description The time of this delivery attempt in seconds since 1970. Reject a message whose timestamp differs from your time by more than five minutes.
                 * @example 1768469400
                 */
                "webhook-timestamp": number;
                /**
                 * @description One or more signatures, separated by spaces. Each is `v1,` and the HMAC-SHA256, in base64, of `{webhook-id}.{webhook-timestamp}.{body}` with the secret of your endpoint. During the rotation of a secret there are two; one valid signature is sufficient.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LicenseEvent"];
            };
        };
        responses: {
            /** @description The event was received. The body of your response is ignored. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The event was not received and is sent again. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The event was not received and is sent again. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    onSubscriptionUpdated: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ID of the message, which is the `eventId`.
                 * @example f3b5c2de-6c3e-5d0a-8d5b-6a0f0f6f9a11
                 */
                "webhook-id": string;
                /**
                 * @description The time of this delivery attempt in seconds since 1970. Reject a message whose timestamp differs from your time by more than five minutes.
                 * @example 1768469400
                 */
                "webhook-timestamp": number;
                /**
                 * @description One or more signatures, separated by spaces. Each is `v1,` and the HMAC-SHA256, in base64, of `{webhook-id}.{webhook-timestamp}.{body}` with the secret of your endpoint. During the rotation of a secret there are two; one valid signature is sufficient.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubscriptionEvent"];
            };
        };
        responses: {
            /** @description The event was received. The body of your response is ignored. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The event was not received and is sent again. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The event was not received and is sent again. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    onOrderCreated: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ID of the message, which is the `eventId`.
                 * @example f3b5c2de-6c3e-5d0a-8d5b-6a0f0f6f9a11
                 */
                "webhook-id": string;
                /**
                 * @description The time of this delivery attempt in seconds since 1970. Reject a message whose timestamp differs from your time by more than five minutes.
                 * @example 1768469400
                 */
                "webhook-timestamp": number;
                /**
                 * @description One or more signatures, separated by spaces. Each is `v1,` and the HMAC-SHA256, in base64, of `{webhook-id}.{webhook-timestamp}.{body}` with the secret of your endpoint. During the rotation of a secret there are two; one valid signature is sufficient.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrderEvent"];
            };
        };
        responses: {
            /** @description The event was received. The body of your response is ignored. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The event was not received and is sent again. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The event was not received and is sent again. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    onOrderSubmitted: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ID of the message, which is the `eventId`.
                 * @example f3b5c2de-6c3e-5d0a-8d5b-6a0f0f6f9a11
                 */
                "webhook-id": string;
                /**
                 * @description The time of this delivery attempt in seconds since 1970. Reject a message whose timestamp differs from your time by more than five minutes.
                 * @example 1768469400
                 */
                "webhook-timestamp": number;
                /**
                 * @description One or more signatures, separated by spaces. Each is `v1,` and the HMAC-SHA256, in base64, of `{webhook-id}.{webhook-timestamp}.{body}` with the secret of your endpoint. During the rotation of a secret there are two; one valid signature is sufficient.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrderEvent"];
            };
        };
        responses: {
            /** @description The event was received. The body of your response is ignored. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The event was not received and is sent again. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The event was not received and is sent again. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    onOrderCancelled: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ID of the message, which is the `eventId`.
                 * @example f3b5c2de-6c3e-5d0a-8d5b-6a0f0f6f9a11
                 */
                "webhook-id": string;
                /**
                 * @description The time of this delivery attempt in seconds since 1970. Reject a message whose timestamp differs from your time by more than five minutes.
                 * @example 1768469400
                 */
                "webhook-timestamp": number;
                /**
                 * @description One or more signatures, separated by spaces. Each is `v1,` and the HMAC-SHA256, in base64, of `{webhook-id}.{webhook-timestamp}.{body}` with the secret of your endpoint. During the rotation of a secret there are two; one valid signature is sufficient.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrderEvent"];
            };
        };
        responses: {
            /** @description The event was received. The body of your response is ignored. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The event was not received and is sent again. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The event was not received and is sent again. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
