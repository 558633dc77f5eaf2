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
         * List licenses, the newest first
         * @description The newest first. Filters look at the status of this moment, as reading each license would show it. A page may have fewer items than asked for, or none, and still not be the last: go on until `nextCursor` is null.
         *
         *     Needs an API key with the scope `licenses:read`.
         */
        get: operations["listLicenses"];
        put?: never;
        /**
         * Create a license, now or on a date
         * @description The product offering decides the license's type, price, billing cycle, bound months and how it ends by default; what was agreed is copied onto the license and stays. With a future `scheduledAt` the license is `PENDING` until that day, otherwise it is `ACTIVE` at once. Licenses cannot be created here for a tenant whose billing Seamless OS manages (`billing_managed`): there they are made from orders.
         *
         *     Needs an API key with the scope `licenses:write`. Send an idempotency key, and the same one with every repeat: however often it is sent, it happens once.
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
         * Read a license
         * @description The status and the scheduled changes are those of this moment.
         *
         *     Needs an API key with the scope `licenses:read`.
         */
        get: operations["getLicense"];
        put?: never;
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
         * Cancel a license, now, on a date, or by its offering's default schedule
         * @description With a `scheduledAt` the license ends on that day, also within its bound months; today means now. Without one the default of its offering applies: `INSTANT` ends it now, `NEXT_RENEWAL` at the first renewal after today that is not before the end of the bound months. A `PENDING` license that never became active ends now. Cancelling a license again that is only scheduled to end moves its end.
         *
         *     The body may be left out.
         *
         *     Needs an API key with the scope `licenses:write`. Send an idempotency key, and the same one with every repeat: however often it is sent, it happens once.
         */
        post: operations["cancelLicense"];
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
         * Read a subscription with its live add-ons
         * @description With its SIM, its subscriber and its live add-ons. PUK, PIN and IMSI are not part of it.
         *
         *     Needs an API key with the scope `subscriptions:read`.
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
         * List the add-ons of a subscription, ended ones included
         * @description In the order in which they were added, those that have ended included.
         *
         *     Needs an API key with the scope `subscriptions:read`.
         */
        get: operations["listAddons"];
        put?: never;
        post?: never;
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
         * Cancel an add-on of a subscription, now, on a date, or by its offering's default schedule
         * @description The subscription's latest add-on of the offering is cancelled. With a `scheduledAt` it ends on that day; without one the default of its offering applies, counted from when it was added. A license that is assigned to the subscription is not touched. The answer is the subscription, with the cancelled add-on among its `addons`.
         *
         *     Needs an API key with the scope `subscriptions:write`. Send an idempotency key, and the same one with every repeat: however often it is sent, it happens once.
         */
        post: operations["cancelAddon"];
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
         * List product offerings, in the order of their ids
         * @description What licenses, subscriptions and add-ons are made from, archived offerings included, in the order of their ids. Go on until `nextCursor` is null.
         *
         *     Needs an API key with the scope `product-offerings:read`.
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
         * Read a product offering
         * @description As it is in the catalogue today, archived or not.
         *
         *     Needs an API key with the scope `product-offerings:read`.
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
         * A license was made
         * @description By a command or an order. One that is active at once tells `license.activated` too, at the same `sequence`.
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
         * A license became active
         * @description At once, or on the day that it was scheduled for.
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
         * A license changed
         * @description Its end was scheduled or moved, or something else about it changed.
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
         * A license ended
         * @description At once, or on the day that it was scheduled for.
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
         * A subscription or one of its add-ons changed
         * @description An add-on was cancelled, ended or began, or something else about the subscription changed.
         */
        post: operations["onSubscriptionUpdated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        /** @description A permission to use a product. */
        License: {
            /**
             * @description The id of the license.
             * @example 5c61c4a6-38f0-4e73-8190-751ea3bfc26d
             */
            licenseId: string;
            /**
             * @description The status right now. What is scheduled is in force from its day on, and is shown so.
             * @enum {string}
             */
            status: "PENDING" | "ACTIVE" | "PAUSED" | "CANCELLED" | "BLOCKED";
            /**
             * @description The offering's type of license.
             * @example PBX
             */
            type: string;
            /** @description The owner. */
            customer: components["schemas"]["Customer"];
            /** @description What the license was made from. */
            productOffering: components["schemas"]["EmbeddedProductOffering"];
            /**
             * Format: date-time
             * @description Since when it is, or was, active. Absent before.
             * @example 2024-01-15T09:30:00.000Z
             */
            activatedAt?: string;
            /** @description Who or what uses it. Absent where it is not assigned. */
            assignedTo?: components["schemas"]["EmbeddedAssignment"];
            /** @description What Seamless OS knows of the license besides, as imported. */
            details?: Record<string, never>;
            /** @description The nearest scheduled change. */
            pendingStatus?: components["schemas"]["LicenseChange"];
            /** @description All scheduled changes in their order. */
            scheduledChanges: components["schemas"]["LicenseChange"][];
            /** @description The product offering that it changes to. */
            pendingProductOffering?: components["schemas"]["PendingProductOffering"];
            /**
             * Format: date-time
             * @description When it ended. Absent before.
             * @example 2024-01-15T09:30:00.000Z
             */
            cancelledAt?: string;
            /**
             * Format: date-time
             * @description Since when it is paused.
             * @example 2024-01-15T09:30:00.000Z
             */
            pausedAt?: string;
            /** @description What you attached to it. */
            metadata?: components["schemas"]["Metadata"];
        };
        /** @description A change of status that is yet to come. */
        LicenseChange: {
            /**
             * @description The status from that day on.
             * @enum {string}
             */
            status: "ACTIVE" | "CANCELLED";
            /**
             * Format: date
             * @description In force from the start of this day in the tenant's time zone.
             */
            scheduledAt: string;
        };
        /** @description A telecommunications service provisioned for a customer. */
        Subscription: {
            /**
             * @description The id of the subscription.
             * @example demo-subscription
             */
            subscriptionId: string;
            /**
             * @description The status of the service.
             * @enum {string}
             */
            status: "PENDING" | "ACTIVATED" | "BLOCKED" | "CANCELLED" | "PAUSED";
            /**
             * @description The type of service.
             * @example MOBILE
             */
            type: string;
            /**
             * @description A text to show, typically the phone number in a readable form.
             * @example +49 171 3920012
             */
            display: string;
            /**
             * @description The phone number.
             * @example +491713920012
             */
            msisdn: string;
            /** @description The owner. */
            customer: components["schemas"]["Customer"];
            /** @description What the subscription was made from. */
            productOffering?: components["schemas"]["EmbeddedProductOffering"];
            /** @description The SIM card. */
            sim: components["schemas"]["Sim"];
            /**
             * Format: date-time
             * @description Since when the service is active. Absent before.
             * @example 2024-01-15T09:30:00.000Z
             */
            activatedAt?: string;
            /**
             * Format: date-time
             * @description When the subscription was made.
             * @example 2024-01-15T09:30:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When the subscription or one of its add-ons last changed.
             * @example 2024-01-15T09:30:00.000Z
             */
            updatedAt: string;
            /**
             * @description The reference that came with the order.
             * @example NL-2024-0007
             */
            referenceId?: string;
            /** @description Who uses the line. */
            subscriber?: components["schemas"]["Subscriber"];
            /** @description What Seamless OS knows of the subscription besides, as imported. */
            extensions?: Record<string, never>;
            /** @description The phone number that it changes to. */
            pendingMsisdn?: components["schemas"]["PendingMsisdn"];
            /** @description The status that it changes to. */
            pendingStatus?: components["schemas"]["PendingSubscriptionStatus"];
            /** @description The product offering that it changes to. */
            pendingProductOffering?: components["schemas"]["PendingProductOffering"];
            /** @description The porting of the phone number, where there is one. */
            porting?: components["schemas"]["Porting"];
            /**
             * Format: date-time
             * @description When the service ended. Absent before.
             * @example 2024-01-15T09:30:00.000Z
             */
            cancelledAt?: string;
            /** @description What is attached to it. */
            metadata?: components["schemas"]["Metadata"];
            /** @description The live ones; in the answer to a cancellation also the one just cancelled. */
            addons: components["schemas"]["SubscriptionAddon"][];
        };
        /** @description A SIM card. PUK, PIN and IMSI are not part of this API. */
        Sim: {
            /** @description Whether it is an eSIM. */
            esim: boolean;
            /**
             * @description The device that the SIM was last seen in.
             * @example 490154203237518
             */
            imei?: string;
            /**
             * @description The number of the card.
             * @example 89490200001234567890
             */
            iccid: string;
        };
        /** @description Who uses a line. */
        Subscriber: {
            /**
             * @description The id of the subscriber.
             * @example demo-subscriber
             */
            subscriberId: string;
            /**
             * @description The name to show.
             * @example Ole Brandt
             */
            name: string;
            /**
             * @description An e-mail address.
             * @example ole.brandt@nordlicht.example
             */
            email?: string;
        };
        /** @description A change of the phone number that is yet to come. */
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
        /** @description A change of status that is yet to come. */
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
        /** @description A phone number moving from or to another operator. */
        Porting: {
            /**
             * @description How far it is.
             * @enum {string}
             */
            status: "PENDING" | "IN_PROGRESS" | "SCHEDULED" | "COMPLETED" | "FAILED";
            /**
             * @description To us, or away from us.
             * @enum {string}
             */
            direction: "INBOUND" | "OUTBOUND";
            /**
             * @description The phone number that moves.
             * @example +491713920012
             */
            msisdn: string;
            /**
             * Format: date
             * @description The day on which it moves.
             */
            scheduledAt?: string;
        };
        /** @description Something that was booked on a subscription. */
        SubscriptionAddon: {
            /**
             * @description The id of the add-on.
             * @example demo-addon
             */
            subscriptionAddonId: string;
            /**
             * @description The subscription that it is on.
             * @example demo-subscription
             */
            subscriptionId: string;
            /**
             * @description The status right now. What is scheduled is in force from its day on, and is shown so.
             * @enum {string}
             */
            status: "PENDING" | "ACTIVE" | "CANCELLED" | "EXPIRED";
            /** @description What the add-on was made from. */
            productOffering: components["schemas"]["EmbeddedProductOffering"];
            /** @description The group of the catalogue that its offering is in. */
            group?: components["schemas"]["ProductOfferingGroup"];
            /**
             * @description The reference that came with the order.
             * @example NL-2024-0031
             */
            referenceId?: string;
            /** @description The nearest scheduled change. */
            pendingStatus?: components["schemas"]["AddonChange"];
            /** @description All scheduled changes in their order. */
            scheduledChanges: components["schemas"]["AddonChange"][];
            /**
             * @description The reason that was given when it was cancelled.
             * @example No longer needed
             */
            cancellationReason?: string;
            /**
             * Format: date-time
             * @description Since when it is on the subscription.
             * @example 2024-01-15T09:30:00.000Z
             */
            addedAt: string;
            /**
             * Format: date-time
             * @description When it last changed.
             * @example 2024-01-15T09:30:00.000Z
             */
            updatedAt: string;
            /**
             * Format: date-time
             * @description When it ended. Absent before.
             * @example 2024-01-15T09:30:00.000Z
             */
            cancelledAt?: string;
            /** @description What you attached to it. */
            metadata?: components["schemas"]["Metadata"];
        };
        /** @description A change of status that is yet to come. */
        AddonChange: {
            /**
             * @description The status from that day on.
             * @enum {string}
             */
            status: "ACTIVE" | "CANCELLED";
            /**
             * Format: date
             * @description In force from the start of this day in the tenant's time zone.
             */
            scheduledAt: string;
        };
        /** @description Something of the catalogue, from which licenses, subscriptions and add-ons are made. */
        ProductOffering: {
            /**
             * @description The id of the product offering.
             * @example demo-license-offering
             */
            productOfferingId: string;
            /**
             * @description The name to show.
             * @example Cloud PBX Seat
             */
            name: string;
            /**
             * @description What is made from it.
             * @enum {string}
             */
            type: "LICENSE" | "SUBSCRIPTION" | "SUBSCRIPTION_ADDON";
            /**
             * @description The type of the licenses that it makes; only with the type `LICENSE`.
             * @example PBX
             */
            licenseType?: string;
            /**
             * @description Nothing new is made from one that is `ARCHIVED`.
             * @enum {string}
             */
            status: "AVAILABLE" | "ARCHIVED";
            /**
             * @description How what was made from it ends when no date is given: at once, or at the first renewal that is not before the end of the bound months.
             * @enum {string}
             */
            cancellationSchedule: "INSTANT" | "NEXT_RENEWAL";
            /** @description What it costs today. What is made from it keeps the price of its day. */
            price: components["schemas"]["Price"];
            /** @description The group of the catalogue that it is in. */
            group?: components["schemas"]["ProductOfferingGroup"];
        };
        /** @description The owner. Sensitive details of a customer are not part of this API. */
        Customer: {
            /**
             * @description The id of the customer.
             * @example demo-customer
             */
            customerId: string;
            /**
             * @description The name to show.
             * @example Nordlicht Logistik GmbH
             */
            name: string;
        };
        /** @description The product offering that something was made from. Its name and group follow the catalogue, its price is what was agreed. */
        EmbeddedProductOffering: {
            /**
             * @description The id of the product offering.
             * @example demo-license-offering
             */
            productOfferingId: string;
            /**
             * @description The name to show.
             * @example Cloud PBX Seat
             */
            name: string;
            price: components["schemas"]["Price"];
            /** @description The group of the catalogue that the offering is in. */
            group?: components["schemas"]["ProductOfferingGroup"];
        };
        /** @description As agreed when the license or add-on was made. Later changes of the catalogue do not touch it. */
        Price: {
            /**
             * @description ISO 4217 code of the currency.
             * @example EUR
             */
            currency: string;
            /**
             * @description Paid once, or in every billing cycle.
             * @enum {string}
             */
            priceType: "ONE_TIME" | "RECURRING";
            /**
             * @description Net price in major units of the currency, per cycle if it is recurring.
             * @example 9.9
             */
            netPrice?: number;
            /**
             * @description What is taken off the net price, in major units.
             * @example 2
             */
            discount?: number;
            /**
             * @description A cancellation without a date does not end before so many months after the start are over.
             * @example 3
             */
            boundMonths?: number;
            /** @description How often a recurring price is paid. Renewals are counted from the start in these cycles. */
            billingCycle?: components["schemas"]["BillingCycle"];
        };
        /** @description How often a recurring price is paid. */
        BillingCycle: {
            /**
             * @description The unit of the cycle.
             * @enum {string}
             */
            period: "DAILY" | "WEEKLY" | "MONTHLY" | "YEARLY";
            /**
             * @description Every how many periods.
             * @example 1
             */
            interval: number;
        };
        /** @description A group of the catalogue. */
        ProductOfferingGroup: {
            /**
             * @description The id of the group.
             * @example demo-pbx-group
             */
            productOfferingGroupId: string;
            /**
             * @description The name to show.
             * @example Cloud PBX
             */
            name: string;
            /**
             * @description The category of the catalogue that the group is in.
             * @example Telephony
             */
            category: string;
            /** @description A text about the group. */
            description?: string;
        };
        /** @description A change to another product offering that is yet to come. */
        PendingProductOffering: {
            /**
             * Format: date
             * @description The day of the change, in the tenant's time zone.
             */
            scheduledAt: string;
            /** @description The product offering from that day on. */
            product: components["schemas"]["EmbeddedProductOffering"];
        };
        /** @description Whether there is more, and where. */
        Pagination: {
            /** @description Where the next page begins; null on the last one. A page may have fewer items than `limit`, or none, and still not be the last: go on until this is null. */
            nextCursor: string | null;
        };
        /**
         * @description What you attach for yourself: a JSON object of at most 50 keys of 1 to 64 characters (not `__proto__`, `constructor` or `prototype`), at most 8 KB as JSON and nested at most 5 levels, the object itself included; numbers of magnitude at most 2^53 − 1. On a later command it is merged key by key at the top level; `null` removes a key; the limits hold for the result.
         * @example {
         *       "costCentre": "CC-17"
         *     }
         */
        Metadata: {
            [key: string]: unknown;
        };
        /** @description What a license is assigned to. It must belong to the customer of the license. */
        Assignment: {
            /**
             * @description Which of the four it is.
             * @constant
             */
            type: "SUBSCRIPTION";
            /** @description The id of a subscription. */
            subscriptionId: string;
        } | {
            /**
             * @description Which of the four it is.
             * @constant
             */
            type: "SUBSCRIBER";
            /** @description The id of the subscriber of a subscription. */
            subscriberId: string;
        } | {
            /**
             * @description Which of the four it is.
             * @constant
             */
            type: "USER";
            /** @description The id of a user. */
            userId: string;
        } | {
            /**
             * @description Which of the four it is.
             * @constant
             */
            type: "CUSTOMER";
            /** @description The id of the customer: the license itself stays unassigned to any person or line. */
            customerId: string;
        };
        /** @description What a license is assigned to, with a text to show as it was when the assignment was made. */
        EmbeddedAssignment: {
            /**
             * @description Which of the four it is.
             * @constant
             */
            type: "SUBSCRIPTION";
            /** @description The id of a subscription. */
            subscriptionId: string;
            /** @description The subscription as text, typically its phone number. */
            subscriptionDisplay: string;
        } | {
            /**
             * @description Which of the four it is.
             * @constant
             */
            type: "SUBSCRIBER";
            /** @description The id of the subscriber of a subscription. */
            subscriberId: string;
            /** @description The subscriber's name. */
            subscriberDisplay: string;
        } | {
            /**
             * @description Which of the four it is.
             * @constant
             */
            type: "USER";
            /** @description The id of a user. */
            userId: string;
            /** @description The user's name. */
            userDisplay: string;
        } | {
            /**
             * @description Which of the four it is.
             * @constant
             */
            type: "CUSTOMER";
            /** @description The id of the customer: the license itself stays unassigned to any person or line. */
            customerId: string;
            /** @description The customer's name. */
            customerDisplay: string;
        };
        /** @description The one body of every error. Decide by `code`; texts may change. */
        Error: {
            /** @description For people. */
            message: string;
            /**
             * @description For programs.
             * @enum {string}
             */
            code: "VALIDATION_ERROR" | "MALFORMED_JSON" | "UNAUTHORIZED" | "FORBIDDEN" | "billing_managed" | "NOT_FOUND" | "license_not_found" | "subscription_not_found" | "addon_not_found" | "customer_not_found" | "product_offering_not_found" | "subscriber_not_found" | "user_not_found" | "idempotency_key_mismatch" | "idempotency_key_locked" | "license_already_cancelled" | "addon_already_cancelled" | "product_offering_not_available" | "license_type_mismatch" | "assignment_mismatch" | "PAYLOAD_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "RATE_LIMIT_EXCEEDED" | "INTERNAL_ERROR" | "outcome_unknown" | "SERVICE_UNAVAILABLE";
            /** @description What exactly is wrong, where there is more than one thing that could be. */
            details?: components["schemas"]["ErrorDetail"][];
            /** @description What to do next. */
            hint?: string;
        };
        /** @description One thing that is wrong with the request. */
        ErrorDetail: {
            /** @description For people: reads on from the name of the property. */
            message: string;
            /**
             * @description For programs.
             * @enum {string}
             */
            code: "FIELD_REQUIRED" | "INVALID_TYPE" | "INVALID_FORMAT" | "INVALID_VALUE" | "UNKNOWN_FIELD" | "TOO_LONG" | "TOO_SHORT";
            /** @description Where: `assignedTo.type`, a path or query parameter, or the name of a header. */
            property: string;
            /** @description What to do about it. */
            suggestion?: string;
        };
        /** @description A license changed. */
        LicenseEvent: {
            /**
             * Format: uuid
             * @description The same however often the event is delivered: one that you know already needs nothing more.
             */
            eventId: string;
            /**
             * @description What happened.
             * @enum {string}
             */
            type: "license.created" | "license.activated" | "license.updated" | "license.ended";
            /**
             * Format: date-time
             * @description The moment of the change; of a scheduled one, the instant it was scheduled for.
             * @example 2024-01-15T09:30:00.000Z
             */
            occurredAt: string;
            /** @description The resource's version. Delivery keeps no order: a reader goes by this. Events of one step share it, in the order created, activated, updated, ended. */
            sequence: number;
            /** @description The whole resource, as a read would give it at that version. */
            data: components["schemas"]["License"];
            /** @description Fields that were left out of `data` because the event would be too large; read the resource for them. */
            omitted?: string[];
        };
        /** @description A subscription or one of its add-ons changed. */
        SubscriptionEvent: {
            /**
             * Format: uuid
             * @description The same however often the event is delivered: one that you know already needs nothing more.
             */
            eventId: string;
            /**
             * @description What happened.
             * @enum {string}
             */
            type: "subscription.updated";
            /**
             * Format: date-time
             * @description The moment of the change; of a scheduled one, the instant it was scheduled for.
             * @example 2024-01-15T09:30:00.000Z
             */
            occurredAt: string;
            /** @description The resource's version. Delivery keeps no order: a reader goes by this. Events of one step share it, in the order created, activated, updated, ended. */
            sequence: number;
            /** @description The subscription when the event was first published: at `sequence` or later. */
            data: components["schemas"]["Subscription"];
            /** @description Fields that were left out of `data` because the event would be too large; read the resource for them. */
            omitted?: string[];
        };
        /** @description The answer of `listLicenses`. */
        ListLicensesResponse: {
            /** @description What was found, in the order that the operation has. */
            items: components["schemas"]["License"][];
            /** @description Whether there is more, and where. */
            pagination: components["schemas"]["Pagination"];
        };
        /** @description The answer of `listAddons`. */
        ListAddonsResponse: {
            /** @description What was found, in the order that the operation has. */
            items: components["schemas"]["SubscriptionAddon"][];
        };
        /** @description The answer of `listProductOfferings`. */
        ListProductOfferingsResponse: {
            /** @description What was found, in the order that the operation has. */
            items: components["schemas"]["ProductOffering"][];
            /** @description Whether there is more, and where. */
            pagination: components["schemas"]["Pagination"];
        };
        /** @description What `createLicense` is asked with. */
        CreateLicenseRequest: {
            /**
             * @description Decides the type of license.
             * @example demo-license-offering
             * @example demo-renewal-offering
             */
            productOfferingId: string;
            /**
             * @description An existing customer, the owner.
             * @example demo-customer
             */
            customerId: string;
            /**
             * @description If sent, it must equal the product offering's license type.
             * @example PBX
             */
            type?: string;
            assignedTo?: components["schemas"]["Assignment"];
            /**
             * Format: date
             * @description The day of activation; today or absent: now.
             * @example 2024-03-01
             */
            scheduledAt?: string;
            metadata?: components["schemas"]["Metadata"];
        };
        /** @description What `cancelLicense` is asked with. */
        CancelLicenseRequest: {
            /**
             * Format: date
             * @description The day of the end; today: now; absent: the default schedule.
             * @example 2024-03-01
             */
            scheduledAt?: string;
            metadata?: components["schemas"]["Metadata"];
        };
        /** @description What `cancelAddon` is asked with. */
        CancelAddonRequest: {
            /**
             * @description The add-on product offering to cancel.
             * @example addon-offering-456
             */
            productOfferingId: string;
            /**
             * Format: date
             * @description The day of the end; today: now; absent: the default schedule.
             * @example 2024-03-01
             */
            scheduledAt?: string;
            /**
             * @description Kept on the add-on.
             * @example No longer needed
             */
            reason?: string;
            /** @description Merged into the add-on's. */
            metadata?: components["schemas"]["Metadata"];
        };
    };
    responses: {
        /** @description - `UNAUTHORIZED`: A valid API key is required. */
        Unauthorized: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
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
                "application/json": components["schemas"]["Error"] & {
                    /** @enum {string} */
                    code?: "PAYLOAD_TOO_LARGE";
                };
            };
        };
        /** @description - `UNSUPPORTED_MEDIA_TYPE`: The body must be JSON in UTF-8. */
        UnsupportedMediaType: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
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
                "application/json": components["schemas"]["Error"] & {
                    /** @enum {string} */
                    code?: "RATE_LIMIT_EXCEEDED";
                };
            };
        };
        /** @description - `INTERNAL_ERROR`: Something is wrong on our side; nothing was done. */
        InternalError: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
                    /** @enum {string} */
                    code?: "INTERNAL_ERROR";
                };
            };
        };
        /**
         * @description - `SERVICE_UNAVAILABLE`: The service is not available right now; nothing was done.
         *     - `outcome_unknown`: We cannot tell whether the request was carried out.
         */
        Unavailable: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] & {
                    /** @enum {string} */
                    code?: "SERVICE_UNAVAILABLE" | "outcome_unknown";
                };
            };
        };
    };
    parameters: {
        /**
         * @description Makes the command happen once however often it is sent: draw a new key (a UUID is good) for each thing that you want done, store it with that, and send the same key, path, query and body bytes on every repeat. 1 to 256 visible ASCII characters; it belongs to your tenant and is kept for at least 24 hours. Optional, but without it a repeat is a new command.
         * @example 0f1c7a52-8d0e-4c6e-9a3f-2d4b8e6f1a90
         */
        IdempotencyKey: string;
        /** @description Another name for `X-Idempotency-Key`. Send one of them: either one sent twice, or both with different values, is a 400. */
        IdempotencyKeyAlias: string;
    };
    requestBodies: never;
    headers: {
        /**
         * @description The id of this call, and of no other. Give it to us when you ask about an answer.
         * @example 05e7598b-2ef9-4103-8ba5-a7f8edc8c77f
         */
        RequestId: string;
        /** @description `true` on an answer that was kept under the idempotency key and is given again, byte for byte. Absent on a first answer. */
        IdempotentReplayed: "true";
        /**
         * @description After how many seconds the same request may be repeated, with the same idempotency key.
         * @example 1
         */
        RetryAfter: number;
        /**
         * @description The path of what was made.
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
                /** @description Licenses of this customer. Repeated, at most 10 times: of any of them. */
                customerId?: string[];
                /** @description With this status right now. Repeated: any of them. */
                status?: ("PENDING" | "ACTIVE" | "PAUSED" | "CANCELLED" | "BLOCKED")[];
                /** @description Of this type. Repeated: any of them. */
                type?: string[];
                /** @description At most so many items, 1 to 1000; 100 when it is left out. */
                limit?: number;
                /** @description The `nextCursor` of the page before, as it came, together with the same filters. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Found. */
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
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {string} */
                        code?: "VALIDATION_ERROR";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description - `FORBIDDEN`: This API key may not do that. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {string} */
                        code?: "FORBIDDEN";
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createLicense: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes the command happen once however often it is sent: draw a new key (a UUID is good) for each thing that you want done, store it with that, and send the same key, path, query and body bytes on every repeat. 1 to 256 visible ASCII characters; it belongs to your tenant and is kept for at least 24 hours. Optional, but without it a repeat is a new command.
                 * @example 0f1c7a52-8d0e-4c6e-9a3f-2d4b8e6f1a90
                 */
                "X-Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Another name for `X-Idempotency-Key`. Send one of them: either one sent twice, or both with different values, is a 400. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKeyAlias"];
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
            /** @description Made. */
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
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {string} */
                        code?: "VALIDATION_ERROR" | "MALFORMED_JSON";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            /**
             * @description - `FORBIDDEN`: This API key may not do that.
             *     - `billing_managed`: Licenses cannot be created here while Seamless OS manages billing.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {string} */
                        code?: "FORBIDDEN" | "billing_managed";
                    };
                };
            };
            /**
             * @description - `customer_not_found`: There is no customer with this id.
             *     - `product_offering_not_found`: There is no product offering with this id.
             *     - `subscription_not_found`: There is no subscription with this id.
             *     - `subscriber_not_found`: There is no subscriber with this id.
             *     - `user_not_found`: There is no user with this id.
             */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {string} */
                        code?: "customer_not_found" | "product_offering_not_found" | "subscription_not_found" | "subscriber_not_found" | "user_not_found";
                    };
                };
            };
            /**
             * @description - `idempotency_key_mismatch`: This idempotency key was used for another request.
             *     - `idempotency_key_locked`: Other requests are at work on the same thing; nothing was done.
             *     - `product_offering_not_available`: The product offering is archived or is no license offering.
             *     - `license_type_mismatch`: The product offering makes licenses of another type.
             *     - `assignment_mismatch`: The license cannot be assigned to what belongs to another customer.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {string} */
                        code?: "idempotency_key_mismatch" | "idempotency_key_locked" | "product_offering_not_available" | "license_type_mismatch" | "assignment_mismatch";
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
                /** @description The id of the license. */
                licenseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Found. */
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
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {string} */
                        code?: "VALIDATION_ERROR";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description - `FORBIDDEN`: This API key may not do that. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {string} */
                        code?: "FORBIDDEN";
                    };
                };
            };
            /** @description - `license_not_found`: There is no license with this id. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {string} */
                        code?: "license_not_found";
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    cancelLicense: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes the command happen once however often it is sent: draw a new key (a UUID is good) for each thing that you want done, store it with that, and send the same key, path, query and body bytes on every repeat. 1 to 256 visible ASCII characters; it belongs to your tenant and is kept for at least 24 hours. Optional, but without it a repeat is a new command.
                 * @example 0f1c7a52-8d0e-4c6e-9a3f-2d4b8e6f1a90
                 */
                "X-Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Another name for `X-Idempotency-Key`. Send one of them: either one sent twice, or both with different values, is a 400. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKeyAlias"];
            };
            path: {
                /** @description The id of the license. */
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
            /** @description Done, or scheduled. */
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
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {string} */
                        code?: "VALIDATION_ERROR" | "MALFORMED_JSON";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description - `FORBIDDEN`: This API key may not do that. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {string} */
                        code?: "FORBIDDEN";
                    };
                };
            };
            /** @description - `license_not_found`: There is no license with this id. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {string} */
                        code?: "license_not_found";
                    };
                };
            };
            /**
             * @description - `idempotency_key_mismatch`: This idempotency key was used for another request.
             *     - `idempotency_key_locked`: Other requests are at work on the same thing; nothing was done.
             *     - `license_already_cancelled`: The license has ended already.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"] & {
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
    getSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the subscription. */
                subscriptionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Found. */
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
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {string} */
                        code?: "VALIDATION_ERROR";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description - `FORBIDDEN`: This API key may not do that. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {string} */
                        code?: "FORBIDDEN";
                    };
                };
            };
            /** @description - `subscription_not_found`: There is no subscription with this id. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {string} */
                        code?: "subscription_not_found";
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listAddons: {
        parameters: {
            query?: {
                /** @description Repeated: any of them. */
                status?: ("PENDING" | "ACTIVE" | "CANCELLED" | "EXPIRED")[];
            };
            header?: never;
            path: {
                /** @description The id of the subscription. */
                subscriptionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Found. */
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
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {string} */
                        code?: "VALIDATION_ERROR";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description - `FORBIDDEN`: This API key may not do that. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {string} */
                        code?: "FORBIDDEN";
                    };
                };
            };
            /** @description - `subscription_not_found`: There is no subscription with this id. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {string} */
                        code?: "subscription_not_found";
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    cancelAddon: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes the command happen once however often it is sent: draw a new key (a UUID is good) for each thing that you want done, store it with that, and send the same key, path, query and body bytes on every repeat. 1 to 256 visible ASCII characters; it belongs to your tenant and is kept for at least 24 hours. Optional, but without it a repeat is a new command.
                 * @example 0f1c7a52-8d0e-4c6e-9a3f-2d4b8e6f1a90
                 */
                "X-Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Another name for `X-Idempotency-Key`. Send one of them: either one sent twice, or both with different values, is a 400. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKeyAlias"];
            };
            path: {
                /** @description The id of the subscription. */
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
            /** @description Done, or scheduled. */
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
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {string} */
                        code?: "VALIDATION_ERROR" | "MALFORMED_JSON";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description - `FORBIDDEN`: This API key may not do that. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {string} */
                        code?: "FORBIDDEN";
                    };
                };
            };
            /**
             * @description - `subscription_not_found`: There is no subscription with this id.
             *     - `addon_not_found`: The subscription never had an add-on of this product offering.
             */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {string} */
                        code?: "subscription_not_found" | "addon_not_found";
                    };
                };
            };
            /**
             * @description - `idempotency_key_mismatch`: This idempotency key was used for another request.
             *     - `idempotency_key_locked`: Other requests are at work on the same thing; nothing was done.
             *     - `addon_already_cancelled`: The add-on has ended already.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {string} */
                        code?: "idempotency_key_mismatch" | "idempotency_key_locked" | "addon_already_cancelled";
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
    listProductOfferings: {
        parameters: {
            query?: {
                /** @description Of this type. Repeated: any of them. */
                type?: ("LICENSE" | "SUBSCRIPTION" | "SUBSCRIPTION_ADDON")[];
                /** @description With this status. Repeated: any of them. */
                status?: ("AVAILABLE" | "ARCHIVED")[];
                /** @description At most so many items, 1 to 1000; 100 when it is left out. */
                limit?: number;
                /** @description The `nextCursor` of the page before, as it came, together with the same filters. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Found. */
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
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {string} */
                        code?: "VALIDATION_ERROR";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description - `FORBIDDEN`: This API key may not do that. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {string} */
                        code?: "FORBIDDEN";
                    };
                };
            };
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
                /** @description The id of the product offering. */
                productOfferingId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Found. */
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
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {string} */
                        code?: "VALIDATION_ERROR";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description - `FORBIDDEN`: This API key may not do that. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {string} */
                        code?: "FORBIDDEN";
                    };
                };
            };
            /** @description - `product_offering_not_found`: There is no product offering with this id. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {string} */
                        code?: "product_offering_not_found";
                    };
                };
            };
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
                 * @description The id of the message: the `eventId`.
                 * @example f3b5c2de-6c3e-5d0a-8d5b-6a0f0f6f9a11
                 */
                "webhook-id": string;
                /**
                 * @description When this attempt was sent, in seconds since 1970. Refuse what is more than five minutes off.
                 * @example 1768469400
                 */
                "webhook-timestamp": number;
                /**
                 * @description One or more signatures, parted by spaces, of `{webhook-id}.{webhook-timestamp}.{body}` with the secret of your endpoint: `v1,` and the HMAC-SHA256 in base64. While a secret is rotated there are two; one that fits is enough.
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
            /** @description You have it. The body of your answer is not looked at. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description You could not take it: it is sent again. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description You could not take it: it is sent again. */
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
                 * @description The id of the message: the `eventId`.
                 * @example f3b5c2de-6c3e-5d0a-8d5b-6a0f0f6f9a11
                 */
                "webhook-id": string;
                /**
                 * @description When this attempt was sent, in seconds since 1970. Refuse what is more than five minutes off.
                 * @example 1768469400
                 */
                "webhook-timestamp": number;
                /**
                 * @description One or more signatures, parted by spaces, of `{webhook-id}.{webhook-timestamp}.{body}` with the secret of your endpoint: `v1,` and the HMAC-SHA256 in base64. While a secret is rotated there are two; one that fits is enough.
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
            /** @description You have it. The body of your answer is not looked at. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description You could not take it: it is sent again. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description You could not take it: it is sent again. */
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
                 * @description The id of the message: the `eventId`.
                 * @example f3b5c2de-6c3e-5d0a-8d5b-6a0f0f6f9a11
                 */
                "webhook-id": string;
                /**
                 * @description When this attempt was sent, in seconds since 1970. Refuse what is more than five minutes off.
                 * @example 1768469400
                 */
                "webhook-timestamp": number;
                /**
                 * @description One or more signatures, parted by spaces, of `{webhook-id}.{webhook-timestamp}.{body}` with the secret of your endpoint: `v1,` and the HMAC-SHA256 in base64. While a secret is rotated there are two; one that fits is enough.
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
            /** @description You have it. The body of your answer is not looked at. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description You could not take it: it is sent again. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description You could not take it: it is sent again. */
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
                 * @description The id of the message: the `eventId`.
                 * @example f3b5c2de-6c3e-5d0a-8d5b-6a0f0f6f9a11
                 */
                "webhook-id": string;
                /**
                 * @description When this attempt was sent, in seconds since 1970. Refuse what is more than five minutes off.
                 * @example 1768469400
                 */
                "webhook-timestamp": number;
                /**
                 * @description One or more signatures, parted by spaces, of `{webhook-id}.{webhook-timestamp}.{body}` with the secret of your endpoint: `v1,` and the HMAC-SHA256 in base64. While a secret is rotated there are two; one that fits is enough.
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
            /** @description You have it. The body of your answer is not looked at. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description You could not take it: it is sent again. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description You could not take it: it is sent again. */
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
                 * @description The id of the message: the `eventId`.
                 * @example f3b5c2de-6c3e-5d0a-8d5b-6a0f0f6f9a11
                 */
                "webhook-id": string;
                /**
                 * @description When this attempt was sent, in seconds since 1970. Refuse what is more than five minutes off.
                 * @example 1768469400
                 */
                "webhook-timestamp": number;
                /**
                 * @description One or more signatures, parted by spaces, of `{webhook-id}.{webhook-timestamp}.{body}` with the secret of your endpoint: `v1,` and the HMAC-SHA256 in base64. While a secret is rotated there are two; one that fits is enough.
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
            /** @description You have it. The body of your answer is not looked at. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description You could not take it: it is sent again. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description You could not take it: it is sent again. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
