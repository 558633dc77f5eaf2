# Written by `npm run openapi`; not to be edited.
"""The types of requests and responses. Their fields have the names of the JSON."""

from typing import Any, Literal, TypeAlias

from typing_extensions import NotRequired, TypedDict


class SubscriptionRequestedAssignment(TypedDict):
    type: Literal["SUBSCRIPTION"]
    """The kind of resource."""
    subscriptionId: str
    """The ID of the subscription, or `rid_` and its `referenceId`."""


class SubscriberRequestedAssignment(TypedDict):
    type: Literal["SUBSCRIBER"]
    """The kind of resource."""
    subscriberId: str
    """The ID of the subscriber of a subscription."""


class UserRequestedAssignment(TypedDict):
    type: Literal["USER"]
    """The kind of resource."""
    userId: str
    """The ID of a user."""


class CustomerRequestedAssignment(TypedDict):
    type: Literal["CUSTOMER"]
    """The kind of resource."""
    customerId: str
    """The ID of the customer, or `rid_` and its `referenceId`."""


RequestedAssignment: TypeAlias = (
    SubscriptionRequestedAssignment
    | SubscriberRequestedAssignment
    | UserRequestedAssignment
    | CustomerRequestedAssignment
)
"""The resource to which a license is assigned. It must belong to the customer of the license."""


Metadata: TypeAlias = dict[str, Any]
"""Your own data: a JSON object with at most 50 keys. A key, at every level, has 1 to 64 characters and is
not `__proto__`, `constructor` or `prototype`. The object has at most 8 KB (8192 bytes) as JSON, is
nested at most 5 levels including the object itself, and has numbers between −(2^53 − 1) and 2^53 − 1.
Keys and texts: NUL characters and lone surrogates are refused. A later command merges its metadata key
by key at the top level. `null` removes a key. Keys are compared by code points: two Unicode forms of
one character are two keys. The limits apply to the result.
"""


class CreateLicenseRequest(TypedDict):
    """The request body of `createLicense`."""

    productOfferingId: str
    """The product offering. It determines the type of the license."""
    customerId: str
    """The owner, an existing customer: its ID, or `rid_` and its `referenceId`."""
    type: NotRequired[str]
    """The license type. If present, it must be the license type of the product offering. NUL characters
    and lone surrogates are refused.
    """
    assignedTo: NotRequired[RequestedAssignment]
    """The resource that uses the license."""
    scheduledAt: NotRequired[str]
    """The day of activation. The license is active at once if this is the date of today or absent. It is a
    calendar date in the tenant's time zone, in the years 2000 to 2200. A past date is refused.
    """
    metadata: NotRequired[Metadata]
    """Your own data."""


LicenseStatus: TypeAlias = Literal["PENDING", "ACTIVE", "PAUSED", "CANCELLED", "BLOCKED"]


class Customer(TypedDict):
    """The owner of a resource. Get the customer to get its details."""

    customerId: str
    """The ID of the customer."""
    name: str
    """The display name. `erased` if the personal data of the customer was removed."""


PricePriceType: TypeAlias = Literal["ONE_TIME", "RECURRING"]


BillingCyclePeriod: TypeAlias = Literal["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]


class BillingCycle(TypedDict):
    """How often a recurring price is charged."""

    period: BillingCyclePeriod
    """The unit of the cycle."""
    interval: int
    """The number of periods per cycle."""


class Price(TypedDict):
    """The price as agreed when the license or add-on was created. Later changes in the catalogue do not
    affect it.
    """

    currency: str
    """The ISO 4217 code of the currency."""
    priceType: PricePriceType
    """Charged once, or in every billing cycle."""
    netPrice: NotRequired[float]
    """The net price in major units of the currency. A recurring price is per billing cycle."""
    discount: NotRequired[float]
    """The discount on the net price, in major units."""
    boundMonths: NotRequired[int]
    """The minimum term in months. A cancellation without a date takes effect after it at the earliest."""
    billingCycle: NotRequired[BillingCycle]
    """How often a recurring price is charged. Renewal dates are counted from the start date in these
    cycles.
    """


class ProductOfferingGroup(TypedDict):
    """A group of product offerings in the catalogue."""

    productOfferingGroupId: str
    """The ID of the group."""
    name: str
    """The display name."""
    category: str
    """The catalogue category of the group."""
    description: NotRequired[str]
    """A description of the group."""


class EmbeddedProductOffering(TypedDict):
    """The product offering from which a resource was created. The name and the group follow the catalogue;
    the price stays as agreed.
    """

    productOfferingId: str
    """The ID of the product offering."""
    name: str
    """The display name."""
    price: Price
    group: NotRequired[ProductOfferingGroup]
    """The catalogue group of the product offering."""


class SubscriptionEmbeddedAssignment(TypedDict):
    type: Literal["SUBSCRIPTION"]
    """The kind of resource."""
    subscriptionId: str
    """The ID of a subscription."""
    subscriptionDisplay: str
    """A display text of the subscription, usually its phone number."""


class SubscriberEmbeddedAssignment(TypedDict):
    type: Literal["SUBSCRIBER"]
    """The kind of resource."""
    subscriberId: str
    """The ID of the subscriber of a subscription."""
    subscriberDisplay: str
    """The name of the subscriber."""


class UserEmbeddedAssignment(TypedDict):
    type: Literal["USER"]
    """The kind of resource."""
    userId: str
    """The ID of a user."""
    userDisplay: str
    """The name of the user."""


class CustomerEmbeddedAssignment(TypedDict):
    type: Literal["CUSTOMER"]
    """The kind of resource."""
    customerId: str
    """The ID of the customer. The license is not assigned to a person or a line."""
    customerDisplay: str
    """The name of the customer."""


EmbeddedAssignment: TypeAlias = (
    SubscriptionEmbeddedAssignment
    | SubscriberEmbeddedAssignment
    | UserEmbeddedAssignment
    | CustomerEmbeddedAssignment
)
"""The resource to which a license is assigned, with a display text. The text is as it was when the license
was assigned.
"""


LicenseChangeStatus: TypeAlias = Literal["ACTIVE", "CANCELLED"]


class LicenseChange(TypedDict):
    """A scheduled change of status."""

    status: LicenseChangeStatus
    """The status from that day on."""
    scheduledAt: str
    """The day of the change. It takes effect at the start of this day in the tenant's time zone."""


class PendingProductOffering(TypedDict):
    """A scheduled change to another product offering."""

    scheduledAt: str
    """The day of the change, in the tenant's time zone."""
    product: EmbeddedProductOffering
    """The product offering from that day on."""


class License(TypedDict):
    """A customer's permission to use a product."""

    licenseId: str
    """The ID of the license."""
    status: LicenseStatus
    """The current status. A scheduled change is included from its day on."""
    type: str
    """The license type of the product offering."""
    customer: Customer
    """The owner."""
    productOffering: EmbeddedProductOffering
    """The product offering in effect. A scheduled change is included from its day on."""
    activatedAt: NotRequired[str]
    """The time at which the license became active. Absent before."""
    boundUntil: NotRequired[str]
    """The end of the minimum term. A cancellation without a date takes effect on this day at the earliest.
    Absent if there is none.
    """
    assignedTo: NotRequired[EmbeddedAssignment]
    """The resource that uses the license. Absent if the license is not assigned."""
    details: NotRequired[dict[str, Any]]
    """Additional data of the license from Seamless OS, as imported."""
    pendingStatus: NotRequired[LicenseChange]
    """The next scheduled change."""
    scheduledChanges: list[LicenseChange]
    """All scheduled changes in chronological order."""
    pendingProductOffering: NotRequired[PendingProductOffering]
    """The scheduled change of the product offering."""
    cancelledAt: NotRequired[str]
    """The time at which the license ended. Absent before."""
    pausedAt: NotRequired[str]
    """The time at which the license was paused."""
    metadata: NotRequired[Metadata]
    """Your own data."""


ListLicensesStatus: TypeAlias = Literal["PENDING", "ACTIVE", "PAUSED", "CANCELLED", "BLOCKED"]


class Pagination(TypedDict):
    """The position in the list."""

    nextCursor: str | None
    """The cursor of the next page, or null on the last page. A page may have fewer items than `limit`, or
    none, without being the last one: continue until this field is null.
    """


class ListLicensesResponse(TypedDict):
    """The response of `listLicenses`."""

    items: list[License]
    """The items of this page."""
    pagination: Pagination


class UpdateLicenseRequest(TypedDict):
    """The request body of `updateLicense`."""

    metadata: Metadata
    """Your own data. It is merged into the metadata of the license."""


class CancelLicenseRequest(TypedDict):
    """The request body of `cancelLicense`."""

    scheduledAt: NotRequired[str]
    """The day of the end. The date of today ends it at once. If absent, the default of the product
    offering applies. It is a calendar date in the tenant's time zone, in the years 2000 to 2200. A past
    date is refused.
    """
    metadata: NotRequired[Metadata]
    """Your own data. It is merged into the metadata of the license."""


class UndoLicenseCancellationRequest(TypedDict):
    """The request body of `undoLicenseCancellation`."""

    metadata: NotRequired[Metadata]
    """Your own data. It is merged into the metadata of the license."""


class ChangeLicenseOfferingRequest(TypedDict):
    """The request body of `changeLicenseOffering`."""

    productOfferingId: str
    """The new product offering."""
    scheduledAt: NotRequired[str]
    """The earliest day of the change. If absent, it is today. It is a calendar date in the tenant's time
    zone, in the years 2000 to 2200. A past date is refused.
    """
    metadata: NotRequired[Metadata]
    """Your own data. It is merged into the metadata of the license."""


class UndoOfferingChangeRequest(TypedDict):
    """The request body of `undoOfferingChange`."""

    metadata: NotRequired[Metadata]
    """Your own data. It is merged into the metadata of the license."""


OfferingOptionChangeSchedule: TypeAlias = Literal["INSTANT", "NEXT_RENEWAL"]


class OfferingOption(TypedDict):
    """A product offering to which a license can change."""

    productOffering: EmbeddedProductOffering
    """The product offering, with its current price."""
    changeSchedule: OfferingOptionChangeSchedule
    """When the change takes effect: at once, or on a renewal date."""
    changeScheduleDate: str
    """The day of the change, in the tenant's time zone."""


class ListLicenseOfferingOptionsResponse(TypedDict):
    """The response of `listLicenseOfferingOptions`."""

    items: list[OfferingOption]
    """In the order of the change options of the product offering."""


ListSubscriptionsStatus: TypeAlias = Literal["PENDING", "ACTIVATED", "BLOCKED", "CANCELLED", "PAUSED"]


SubscriptionSummaryStatus: TypeAlias = Literal["PENDING", "ACTIVATED", "BLOCKED", "CANCELLED", "PAUSED"]


class Sim(TypedDict):
    """A SIM card. PUK, PIN and IMSI are not part of this API."""

    esim: bool
    """Whether the card is an eSIM."""
    imei: NotRequired[str]
    """The IMEI of the device that last used the card."""
    iccid: str
    """The number of the card."""


class Subscriber(TypedDict):
    """The user of a line."""

    subscriberId: str
    """The ID of the subscriber."""
    name: str
    """The display name."""
    email: NotRequired[str]
    """The email address."""


class PendingMsisdn(TypedDict):
    """A scheduled change of the phone number."""

    msisdn: str
    """The new phone number."""
    scheduledAt: str
    """The day of the change, in the tenant's time zone."""


PendingSubscriptionStatusStatus: TypeAlias = Literal["PENDING", "ACTIVATED", "BLOCKED", "CANCELLED", "PAUSED"]


class PendingSubscriptionStatus(TypedDict):
    """A scheduled change of the status."""

    status: PendingSubscriptionStatusStatus
    """The status from that day on."""
    scheduledAt: str
    """The day of the change, in the tenant's time zone."""


PortingStatus: TypeAlias = Literal["PENDING", "IN_PROGRESS", "SCHEDULED", "COMPLETED", "FAILED"]


PortingDirection: TypeAlias = Literal["INBOUND", "OUTBOUND"]


class Porting(TypedDict):
    """The transfer of a phone number from or to another operator."""

    status: PortingStatus
    """The progress of the porting."""
    direction: PortingDirection
    """From another operator to us, or from us to another operator."""
    msisdn: str
    """The ported phone number."""
    scheduledAt: NotRequired[str]
    """The day of the porting."""


class SubscriptionSummary(TypedDict):
    """A subscription without its add-ons. Get the subscription to get its add-ons."""

    subscriptionId: str
    """The ID of the subscription."""
    status: SubscriptionSummaryStatus
    """The status of the service."""
    type: str
    """The type of the service."""
    display: str
    """A display text, usually the phone number in a readable form."""
    msisdn: str
    """The phone number. `erased` if the personal data was removed after the subscription ended."""
    customer: Customer
    """The owner."""
    productOffering: NotRequired[EmbeddedProductOffering]
    """The product offering from which the subscription was created."""
    sim: Sim
    """The SIM card."""
    activatedAt: NotRequired[str]
    """The time at which the service became active. Absent before."""
    createdAt: str
    """The time at which the subscription was created."""
    updatedAt: str
    """The time of the last change of the subscription or one of its add-ons. A scheduled change of an
    add-on counts once it was applied.
    """
    referenceId: NotRequired[str]
    """The reference of the order."""
    subscriber: NotRequired[Subscriber]
    """The user of the line."""
    extensions: NotRequired[dict[str, Any]]
    """Additional data of the subscription from Seamless OS, as imported."""
    pendingMsisdn: NotRequired[PendingMsisdn]
    """The scheduled change of the phone number."""
    pendingStatus: NotRequired[PendingSubscriptionStatus]
    """The scheduled change of the status."""
    pendingProductOffering: NotRequired[PendingProductOffering]
    """The scheduled change of the product offering."""
    porting: NotRequired[Porting]
    """The porting of the phone number, if there is one."""
    cancelledAt: NotRequired[str]
    """The time at which the service ended. Absent before."""
    metadata: NotRequired[Metadata]
    """The data attached to the subscription."""


class ListSubscriptionsResponse(TypedDict):
    """The response of `listSubscriptions`."""

    items: list[SubscriptionSummary]
    """The items of this page."""
    pagination: Pagination


SubscriptionStatus: TypeAlias = Literal["PENDING", "ACTIVATED", "BLOCKED", "CANCELLED", "PAUSED"]


SubscriptionAddonStatus: TypeAlias = Literal["PENDING", "ACTIVE", "CANCELLED", "EXPIRED"]


AddonChangeStatus: TypeAlias = Literal["ACTIVE", "CANCELLED", "EXPIRED"]


class AddonChange(TypedDict):
    """A scheduled change of status."""

    status: AddonChangeStatus
    """The status from that day on."""
    scheduledAt: str
    """The day of the change. It takes effect at the start of this day in the tenant's time zone."""


class SubscriptionAddon(TypedDict):
    """A product that was added to a subscription."""

    subscriptionAddonId: str
    """The ID of the add-on."""
    subscriptionId: str
    """The ID of the subscription of the add-on."""
    status: SubscriptionAddonStatus
    """The current status. A scheduled change is included from its day on."""
    productOffering: EmbeddedProductOffering
    """The product offering from which the add-on was created."""
    group: NotRequired[ProductOfferingGroup]
    """The catalogue group of the product offering."""
    referenceId: NotRequired[str]
    """The reference of the order."""
    pendingStatus: NotRequired[AddonChange]
    """The next scheduled change."""
    scheduledChanges: list[AddonChange]
    """All scheduled changes in chronological order."""
    boundUntil: NotRequired[str]
    """The end of the minimum term. A cancellation without a date takes effect on this day at the earliest.
    Absent if there is none.
    """
    cancellationReason: NotRequired[str]
    """The reason given for the cancellation."""
    addedAt: str
    """The time at which the add-on was added to the subscription."""
    updatedAt: str
    """The time of the last change."""
    cancelledAt: NotRequired[str]
    """The time at which the add-on ended. Absent before."""
    metadata: NotRequired[Metadata]
    """Your own data."""


class Subscription(TypedDict):
    """A telecommunications service that is provisioned for a customer."""

    subscriptionId: str
    """The ID of the subscription."""
    status: SubscriptionStatus
    """The status of the service."""
    type: str
    """The type of the service."""
    display: str
    """A display text, usually the phone number in a readable form."""
    msisdn: str
    """The phone number. `erased` if the personal data was removed after the subscription ended."""
    customer: Customer
    """The owner."""
    productOffering: NotRequired[EmbeddedProductOffering]
    """The product offering from which the subscription was created."""
    sim: Sim
    """The SIM card."""
    activatedAt: NotRequired[str]
    """The time at which the service became active. Absent before."""
    createdAt: str
    """The time at which the subscription was created."""
    updatedAt: str
    """The time of the last change of the subscription or one of its add-ons."""
    referenceId: NotRequired[str]
    """The reference of the order."""
    subscriber: NotRequired[Subscriber]
    """The user of the line."""
    extensions: NotRequired[dict[str, Any]]
    """Additional data of the subscription from Seamless OS, as imported."""
    pendingMsisdn: NotRequired[PendingMsisdn]
    """The scheduled change of the phone number."""
    pendingStatus: NotRequired[PendingSubscriptionStatus]
    """The scheduled change of the status."""
    pendingProductOffering: NotRequired[PendingProductOffering]
    """The scheduled change of the product offering."""
    porting: NotRequired[Porting]
    """The porting of the phone number, if there is one."""
    cancelledAt: NotRequired[str]
    """The time at which the service ended. Absent before."""
    metadata: NotRequired[Metadata]
    """The data attached to the subscription."""
    addons: list[SubscriptionAddon]
    """The live add-ons. The response to a cancellation also includes the add-on that was cancelled."""


ListAddonsStatus: TypeAlias = Literal["PENDING", "ACTIVE", "CANCELLED", "EXPIRED"]


class ListAddonsResponse(TypedDict):
    """The response of `listAddons`."""

    items: list[SubscriptionAddon]
    """All add-ons of the subscription."""


class AddAddonRequest(TypedDict):
    """The request body of `addAddon`."""

    productOfferingId: str
    """The add-on product offering."""
    scheduledAt: NotRequired[str]
    """The day of the start. The add-on is active at once if this is the date of today or absent. It is a
    calendar date in the tenant's time zone, in the years 2000 to 2200. A past date is refused.
    """
    metadata: NotRequired[Metadata]
    """Your own data."""


class CancelAddonRequest(TypedDict):
    """The request body of `cancelAddon`."""

    productOfferingId: str
    """The product offering of the add-on."""
    scheduledAt: NotRequired[str]
    """The day of the end. The date of today ends it at once. If absent, the default of the product
    offering applies. It is a calendar date in the tenant's time zone, in the years 2000 to 2200. A past
    date is refused.
    """
    reason: NotRequired[str]
    """The reason of the cancellation. It is stored with the add-on. NUL characters and lone surrogates are
    refused.
    """
    metadata: NotRequired[Metadata]
    """Your own data. It is merged into the metadata of the add-on."""


class UndoAddonCancellationRequest(TypedDict):
    """The request body of `undoAddonCancellation`."""

    productOfferingId: str
    """The product offering of the add-on."""
    metadata: NotRequired[Metadata]
    """Your own data. It is merged into the metadata of the add-on."""


SubscriptionPortingStatus: TypeAlias = Literal["PENDING", "IN_PROGRESS", "SCHEDULED", "COMPLETED", "FAILED"]


SubscriptionPortingDirection: TypeAlias = Literal["INBOUND", "OUTBOUND"]


class Address(TypedDict):
    """A postal address."""

    street1: str
    """Street and house number."""
    street2: NotRequired[str]
    """An additional line."""
    city: str
    """The city."""
    zip: str
    """The postal code."""
    state: NotRequired[str]
    """The state."""
    region: NotRequired[str]
    """The region."""
    country: str
    """The country."""
    attention: NotRequired[str]
    """The person or department that receives the mail."""


class PortingDetails(TypedDict):
    """What the other operator requires for a porting. Other fields are texts, as imported."""

    firstName: NotRequired[str]
    """The first name of the holder of the number."""
    lastName: NotRequired[str]
    """The last name of the holder of the number."""
    accountNumber: NotRequired[str]
    """The customer number at the other operator."""
    passcode: NotRequired[str]
    """The code that the other operator requires."""
    address: NotRequired[Address]
    """The address of the holder of the number."""


class SubscriptionPorting(TypedDict):
    """The transfer of a phone number from or to another operator, with its details."""

    status: SubscriptionPortingStatus
    """The progress of the porting."""
    direction: SubscriptionPortingDirection
    """From another operator to us, or from us to another operator."""
    msisdn: str
    """The ported phone number."""
    scheduledAt: NotRequired[str]
    """The day of the porting."""
    details: NotRequired[PortingDetails]
    """Absent 90 days after the porting ended."""
    createdAt: str
    """The time at which the porting was requested."""
    updatedAt: NotRequired[str]
    """The time of its last change in Seamless OS."""


ListProductOfferingsType: TypeAlias = Literal["LICENSE", "SUBSCRIPTION", "SUBSCRIPTION_ADDON"]


ListProductOfferingsStatus: TypeAlias = Literal["AVAILABLE", "ARCHIVED"]


ProductOfferingType: TypeAlias = Literal["LICENSE", "SUBSCRIPTION", "SUBSCRIPTION_ADDON"]


ProductOfferingStatus: TypeAlias = Literal["AVAILABLE", "ARCHIVED"]


ProductOfferingCancellationSchedule: TypeAlias = Literal["INSTANT", "NEXT_RENEWAL"]


ChangeOptionChangeSchedule: TypeAlias = Literal["INSTANT", "NEXT_RENEWAL"]


class ChangeOption(TypedDict):
    """A product offering to which a license can change."""

    productOfferingId: str
    """The ID of the product offering to which a license can change."""
    changeSchedule: NotRequired[ChangeOptionChangeSchedule]
    """When the change takes effect: on the requested day, or on a renewal date. If absent, a change to the
    same or a higher price is `INSTANT` and a change to a lower price is `NEXT_RENEWAL`.
    """


class ProductOffering(TypedDict):
    """A product of the catalogue, from which licenses, subscriptions and add-ons are created."""

    productOfferingId: str
    """The ID of the product offering."""
    name: str
    """The display name."""
    type: ProductOfferingType
    """The type of resource that is created from it."""
    licenseType: NotRequired[str]
    """The type of the licenses that are created from it. Only present if `type` is `LICENSE`."""
    status: ProductOfferingStatus
    """No new resources can be created from an `ARCHIVED` product offering."""
    cancellationSchedule: ProductOfferingCancellationSchedule
    """When a cancellation without a date takes effect: at once, or on the first renewal date that is not
    before the end of the minimum term.
    """
    price: Price
    """The current price. Resources keep the price of the day on which they were created."""
    group: NotRequired[ProductOfferingGroup]
    """The catalogue group of the product offering."""
    changeOptions: NotRequired[list[ChangeOption]]
    """The product offerings to which a license of this one can change. Only present if `type` is
    `LICENSE`.
    """
    addonOfferings: NotRequired[list[str]]
    """The IDs of the add-on product offerings that a subscription of this one can have. If absent, it can
    have all. Only present if `type` is `SUBSCRIPTION`.
    """
    validityDays: NotRequired[int]
    """The number of days after which an add-on expires, counted from its start. Only present if `type` is
    `SUBSCRIPTION_ADDON`.
    """


class ListProductOfferingsResponse(TypedDict):
    """The response of `listProductOfferings`."""

    items: list[ProductOffering]
    """The items of this page."""
    pagination: Pagination


class LicenseNewLineItem(TypedDict):
    type: Literal["LICENSE"]
    """Creates a license."""
    productOfferingId: str
    """The product offering of the license."""
    assignedTo: NotRequired[RequestedAssignment]
    """The resource that uses the license."""
    scheduleActivationAt: NotRequired[str]
    """The day of activation. The license is active at once if this is the day of the submit or absent. It
    is a calendar date in the tenant's time zone, in the years 2000 to 2200. A past date is refused.
    """
    metadata: NotRequired[Metadata]
    """Your own data, for the license."""
    lineItemId: NotRequired[str]
    """The ID of the item, unique in the order. It is generated if absent."""


class LicenseChangeNewLineItem(TypedDict):
    type: Literal["LICENSE_CHANGE"]
    """Changes the product offering of a license."""
    licenseId: str
    """The ID of the license."""
    productOfferingId: str
    """The new product offering."""
    scheduledAt: NotRequired[str]
    """The earliest day of the change. If absent, the day of the submit. It is a calendar date in the
    tenant's time zone, in the years 2000 to 2200. A past date is refused.
    """
    lineItemId: NotRequired[str]
    """The ID of the item, unique in the order. It is generated if absent."""


class SubscriptionAddonNewLineItem(TypedDict):
    type: Literal["SUBSCRIPTION_ADDON"]
    """Adds an add-on to a subscription."""
    subscriptionId: str
    """The ID of the subscription, or `rid_` and its `referenceId`."""
    productOfferingId: str
    """The add-on product offering."""
    scheduledAt: NotRequired[str]
    """The day of the start. The add-on is active at once if this is the day of the submit or absent. It is
    a calendar date in the tenant's time zone, in the years 2000 to 2200. A past date is refused.
    """
    metadata: NotRequired[Metadata]
    """Your own data, for the add-on."""
    lineItemId: NotRequired[str]
    """The ID of the item, unique in the order. It is generated if absent."""


NewLineItem: TypeAlias = LicenseNewLineItem | LicenseChangeNewLineItem | SubscriptionAddonNewLineItem
"""An item of a new order."""


class CreateOrderRequest(TypedDict):
    """The request body of `createOrder`."""

    customerId: str
    """The customer, an existing one: its ID, or `rid_` and its `referenceId`. Everything in the order must
    belong to it.
    """
    lineItems: list[NewLineItem]
    """The items, 1 to 20, in the order in which they are evaluated."""
    metadata: NotRequired[Metadata]
    """Your own data, for the order."""


OrderState: TypeAlias = Literal["PENDING", "COMPLETED", "CANCELLED", "EXPIRED"]


class SubscriptionAssignment(TypedDict):
    type: Literal["SUBSCRIPTION"]
    """The kind of resource."""
    subscriptionId: str
    """The ID of a subscription."""


class SubscriberAssignment(TypedDict):
    type: Literal["SUBSCRIBER"]
    """The kind of resource."""
    subscriberId: str
    """The ID of the subscriber of a subscription."""


class UserAssignment(TypedDict):
    type: Literal["USER"]
    """The kind of resource."""
    userId: str
    """The ID of a user."""


class CustomerAssignment(TypedDict):
    type: Literal["CUSTOMER"]
    """The kind of resource."""
    customerId: str
    """The ID of the customer. The license is not assigned to a person or a line."""


Assignment: TypeAlias = SubscriptionAssignment | SubscriberAssignment | UserAssignment | CustomerAssignment
"""The resource to which a license is assigned."""


class LicenseLineItem(TypedDict):
    lineItemId: str
    """The ID of the item, unique in the order. It is generated if absent."""
    type: Literal["LICENSE"]
    """Creates a license."""
    productOfferingId: str
    """The product offering of the license."""
    assignedTo: NotRequired[Assignment]
    """The resource that uses the license."""
    scheduleActivationAt: NotRequired[str]
    """The day of activation. The license is active at once if this is the day of the submit or absent. It
    is a calendar date in the tenant's time zone, in the years 2000 to 2200. A past date is refused.
    """
    metadata: NotRequired[Metadata]
    """Your own data, for the license."""


class LicenseChangeLineItem(TypedDict):
    lineItemId: str
    """The ID of the item, unique in the order. It is generated if absent."""
    type: Literal["LICENSE_CHANGE"]
    """Changes the product offering of a license."""
    licenseId: str
    """The ID of the license."""
    productOfferingId: str
    """The new product offering."""
    scheduledAt: NotRequired[str]
    """The earliest day of the change. If absent, the day of the submit. It is a calendar date in the
    tenant's time zone, in the years 2000 to 2200. A past date is refused.
    """


class SubscriptionAddonLineItem(TypedDict):
    lineItemId: str
    """The ID of the item, unique in the order. It is generated if absent."""
    type: Literal["SUBSCRIPTION_ADDON"]
    """Adds an add-on to a subscription."""
    subscriptionId: str
    """The ID of the subscription."""
    productOfferingId: str
    """The add-on product offering."""
    scheduledAt: NotRequired[str]
    """The day of the start. The add-on is active at once if this is the day of the submit or absent. It is
    a calendar date in the tenant's time zone, in the years 2000 to 2200. A past date is refused.
    """
    metadata: NotRequired[Metadata]
    """Your own data, for the add-on."""


LineItem: TypeAlias = LicenseLineItem | LicenseChangeLineItem | SubscriptionAddonLineItem
"""An item of an order."""


class CreatedEntitiesLicensesItem(TypedDict):
    licenseId: str
    """The ID of the license."""
    type: str
    """The license type."""
    customerId: str
    """The owner."""
    productOfferingId: str
    """The product offering."""
    createdByLineItem: str
    """The item that created it."""


class CreatedEntitiesAddonsItem(TypedDict):
    subscriptionAddonId: str
    """The ID of the add-on."""
    subscriptionId: str
    """The ID of its subscription."""
    productOfferingId: str
    """The product offering."""
    createdByLineItem: str
    """The item that created it."""


class CreatedEntities(TypedDict):
    """The licenses and add-ons that an order created."""

    licenses: list[CreatedEntitiesLicensesItem]
    """The licenses that the order created."""
    addons: list[CreatedEntitiesAddonsItem]
    """The add-ons that the order created."""


class ExternalPayment(TypedDict):
    """A payment that was made outside of Seamless OS."""

    reference: str
    """The reference of the payment in your system. NUL characters and lone surrogates are refused."""
    receiptDescription: NotRequired[str]
    """A text for the receipt. NUL characters and lone surrogates are refused."""
    receiptUrl: NotRequired[str]
    """The address of the receipt. NUL characters and lone surrogates are refused."""
    receivedAt: NotRequired[str]
    """The time of the payment."""


class Order(TypedDict):
    """A request to create or change several things together."""

    orderId: str
    """The ID of the order."""
    state: OrderState
    """The state. A `PENDING` order can be submitted or cancelled until `expiresAt`."""
    customer: Customer
    """The customer."""
    lineItems: list[LineItem]
    """The items, in the order in which they are evaluated."""
    createdEntities: NotRequired[CreatedEntities]
    """Present if the order is `COMPLETED`."""
    expiresAt: str
    """The time from which a `PENDING` order is `EXPIRED`: 7 days after its creation."""
    createdAt: str
    """The time at which the order was created."""
    updatedAt: str
    """The time of the last change."""
    submittedAt: NotRequired[str]
    """The time at which the order was submitted. Absent before."""
    completedAt: NotRequired[str]
    """The time at which the items were executed. Absent before."""
    externalPayment: NotRequired[ExternalPayment]
    """The payment that was sent with the submit."""
    metadata: NotRequired[Metadata]
    """Your own data."""


ListOrdersState: TypeAlias = Literal["PENDING", "COMPLETED", "CANCELLED", "EXPIRED"]


class ListOrdersResponse(TypedDict):
    """The response of `listOrders`."""

    items: list[Order]
    """The items of this page."""
    pagination: Pagination


class NewExternalPayment(TypedDict):
    """A payment that was made outside of Seamless OS."""

    reference: str
    """The reference of the payment in your system. NUL characters and lone surrogates are refused."""
    receiptDescription: NotRequired[str]
    """A text for the receipt. NUL characters and lone surrogates are refused."""
    receiptUrl: NotRequired[str]
    """The address of the receipt. NUL characters and lone surrogates are refused."""
    receivedAt: NotRequired[str]
    """The time of the payment."""


class SubmitOrderRequest(TypedDict):
    """The request body of `submitOrder`."""

    externalPayment: NotRequired[NewExternalPayment]
    """A payment that you have received. It is stored with the order."""
    metadata: NotRequired[Metadata]
    """Your own data. It is merged into the metadata of the order."""


class CancelOrderRequest(TypedDict):
    """The request body of `cancelOrder`."""

    metadata: NotRequired[Metadata]
    """Your own data. It is merged into the metadata of the order."""


CustomerDetailsCustomerType: TypeAlias = Literal["CONSUMER", "BUSINESS"]


class CustomerDetailsContact(TypedDict):
    """How to reach the customer."""

    email: NotRequired[str]
    """The email address."""
    msisdn: NotRequired[str]
    """The phone number."""


class CustomerDetailsBilling(TypedDict):
    """Where and how invoices are sent and paid."""

    method: NotRequired[str]
    """The payment method, as imported."""
    email: NotRequired[str]
    """The email address."""
    address: NotRequired[Address]
    currency: NotRequired[str]
    """The ISO 4217 code of the currency."""
    defaultPaymentProfileId: NotRequired[str]
    """The ID of the default payment profile."""
    autoPay: NotRequired[bool]
    """Whether invoices are paid automatically."""


class CustomerDetailsShipping(TypedDict):
    """Where goods are sent."""

    name: NotRequired[str]
    """The name of the recipient."""
    msisdn: NotRequired[str]
    """The phone number."""
    address: NotRequired[Address]
    instructions: NotRequired[str]
    """Instructions for the delivery."""


CustomerDetailsUsersItemRole: TypeAlias = Literal["MEMBER", "MANAGER", "ADMIN"]


class CustomerDetailsUsersItem(TypedDict):
    userId: str
    """The ID of the user."""
    name: str
    """The display name of the user."""
    role: CustomerDetailsUsersItemRole
    """The role of the user at the customer."""


class CustomerDetailsContactPerson(TypedDict):
    """The user who is the contact of the customer."""

    userId: str
    """The ID of the user."""
    name: str
    """The display name of the user."""
    email: NotRequired[str]
    """The email address."""


class CustomerDetails(TypedDict):
    """A customer with its personal and billing details."""

    customerId: str
    """The ID of the customer."""
    customerType: CustomerDetailsCustomerType
    """A person or a company."""
    name: str
    """The display name. `erased` if the personal data of the customer was removed."""
    referenceId: NotRequired[str]
    """The reference ID."""
    contact: NotRequired[CustomerDetailsContact]
    """How to reach the customer."""
    identity: NotRequired[str | dict[str, str]]
    """The identification of the customer, as imported."""
    preferredLocale: NotRequired[str]
    """The preferred language and region."""
    humanReadableId: NotRequired[str]
    """The customer number."""
    billing: NotRequired[CustomerDetailsBilling]
    """Where and how invoices are sent and paid."""
    shipping: NotRequired[CustomerDetailsShipping]
    """Where goods are sent."""
    metadata: NotRequired[Metadata]
    """The data attached to the customer."""
    users: NotRequired[list[CustomerDetailsUsersItem]]
    """The users of the customer."""
    contactPerson: NotRequired[CustomerDetailsContactPerson]
    """The user who is the contact of the customer."""
    createdAt: NotRequired[str]
    """The time at which the customer was created in Seamless OS."""
    updatedAt: NotRequired[str]
    """The time of the last change in Seamless OS."""


InventorySimType: TypeAlias = Literal["PHYSICAL", "ESIM"]


InventorySimStatus: TypeAlias = Literal["AVAILABLE", "IN_USE", "RESERVED", "CONSUMED", "BRAND_RESERVED"]


class EsimProfile(TypedDict):
    """The profile of an eSIM."""

    status: str
    """The status of the profile, as imported."""
    eid: NotRequired[str]
    """The EID of the device."""
    lastOperationAt: NotRequired[str]
    """The time of the last operation on the profile."""


class InventorySim(TypedDict):
    """A SIM card in the inventory. Its codes have a call of their own."""

    iccid: str
    """The number of the card."""
    type: InventorySimType
    """A physical card or an eSIM."""
    status: InventorySimStatus
    """The status in the inventory."""
    imsi: NotRequired[str]
    """The IMSI of the profile on the card."""
    lpa: NotRequired[str]
    """The activation code of an eSIM."""
    esimProfile: NotRequired[EsimProfile]
    createdAt: NotRequired[str]
    """The time at which the card was added to the inventory."""
    updatedAt: NotRequired[str]
    """The time of the last change in Seamless OS."""


class SimCodes(TypedDict):
    """The codes of a SIM card."""

    iccid: str
    """The number of the card."""
    puk1: str
    """Unblocks PIN 1."""
    puk2: NotRequired[str]
    """Unblocks PIN 2."""
    pin1: NotRequired[str]
    """PIN 1 as delivered."""
    pin2: NotRequired[str]
    """PIN 2 as delivered."""


ListEventsType: TypeAlias = Literal[
    "license.created",
    "license.activated",
    "license.updated",
    "license.ended",
    "subscription.updated",
    "order.created",
    "order.submitted",
    "order.cancelled",
]


LicenseEventType: TypeAlias = Literal[
    "license.created",
    "license.activated",
    "license.updated",
    "license.ended",
]


ChangeRequestActorType: TypeAlias = Literal["API_KEY", "USER", "TOOL"]


class ChangeRequestActor(TypedDict):
    """Who sent the request."""

    type: ChangeRequestActorType
    """An API key, a user of the portal, or a tool of the operator."""
    id: str
    """The ID of the API key or of the user, or the name of the tool."""


class ChangeRequest(TypedDict):
    """The request that made a change."""

    id: str
    """The `X-Request-Id` of the request."""
    actor: ChangeRequestActor
    """Who sent the request."""


class LicenseEvent(TypedDict):
    """An event about a license."""

    eventId: str
    """The ID of the event. Events are delivered at least once, and every delivery of an event has the same
    ID: ignore an ID that you have already processed.
    """
    type: LicenseEventType
    """The type of the event."""
    occurredAt: str
    """The time of the change. For a scheduled change, the instant for which it was scheduled."""
    sequence: int
    """The version of the resource. Events may be delivered out of order: use this field to order them.
    Events of one change have the same sequence; their order is created, activated, updated, ended.
    """
    request: ChangeRequest | None
    """The request that made the change. It is null for a scheduled change, and for a change by the
    operator.
    """
    data: License
    """The complete license, as a read returns it at that version."""
    omitted: NotRequired[list[str]]
    """The fields that were left out of `data` because the event was too large. Read the resource to get
    them.
    """


class SubscriptionEvent(TypedDict):
    """An event about a subscription or one of its add-ons."""

    eventId: str
    """The ID of the event. Events are delivered at least once, and every delivery of an event has the same
    ID: ignore an ID that you have already processed.
    """
    type: Literal["subscription.updated"]
    """The type of the event."""
    occurredAt: str
    """The time of the change. For a scheduled change, the instant for which it was scheduled."""
    sequence: int
    """The version of the resource. Events may be delivered out of order: use this field to order them.
    Events of one change have the same sequence; their order is created, activated, updated, ended.
    """
    request: ChangeRequest | None
    """The request that made the change. It is null for a scheduled change, and for a change by the
    operator.
    """
    data: Subscription
    """The subscription when the event was first published, at version `sequence` or later."""
    omitted: NotRequired[list[str]]
    """The fields that were left out of `data` because the event was too large. Read the resource to get
    them.
    """


OrderEventType: TypeAlias = Literal["order.created", "order.submitted", "order.cancelled"]


class OrderEvent(TypedDict):
    """An event about an order."""

    eventId: str
    """The ID of the event. Events are delivered at least once, and every delivery of an event has the same
    ID: ignore an ID that you have already processed.
    """
    type: OrderEventType
    """The type of the event."""
    occurredAt: str
    """The time of the change. For a scheduled change, the instant for which it was scheduled."""
    sequence: int
    """The version of the resource. Events may be delivered out of order: use this field to order them.
    Events of one change have the same sequence; their order is created, activated, updated, ended.
    """
    request: ChangeRequest | None
    """The request that made the change. It is null for a scheduled change, and for a change by the
    operator.
    """
    data: Order
    """The complete order, as a read returns it at that version."""
    omitted: NotRequired[list[str]]
    """The fields that were left out of `data` because the event was too large. Read the resource to get
    them.
    """


Event: TypeAlias = LicenseEvent | SubscriptionEvent | OrderEvent
"""A change of a resource. The type decides which resource `data` is."""


class FeedPosition(TypedDict):
    """The position in the feed."""

    nextCursor: str
    """The position after this page. It is never null: store it, and send it later to get the events
    published since then.
    """
    caughtUp: bool
    """True if nothing follows at the moment."""


class ListEventsResponse(TypedDict):
    """The response of `listEvents`."""

    items: list[Event]
    """The events of this page, oldest first."""
    pagination: FeedPosition


StoredOutcomeActorType: TypeAlias = Literal["API_KEY", "USER", "TOOL"]


class StoredOutcomeActor(TypedDict):
    """Who sent that request. Absent if an earlier release stored the response."""

    type: StoredOutcomeActorType
    """An API key, a user of the portal, or a tool of the operator."""
    id: str
    """The ID of the API key or of the user, or the name of the tool."""


class StoredOutcomeResponse(TypedDict):
    """The response."""

    headers: dict[str, str]
    """The headers that a repeated request gets."""
    body: str
    """The body, byte for byte. Parse it as JSON."""


class StoredOutcome(TypedDict):
    """The response that is stored under an idempotency key."""

    idempotencyKey: str
    """The idempotency key."""
    operation: str
    """The operation that was called with it."""
    requestId: str
    """The `X-Request-Id` of the request that got this response first."""
    actor: NotRequired[StoredOutcomeActor]
    """Who sent that request. Absent if an earlier release stored the response."""
    status: int
    """The HTTP status of the response."""
    response: StoredOutcomeResponse
    """The response."""
    createdAt: str
    """The time at which the response was stored."""
    expiresAt: str
    """The time from which the key can be used for another request."""


ApiKeyMode: TypeAlias = Literal["live", "test"]


class ApiKey(TypedDict):
    """An API key, without its secret."""

    keyId: str
    """The ID of the API key."""
    name: NotRequired[str]
    """The name that it was created with."""
    tenantId: str
    """The tenant to which it belongs."""
    mode: ApiKeyMode
    """Whether the tenant is live or for tests."""
    scopes: list[str]
    """Its scopes. `*` covers every scope, including those of later versions of the API, except
    `customers:read`, `sims:read`, `sims:codes` and `porting:read`, which must be named.
    """
    expiresAt: NotRequired[str]
    """The time from which it is no longer valid. Absent if it does not expire."""


class GetHealthResponse(TypedDict):
    """The response of `getHealth`."""

    status: Literal["OK"]
    """`OK`: the API can read its database."""


ApiErrorCode: TypeAlias = Literal[
    "VALIDATION_ERROR",
    "MALFORMED_JSON",
    "UNAUTHORIZED",
    "FORBIDDEN",
    "billing_managed",
    "NOT_FOUND",
    "license_not_found",
    "subscription_not_found",
    "addon_not_found",
    "order_not_found",
    "customer_not_found",
    "product_offering_not_found",
    "subscriber_not_found",
    "sim_not_found",
    "sim_codes_not_found",
    "porting_not_found",
    "user_not_found",
    "api_key_not_found",
    "event_not_found",
    "request_not_found",
    "webhook_endpoint_not_found",
    "webhook_endpoint_exists",
    "too_many_webhook_endpoints",
    "webhook_endpoint_disabled",
    "invitation_not_found",
    "user_exists",
    "last_owner",
    "api_key_ended",
    "rotation_in_progress",
    "METHOD_NOT_ALLOWED",
    "idempotency_key_not_found",
    "idempotency_key_mismatch",
    "idempotency_key_locked",
    "license_already_cancelled",
    "addon_already_cancelled",
    "addon_exists",
    "addon_limit_reached",
    "addon_not_offered",
    "addon_expiring",
    "subscription_blocked",
    "subscription_already_cancelled",
    "order_invalid",
    "order_not_changeable",
    "order_expired",
    "nothing_scheduled",
    "license_blocked",
    "license_ending",
    "product_offering_unchanged",
    "product_offering_change_not_allowed",
    "product_offering_not_available",
    "license_type_mismatch",
    "assignment_mismatch",
    "PAYLOAD_TOO_LARGE",
    "UNSUPPORTED_MEDIA_TYPE",
    "RATE_LIMIT_EXCEEDED",
    "INTERNAL_ERROR",
    "outcome_unknown",
    "SERVICE_UNAVAILABLE",
]


ErrorDetailCode: TypeAlias = Literal[
    "FIELD_REQUIRED",
    "INVALID_TYPE",
    "INVALID_FORMAT",
    "INVALID_VALUE",
    "UNKNOWN_FIELD",
    "TOO_LONG",
    "TOO_SHORT",
    "license_not_found",
    "subscription_not_found",
    "addon_not_found",
    "order_not_found",
    "customer_not_found",
    "product_offering_not_found",
    "subscriber_not_found",
    "sim_not_found",
    "sim_codes_not_found",
    "porting_not_found",
    "user_not_found",
    "api_key_not_found",
    "event_not_found",
    "request_not_found",
    "webhook_endpoint_not_found",
    "webhook_endpoint_exists",
    "too_many_webhook_endpoints",
    "webhook_endpoint_disabled",
    "invitation_not_found",
    "user_exists",
    "last_owner",
    "api_key_ended",
    "rotation_in_progress",
    "idempotency_key_not_found",
    "license_already_cancelled",
    "addon_already_cancelled",
    "addon_exists",
    "addon_limit_reached",
    "addon_not_offered",
    "addon_expiring",
    "subscription_blocked",
    "subscription_already_cancelled",
    "order_invalid",
    "order_not_changeable",
    "order_expired",
    "nothing_scheduled",
    "license_blocked",
    "license_ending",
    "product_offering_unchanged",
    "product_offering_change_not_allowed",
    "product_offering_not_available",
    "license_type_mismatch",
    "assignment_mismatch",
]


class ErrorDetail(TypedDict):
    """One error in the request."""

    message: str
    """A text for people. It continues a sentence that begins with the property."""
    code: ErrorDetailCode
    """A code for programs. An item of an order has the code that its own command would return."""
    property: str
    """The location: a field of the body such as `assignedTo.type`, a path or query parameter, or a header."""
    suggestion: NotRequired[str]
    """How to correct the request."""


class ApiError(TypedDict):
    """The body of every error. Use `code` in your program; the texts may change."""

    message: str
    """A text for people. It may change."""
    code: ApiErrorCode
    """A code for programs. It does not change."""
    details: NotRequired[list[ErrorDetail]]
    """The errors in the request, if the code alone does not say it."""
    hint: NotRequired[str]
    """What to do next."""
    docs: NotRequired[str]
    """The path of the paragraph about this code in the documentation, below the base URL of the API."""
