# Written by `npm run openapi`; not to be edited.
"""The operations of the API."""

from collections.abc import Iterator, Sequence
from typing import cast

from . import models
from ._pages import iterate_feed, iterate_pages
from ._request import ApiRequest, QueryValues, SendRequest, to_segment


class Operations:
    """One method for each operation of the API."""

    def __init__(self, send: SendRequest) -> None:
        self._send = send

    def create_license(
        self,
        body: models.CreateLicenseRequest,
        *,
        idempotency_key: str | None = None,
    ) -> models.License:
        """Create a license.

        `POST /licenses`

        The product offering determines the type, the price, the billing cycle, the minimum term and the
        default end of the license. The agreed terms are copied to the license and do not change later.
        With a `scheduledAt` in the future the license is `PENDING` until that day; otherwise it is
        `ACTIVE` at once. If Seamless OS manages the billing of your tenant, licenses are created from
        orders, and this operation returns `billing_managed`.

        Requires an API key with the scope `licenses:write`. Send an idempotency key, and send the same
        key with every retry: the command then runs only once.
        """
        request = ApiRequest("POST", "/licenses", models.License, body=body, idempotency_key=idempotency_key)
        return cast(models.License, self._send(request))

    def list_licenses(
        self,
        *,
        customer_id: str | Sequence[str] | None = None,
        status: models.ListLicensesStatus | Sequence[models.ListLicensesStatus] | None = None,
        type: str | Sequence[str] | None = None,
        limit: int | None = None,
        cursor: str | None = None,
    ) -> models.ListLicensesResponse:
        """List licenses.

        `GET /licenses`

        Returns the newest first. Filters compare the status as of the time of the request, as getting
        each license returns it. A page may have fewer items than `limit`, or none, without being the
        last one: continue until `nextCursor` is null.

        Requires an API key with the scope `licenses:read`.
        """
        query: QueryValues = {
            "customerId": customer_id,
            "status": status,
            "type": type,
            "limit": limit,
            "cursor": cursor,
        }
        request = ApiRequest("GET", "/licenses", models.ListLicensesResponse, query=query)
        return cast(models.ListLicensesResponse, self._send(request))

    def iter_licenses(
        self,
        *,
        customer_id: str | Sequence[str] | None = None,
        status: models.ListLicensesStatus | Sequence[models.ListLicensesStatus] | None = None,
        type: str | Sequence[str] | None = None,
        limit: int | None = None,
    ) -> Iterator[models.License]:
        """Iterates over the items of all pages of `list_licenses`. `limit` is the size of a page."""

        def read_page(cursor: str | None) -> models.ListLicensesResponse:
            return self.list_licenses(
                customer_id=customer_id,
                status=status,
                type=type,
                limit=limit,
                cursor=cursor,
            )

        return iterate_pages(read_page)

    def get_license(self, license_id: str) -> models.License:
        """Get a license.

        `GET /licenses/{licenseId}`

        The status and the scheduled changes are as of the time of the request.

        Requires an API key with the scope `licenses:read`.
        """
        request = ApiRequest("GET", f"/licenses/{to_segment('license_id', license_id)}", models.License)
        return cast(models.License, self._send(request))

    def update_license(
        self,
        license_id: str,
        body: models.UpdateLicenseRequest,
        *,
        idempotency_key: str | None = None,
    ) -> models.License:
        """Update a license.

        `PUT /licenses/{licenseId}`

        The metadata is merged key by key; `null` removes a key. A request that changes nothing succeeds
        and publishes no event. This works in every status.

        Requires an API key with the scope `licenses:write`. Send an idempotency key, and send the same
        key with every retry: the command then runs only once.
        """
        request = ApiRequest(
            "PUT",
            f"/licenses/{to_segment('license_id', license_id)}",
            models.License,
            body=body,
            idempotency_key=idempotency_key,
        )
        return cast(models.License, self._send(request))

    def cancel_license(
        self,
        license_id: str,
        body: models.CancelLicenseRequest | None = None,
        *,
        idempotency_key: str | None = None,
    ) -> models.License:
        """Cancel a license.

        `POST /licenses/{licenseId}/cancel`

        With `scheduledAt`, the license ends on that day, even within its minimum term; the date of
        today ends it at once. Without `scheduledAt`, the default of its product offering applies:
        `INSTANT` ends it at once, `NEXT_RENEWAL` on the first renewal date after today that is not
        before the end of the minimum term. A `PENDING` license that was never active ends at once.
        Cancelling a license whose end is already scheduled moves the end.

        The body is optional.

        Requires an API key with the scope `licenses:write`. Send an idempotency key, and send the same
        key with every retry: the command then runs only once.
        """
        request = ApiRequest(
            "POST",
            f"/licenses/{to_segment('license_id', license_id)}/cancel",
            models.License,
            body=body or {},
            idempotency_key=idempotency_key,
        )
        return cast(models.License, self._send(request))

    def undo_license_cancellation(
        self,
        license_id: str,
        body: models.UndoLicenseCancellationRequest | None = None,
        *,
        idempotency_key: str | None = None,
    ) -> models.License:
        """Undo the cancellation of a license.

        `POST /licenses/{licenseId}/cancel/undo`

        The license does not end. A start or a change of the product offering that was hidden by the end
        takes effect again. An end that has already taken effect cannot be undone.

        The body is optional.

        Requires an API key with the scope `licenses:write`. Send an idempotency key, and send the same
        key with every retry: the command then runs only once.
        """
        request = ApiRequest(
            "POST",
            f"/licenses/{to_segment('license_id', license_id)}/cancel/undo",
            models.License,
            body=body or {},
            idempotency_key=idempotency_key,
        )
        return cast(models.License, self._send(request))

    def change_license_offering(
        self,
        license_id: str,
        body: models.ChangeLicenseOfferingRequest,
        *,
        idempotency_key: str | None = None,
    ) -> models.License:
        """Change the product offering of a license.

        `PUT /licenses/{licenseId}/product-offering-change`

        The new product offering must be one of the change options of the current one;
        `listLicenseOfferingOptions` lists them. The option decides when the change takes effect:
        `INSTANT` on the requested day, `NEXT_RENEWAL` on the first renewal date after today that is
        neither before the requested day nor before the end of the minimum term. An option without a
        schedule is `INSTANT` if the net price per year stays equal or rises, and `NEXT_RENEWAL` if it
        falls or cannot be compared. The terms are agreed when the change is accepted. There is no
        proration. Another change replaces one that is already scheduled. The offering of a `PENDING`
        license is replaced at once, unless the requested day is after its start.

        Requires an API key with the scope `licenses:write`. Send an idempotency key, and send the same
        key with every retry: the command then runs only once.
        """
        request = ApiRequest(
            "PUT",
            f"/licenses/{to_segment('license_id', license_id)}/product-offering-change",
            models.License,
            body=body,
            idempotency_key=idempotency_key,
        )
        return cast(models.License, self._send(request))

    def undo_offering_change(
        self,
        license_id: str,
        body: models.UndoOfferingChangeRequest | None = None,
        *,
        idempotency_key: str | None = None,
    ) -> models.License:
        """Undo a change of the product offering.

        `POST /licenses/{licenseId}/product-offering-change/undo`

        The license keeps its current product offering. This also works for a change that is hidden
        because the license ends before it. A change that has already taken effect cannot be undone;
        change the product offering again.

        The body is optional.

        Requires an API key with the scope `licenses:write`. Send an idempotency key, and send the same
        key with every retry: the command then runs only once.
        """
        request = ApiRequest(
            "POST",
            f"/licenses/{to_segment('license_id', license_id)}/product-offering-change/undo",
            models.License,
            body=body or {},
            idempotency_key=idempotency_key,
        )
        return cast(models.License, self._send(request))

    def list_license_offering_options(self, license_id: str) -> models.ListLicenseOfferingOptionsResponse:
        """List the options of a license.

        `GET /licenses/{licenseId}/product-offering-options`

        The product offerings to which the license can change. Each item describes the change as if it
        were requested now without a date. A change on or after the day on which the license ends is not
        listed. The list is empty if the license is `BLOCKED` or `CANCELLED`.

        Requires an API key with the scope `licenses:read`.
        """
        request = ApiRequest(
            "GET",
            f"/licenses/{to_segment('license_id', license_id)}/product-offering-options",
            models.ListLicenseOfferingOptionsResponse,
        )
        return cast(models.ListLicenseOfferingOptionsResponse, self._send(request))

    def list_subscriptions(
        self,
        *,
        customer_id: str | Sequence[str] | None = None,
        status: models.ListSubscriptionsStatus | Sequence[models.ListSubscriptionsStatus] | None = None,
        type: str | Sequence[str] | None = None,
        msisdn: str | None = None,
        iccid: str | None = None,
        reference_id: str | None = None,
        limit: int | None = None,
        cursor: str | None = None,
    ) -> models.ListSubscriptionsResponse:
        """List subscriptions.

        `GET /subscriptions`

        With `msisdn`, `iccid` or `referenceId`, of which only one can be sent, the list is complete and
        has one page. It includes subscriptions that have ended. Without them, a page may have fewer
        items than `limit`, or none, without being the last one: continue until `nextCursor` is null.

        Requires an API key with the scope `subscriptions:read`.
        """
        query: QueryValues = {
            "customerId": customer_id,
            "status": status,
            "type": type,
            "msisdn": msisdn,
            "iccid": iccid,
            "referenceId": reference_id,
            "limit": limit,
            "cursor": cursor,
        }
        request = ApiRequest("GET", "/subscriptions", models.ListSubscriptionsResponse, query=query)
        return cast(models.ListSubscriptionsResponse, self._send(request))

    def iter_subscriptions(
        self,
        *,
        customer_id: str | Sequence[str] | None = None,
        status: models.ListSubscriptionsStatus | Sequence[models.ListSubscriptionsStatus] | None = None,
        type: str | Sequence[str] | None = None,
        msisdn: str | None = None,
        iccid: str | None = None,
        reference_id: str | None = None,
        limit: int | None = None,
    ) -> Iterator[models.SubscriptionSummary]:
        """Iterates over the items of all pages of `list_subscriptions`. `limit` is the size of a page."""

        def read_page(cursor: str | None) -> models.ListSubscriptionsResponse:
            return self.list_subscriptions(
                customer_id=customer_id,
                status=status,
                type=type,
                msisdn=msisdn,
                iccid=iccid,
                reference_id=reference_id,
                limit=limit,
                cursor=cursor,
            )

        return iterate_pages(read_page)

    def get_subscription(self, subscription_id: str) -> models.Subscription:
        """Get a subscription.

        `GET /subscriptions/{subscriptionId}`

        Includes the SIM card, the subscriber and the live add-ons. PUK, PIN and IMSI are not part of
        the response.

        Requires an API key with the scope `subscriptions:read`.
        """
        request = ApiRequest(
            "GET",
            f"/subscriptions/{to_segment('subscription_id', subscription_id)}",
            models.Subscription,
        )
        return cast(models.Subscription, self._send(request))

    def list_addons(
        self,
        subscription_id: str,
        *,
        status: models.ListAddonsStatus | Sequence[models.ListAddonsStatus] | None = None,
    ) -> models.ListAddonsResponse:
        """List add-ons.

        `GET /subscriptions/{subscriptionId}/addons`

        Includes add-ons that have ended, in the order in which they were added.

        Requires an API key with the scope `subscriptions:read`.
        """
        query: QueryValues = {"status": status}
        request = ApiRequest(
            "GET",
            f"/subscriptions/{to_segment('subscription_id', subscription_id)}/addons",
            models.ListAddonsResponse,
            query=query,
        )
        return cast(models.ListAddonsResponse, self._send(request))

    def add_addon(
        self,
        subscription_id: str,
        body: models.AddAddonRequest,
        *,
        idempotency_key: str | None = None,
    ) -> models.SubscriptionAddon:
        """Add an add-on.

        `POST /subscriptions/{subscriptionId}/addons`

        The agreed terms are copied to the add-on and do not change later. A subscription has at most
        one live add-on of a product offering and at most 20 live add-ons. If the product offering has
        `validityDays`, the add-on expires at the start of the day that is this number of days after its
        start. An add-on has no path of its own, so `Location` is the list of the add-ons of the
        subscription.

        Requires an API key with the scope `subscriptions:write`. Send an idempotency key, and send the
        same key with every retry: the command then runs only once.
        """
        request = ApiRequest(
            "POST",
            f"/subscriptions/{to_segment('subscription_id', subscription_id)}/addons",
            models.SubscriptionAddon,
            body=body,
            idempotency_key=idempotency_key,
        )
        return cast(models.SubscriptionAddon, self._send(request))

    def cancel_addon(
        self,
        subscription_id: str,
        body: models.CancelAddonRequest,
        *,
        idempotency_key: str | None = None,
    ) -> models.Subscription:
        """Cancel an add-on.

        `POST /subscriptions/{subscriptionId}/addons/cancel`

        Cancels the subscription's latest add-on of the product offering. With `scheduledAt`, the add-on
        ends on that day. Without `scheduledAt`, the default of its product offering applies, with
        renewal dates counted from its start. An add-on with a limited validity can only be cancelled
        for a day before it expires. A license that is assigned to the subscription does not change. The
        response is the subscription; its `addons` include the cancelled add-on.

        Requires an API key with the scope `subscriptions:write`. Send an idempotency key, and send the
        same key with every retry: the command then runs only once.
        """
        request = ApiRequest(
            "POST",
            f"/subscriptions/{to_segment('subscription_id', subscription_id)}/addons/cancel",
            models.Subscription,
            body=body,
            idempotency_key=idempotency_key,
        )
        return cast(models.Subscription, self._send(request))

    def undo_addon_cancellation(
        self,
        subscription_id: str,
        body: models.UndoAddonCancellationRequest,
        *,
        idempotency_key: str | None = None,
    ) -> models.Subscription:
        """Undo the cancellation of an add-on.

        `POST /subscriptions/{subscriptionId}/addons/cancel/undo`

        Reverts the cancellation of the subscription's latest add-on of the product offering, and
        removes its reason. A start that was hidden by the end takes effect again. An expiry stays. An
        end that has already taken effect cannot be undone.

        Requires an API key with the scope `subscriptions:write`. Send an idempotency key, and send the
        same key with every retry: the command then runs only once.
        """
        request = ApiRequest(
            "POST",
            f"/subscriptions/{to_segment('subscription_id', subscription_id)}/addons/cancel/undo",
            models.Subscription,
            body=body,
            idempotency_key=idempotency_key,
        )
        return cast(models.Subscription, self._send(request))

    def get_in_porting(self, subscription_id: str) -> models.SubscriptionPorting:
        """Get a porting.

        `GET /subscriptions/{subscriptionId}/in-porting`

        Returns what the other operator requires, such as the holder of the number and the passcode.
        These details are removed 90 days after the porting ended. Each call is recorded in the audit
        log before the response.

        Requires an API key with the scope `porting:read`.
        """
        request = ApiRequest(
            "GET",
            f"/subscriptions/{to_segment('subscription_id', subscription_id)}/in-porting",
            models.SubscriptionPorting,
        )
        return cast(models.SubscriptionPorting, self._send(request))

    def list_product_offerings(
        self,
        *,
        type: models.ListProductOfferingsType | Sequence[models.ListProductOfferingsType] | None = None,
        status: models.ListProductOfferingsStatus | Sequence[models.ListProductOfferingsStatus] | None = None,
        limit: int | None = None,
        cursor: str | None = None,
    ) -> models.ListProductOfferingsResponse:
        """List product offerings.

        `GET /product-offerings`

        Includes archived product offerings, sorted by ID. Continue until `nextCursor` is null.

        Requires an API key with the scope `product-offerings:read`.
        """
        query: QueryValues = {"type": type, "status": status, "limit": limit, "cursor": cursor}
        request = ApiRequest("GET", "/product-offerings", models.ListProductOfferingsResponse, query=query)
        return cast(models.ListProductOfferingsResponse, self._send(request))

    def iter_product_offerings(
        self,
        *,
        type: models.ListProductOfferingsType | Sequence[models.ListProductOfferingsType] | None = None,
        status: models.ListProductOfferingsStatus | Sequence[models.ListProductOfferingsStatus] | None = None,
        limit: int | None = None,
    ) -> Iterator[models.ProductOffering]:
        """Iterates over the items of all pages of `list_product_offerings`. `limit` is the size of a page."""

        def read_page(cursor: str | None) -> models.ListProductOfferingsResponse:
            return self.list_product_offerings(type=type, status=status, limit=limit, cursor=cursor)

        return iterate_pages(read_page)

    def get_product_offering(self, product_offering_id: str) -> models.ProductOffering:
        """Get a product offering.

        `GET /product-offerings/{productOfferingId}`

        The product offering as it is in the catalogue today, archived or not.

        Requires an API key with the scope `product-offerings:read`.
        """
        request = ApiRequest(
            "GET",
            f"/product-offerings/{to_segment('product_offering_id', product_offering_id)}",
            models.ProductOffering,
        )
        return cast(models.ProductOffering, self._send(request))

    def create_order(
        self,
        body: models.CreateOrderRequest,
        *,
        idempotency_key: str | None = None,
    ) -> models.Order:
        """Create an order.

        `POST /orders`

        An order is executed when it is submitted, within 7 days. Only the form of the request, the
        customer and references (`rid_…`) are checked before. The order contains IDs in place of the
        references. If Seamless OS manages the billing of your tenant, an order is the only way to
        create a license.

        Requires an API key with the scope `orders:write`. Send an idempotency key, and send the same
        key with every retry: the command then runs only once.
        """
        request = ApiRequest("POST", "/orders", models.Order, body=body, idempotency_key=idempotency_key)
        return cast(models.Order, self._send(request))

    def list_orders(
        self,
        *,
        customer_id: str | Sequence[str] | None = None,
        state: models.ListOrdersState | Sequence[models.ListOrdersState] | None = None,
        limit: int | None = None,
        cursor: str | None = None,
    ) -> models.ListOrdersResponse:
        """List orders.

        `GET /orders`

        Returns the newest first. Filters compare the state as of the time of the request. A page may
        have fewer items than `limit`, or none, without being the last one: continue until `nextCursor`
        is null.

        Requires an API key with the scope `orders:read`.
        """
        query: QueryValues = {"customerId": customer_id, "state": state, "limit": limit, "cursor": cursor}
        request = ApiRequest("GET", "/orders", models.ListOrdersResponse, query=query)
        return cast(models.ListOrdersResponse, self._send(request))

    def iter_orders(
        self,
        *,
        customer_id: str | Sequence[str] | None = None,
        state: models.ListOrdersState | Sequence[models.ListOrdersState] | None = None,
        limit: int | None = None,
    ) -> Iterator[models.Order]:
        """Iterates over the items of all pages of `list_orders`. `limit` is the size of a page."""

        def read_page(cursor: str | None) -> models.ListOrdersResponse:
            return self.list_orders(customer_id=customer_id, state=state, limit=limit, cursor=cursor)

        return iterate_pages(read_page)

    def get_order(self, order_id: str) -> models.Order:
        """Get an order.

        `GET /orders/{orderId}`

        The state is that of the time of the request: a `PENDING` order is `EXPIRED` from `expiresAt`
        on.

        Requires an API key with the scope `orders:read`.
        """
        request = ApiRequest("GET", f"/orders/{to_segment('order_id', order_id)}", models.Order)
        return cast(models.Order, self._send(request))

    def submit_order(
        self,
        order_id: str,
        body: models.SubmitOrderRequest | None = None,
        *,
        idempotency_key: str | None = None,
    ) -> models.Order:
        """Submit an order.

        `POST /orders/{orderId}/submit`

        Executes all items of the order or none. Each item follows the rules of its own operation
        (`createLicense`, `changeLicenseOffering`, `addAddon`) and is evaluated against the state that
        the items before it leave. If an item is not allowed, the response is `order_invalid`: its
        `details` name each such item and the code of its operation, and the order stays `PENDING`.

        The body is optional.

        Requires an API key with the scope `orders:write`. Send an idempotency key, and send the same
        key with every retry: the command then runs only once.
        """
        request = ApiRequest(
            "POST",
            f"/orders/{to_segment('order_id', order_id)}/submit",
            models.Order,
            body=body or {},
            idempotency_key=idempotency_key,
        )
        return cast(models.Order, self._send(request))

    def cancel_order(
        self,
        order_id: str,
        body: models.CancelOrderRequest | None = None,
        *,
        idempotency_key: str | None = None,
    ) -> models.Order:
        """Cancel an order.

        `POST /orders/{orderId}/cancel`

        A `PENDING` order can be cancelled. Nothing of it is executed.

        The body is optional.

        Requires an API key with the scope `orders:write`. Send an idempotency key, and send the same
        key with every retry: the command then runs only once.
        """
        request = ApiRequest(
            "POST",
            f"/orders/{to_segment('order_id', order_id)}/cancel",
            models.Order,
            body=body or {},
            idempotency_key=idempotency_key,
        )
        return cast(models.Order, self._send(request))

    def get_customer(self, customer_id: str) -> models.CustomerDetails:
        """Get a customer.

        `GET /customers/{customerId}`

        Returns personal data. Each call is recorded in the audit log before the response. The names of
        users are those that the users have now. A user that was not imported is left out.

        Requires an API key with the scope `customers:read`.
        """
        request = ApiRequest(
            "GET",
            f"/customers/{to_segment('customer_id', customer_id)}",
            models.CustomerDetails,
        )
        return cast(models.CustomerDetails, self._send(request))

    def get_sim(self, iccid: str) -> models.InventorySim:
        """Get a SIM card.

        `GET /inventory/sims/{iccid}`

        Returns the IMSI and the eSIM profile of a card. PUK and PIN have a call of their own. Each call
        is recorded in the audit log before the response.

        Requires an API key with the scope `sims:read`.
        """
        request = ApiRequest("GET", f"/inventory/sims/{to_segment('iccid', iccid)}", models.InventorySim)
        return cast(models.InventorySim, self._send(request))

    def get_sim_codes(self, iccid: str) -> models.SimCodes:
        """Get the codes of a SIM card.

        `GET /inventory/sims/{iccid}/codes`

        Returns PUK and PIN, for example for a subscriber whose card is blocked. Each call is recorded
        in the audit log before the response.

        Requires an API key with the scope `sims:codes`.
        """
        request = ApiRequest("GET", f"/inventory/sims/{to_segment('iccid', iccid)}/codes", models.SimCodes)
        return cast(models.SimCodes, self._send(request))

    def list_events(
        self,
        *,
        type: models.ListEventsType | Sequence[models.ListEventsType] | None = None,
        resource_id: str | None = None,
        after: str | None = None,
        limit: int | None = None,
        cursor: str | None = None,
    ) -> models.ListEventsResponse:
        """List events.

        `GET /events`

        The feed of all your events of the last 30 days, numbered without gaps. Begin without `cursor`,
        continue with `nextCursor` until `caughtUp` is true, then ask again from time to time with the
        last `nextCursor`. An event is never added before your cursor, so you get every event, once, and
        know that nothing is missing. A page with a filter may have fewer items than `limit`, or none,
        without being the last one.

        Requires an API key with the scope `events:read`.
        """
        query: QueryValues = {
            "type": type,
            "resourceId": resource_id,
            "after": after,
            "limit": limit,
            "cursor": cursor,
        }
        request = ApiRequest("GET", "/events", models.ListEventsResponse, query=query)
        return cast(models.ListEventsResponse, self._send(request))

    def iter_events(
        self,
        *,
        type: models.ListEventsType | Sequence[models.ListEventsType] | None = None,
        resource_id: str | None = None,
        after: str | None = None,
        limit: int | None = None,
        poll_seconds: float | None = None,
    ) -> Iterator[models.Event]:
        """Iterates over the events of all pages of `list_events`, oldest first. `limit` is the size of a
        page.

        Ends when nothing follows at the moment. With `poll_seconds` it does not end: it asks for new
        events again and again, after a pause of this length. To continue later, store the `eventId` of
        the last event that you have processed, and pass it as `after`.
        """

        def read_page(cursor: str | None) -> models.ListEventsResponse:
            return self.list_events(
                type=type,
                resource_id=resource_id,
                after=after if cursor is None else None,
                limit=limit,
                cursor=cursor,
            )

        return iterate_feed(read_page, poll_seconds)

    def get_event(self, event_id: str) -> models.Event:
        """Get an event.

        `GET /events/{eventId}`

        Events are stored for 30 days.

        Requires an API key with the scope `events:read`.
        """
        request = ApiRequest("GET", f"/events/{to_segment('event_id', event_id)}", models.Event)
        return cast(models.Event, self._send(request))

    def get_idempotency_key(self, idempotency_key: str) -> models.StoredOutcome:
        """Get a stored response.

        `GET /idempotency-key`

        Returns the outcome of a command by its idempotency key, without repeating the command. Use it
        after a crash that lost everything but the key. Send the key in `X-Idempotency-Key`, or under
        its other name. The API key needs the scope of the command. A response of an error that is not
        stored, such as a 400 or a 503, is not found.
        """
        request = ApiRequest("GET", "/idempotency-key", models.StoredOutcome, idempotency_key=idempotency_key)
        return cast(models.StoredOutcome, self._send(request))

    def get_api_key(self) -> models.ApiKey:
        """Get the API key.

        `GET /api-key`

        Returns the tenant, the scopes and the expiry of the API key in `X-API-Key`. Use it to check a
        configuration. A portal session has no API key, so its response is 404.

        Every valid API key may call it.
        """
        request = ApiRequest("GET", "/api-key", models.ApiKey)
        return cast(models.ApiKey, self._send(request))

    def get_health(self) -> models.GetHealthResponse:
        """Check the health.

        `GET /health`

        For monitors. The response says whether the API can read its database. It is up to five seconds
        old. `HEAD` works like `GET`.

        Needs no API key.
        """
        request = ApiRequest("GET", "/health", models.GetHealthResponse)
        return cast(models.GetHealthResponse, self._send(request))
