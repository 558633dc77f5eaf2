import { listCustomerUserIds, viewCustomer } from '../../lib/domain/customer.ts';
import { createBusinessError } from '../../lib/domain/domain-error.ts';
import { customerRef } from '../../lib/dynamodb/items/customer.ts';
import { customerDetailsRef } from '../../lib/dynamodb/items/customer-details.ts';
import { userRef } from '../../lib/dynamodb/items/user.ts';
import { defineOperation } from '../../lib/idempotency/operation.ts';
import { endpoint } from './endpoint.ts';

export const getCustomer = defineOperation(endpoint, {
  reads: ({ path }, tenantId) => ({
    customer: customerRef(tenantId, path.customerId),
    details: customerDetailsRef(tenantId, path.customerId),
  }),

  followUpReads: ({ details }, _input, tenantId) => ({
    users: details ? listCustomerUserIds(details).map(userId => userRef(tenantId, userId)) : [],
  }),

  decide({ customer, details, users }) {
    return customer && details
      ? { body: viewCustomer(customer, details, users) }
      : createBusinessError('customer_not_found');
  },
});
