/** What a reader should know of an operation before he calls it, besides its fields. By operation. */
export const operationDescriptions: Record<string, string> = {
  createLicense:
    "The product offering decides the license's type, price, billing cycle, bound months and how it ends by default; what was " +
    'agreed is copied onto the license and stays. With a future `scheduledAt` the license is `PENDING` until that day, otherwise ' +
    'it is `ACTIVE` at once. Licenses cannot be created here for a tenant whose billing Seamless OS manages (`billing_managed`): ' +
    'there they are made from orders.',
  getLicense: 'The status and the scheduled changes are those of this moment.',
  cancelLicense:
    'With a `scheduledAt` the license ends on that day, also within its bound months; today means now. Without one the default ' +
    'of its offering applies: `INSTANT` ends it now, `NEXT_RENEWAL` at the first renewal after today that is not before the end ' +
    'of the bound months. A `PENDING` license that never became active ends now. Cancelling a license again that is only ' +
    'scheduled to end moves its end.\n\nThe body may be left out.',
  getSubscription: 'With its SIM, its subscriber and its live add-ons. PUK, PIN and IMSI are not part of it.',
  listAddons: 'In the order in which they were added, those that have ended included.',
  listLicenses:
    'The newest first. Filters look at the status of this moment, as reading each license would show it. A page may have fewer ' +
    'items than asked for, or none, and still not be the last: go on until `nextCursor` is null.',
  listProductOfferings:
    'What licenses, subscriptions and add-ons are made from, archived offerings included, in the order of their ids. Go on ' +
    'until `nextCursor` is null.',
  getProductOffering: 'As it is in the catalogue today, archived or not.',
  cancelAddon:
    "The subscription's latest add-on of the offering is cancelled. With a `scheduledAt` it ends on that day; without one the " +
    'default of its offering applies, counted from when it was added. A license that is assigned to the subscription is not ' +
    'touched. The answer is the subscription, with the cancelled add-on among its `addons`.',
};

/** The groups of operations by the first segment of their paths. */
export const operationTags: Record<string, { name: string; description: string }> = {
  licenses: { name: 'Licenses', description: 'Permissions of a customer to use a product.' },
  subscriptions: {
    name: 'Subscriptions',
    description: 'Telecommunications services provisioned for a customer, and the add-ons booked on them.',
  },
  'product-offerings': {
    name: 'Product offerings',
    description: 'The catalogue: what licenses and add-ons are made from.',
  },
};

export const eventsTag = {
  name: 'Events',
  description:
    'What your webhook endpoints are sent when something changes: by a command, by a schedule, or by the operator. The operator adds ' +
    'an endpoint for you and gives you its secret, `whsec_…`.\n\n' +
    'Events are signed by the scheme of [Standard Webhooks](https://www.standardwebhooks.com), for which there are libraries in ' +
    'most languages: verify the signature over the raw body before you believe it. Answer with any 2xx status within 10 ' +
    'seconds, as soon as you stored the event; after anything else it is sent again, with growing pauses, for 24 hours. An event may ' +
    'come more than once (know it by its `eventId`) and after a later one (order by its `sequence`, the version of the resource). ' +
    'Take types that you do not know with a 2xx too, and ignore them: there may be new ones, and `webhook.test` tells of no change, ' +
    'somebody tries the endpoint.',
};

/** What the parameters of paths mean. By name. */
export const pathParameterDescriptions: Record<string, string> = {
  licenseId: 'The id of the license.',
  subscriptionId: 'The id of the subscription.',
  productOfferingId: 'The id of the product offering.',
};

/** The fields that answers have around resources. */
export const responseFieldDescriptions: Record<string, string> = {
  items: 'What was found, in the order that the operation has.',
  pagination: 'Whether there is more, and where.',
};
