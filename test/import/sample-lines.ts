/* One line of each kind, as it usually is; a test names what matters to it. */

export const aMonthlyPrice = (netPrice: number) => ({
  currency: 'EUR',
  priceType: 'RECURRING',
  netPrice,
  billingCycle: { period: 'MONTHLY', interval: 1 },
});

export const aCustomerLine = (fields: object = {}) => ({
  kind: 'customer',
  customerId: 'customer',
  name: 'Ada Ltd',
  ...fields,
});

export const aUserLine = (fields: object = {}) => ({
  kind: 'user',
  userId: 'user',
  customerId: 'customer',
  name: 'Grace',
  ...fields,
});

export const anOfferingLine = (fields: object = {}) => ({
  kind: 'productOffering',
  productOfferingId: 'offering',
  name: 'Cloud PBX',
  type: 'LICENSE',
  licenseType: 'PBX',
  price: aMonthlyPrice(9.99),
  ...fields,
});

export const aSubscriptionOfferingLine = (fields: object = {}) => ({
  kind: 'productOffering',
  productOfferingId: 'mobile',
  name: 'Mobile M',
  type: 'SUBSCRIPTION',
  price: aMonthlyPrice(20),
  ...fields,
});

export const anAddonOfferingLine = (fields: object = {}) => ({
  kind: 'productOffering',
  productOfferingId: 'addon-offering',
  name: 'Data 5 GB',
  type: 'SUBSCRIPTION_ADDON',
  price: aMonthlyPrice(5),
  ...fields,
});

/** Active since 30 November 2023. */
export const aLicenseLine = (fields: object = {}) => ({
  kind: 'license',
  licenseId: 'license',
  customerId: 'customer',
  productOfferingId: 'offering',
  status: 'ACTIVE',
  activatedAt: '2023-11-30T08:00:00Z',
  ...fields,
});

/** Active since 30 November 2023. */
export const anAddonEntry = (fields: object = {}) => ({
  subscriptionAddonId: 'addon-1',
  productOfferingId: 'addon-offering',
  addedAt: '2023-11-30T08:00:00Z',
  status: 'ACTIVE',
  ...fields,
});

/** An add-on that was cancelled on the last day of 2023. */
export const aCancelledAddonEntry = (fields: object = {}) =>
  anAddonEntry({ status: 'CANCELLED', cancelledAt: '2023-12-31T12:00:00Z', ...fields });

export const aSubscriptionLine = (fields: object = {}) => ({
  kind: 'subscription',
  subscriptionId: 'subscription',
  customerId: 'customer',
  status: 'ACTIVATED',
  type: 'MOBILE',
  msisdn: '+4915112345678',
  sim: { esim: false, iccid: '89490200001234567890' },
  createdAt: '2023-01-01T00:00:00Z',
  ...fields,
});
