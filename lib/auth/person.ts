import * as z from 'zod';
import { createItemParser, type ItemCollection, type ItemRef } from '../dynamodb/item.ts';
import { normalizeEmail } from './invitation.ts';
import { hashIdentity } from './portal-user.ts';

/*
 * Items that lead from a person to tenants, because a person signs in before a tenant is known: one per tenant of which the person is a
 * user, and one per tenant that has invited an e-mail address.
 */

/** The name of a tenant, stored under a person or an e-mail address. */
export interface TenantLink {
  tenantId: string;
}

const TenantLinkItem = z.object({ tenantId: z.string() }) satisfies z.ZodType<TenantLink>;
const parseTenantLink = createItemParser<TenantLink>(TenantLinkItem, 'users');

const toPersonPk = (userId: string): string => `person#${userId}`;
const toEmailPk = (email: string): string => `email#${hashIdentity(normalizeEmail(email))}`;

const buildLinkRef = (pk: string, tenantId: string): ItemRef<TenantLink> => ({
  table: 'users',
  primaryKey: { pk, sk: tenantId },
  parse: parseTenantLink,
});

const buildLinkCollection = (partitionKey: string): ItemCollection<TenantLink> => ({
  table: 'users',
  partitionKey,
  parse: parseTenantLink,
});

/** Leads from a person to a tenant. */
export const membershipRef = (userId: string, tenantId: string): ItemRef<TenantLink> =>
  buildLinkRef(toPersonPk(userId), tenantId);

/** The collection of all tenants of a person. */
export const membershipsRef = (userId: string): ItemCollection<TenantLink> => buildLinkCollection(toPersonPk(userId));

/** Leads from an e-mail address to a tenant that has invited it. */
export const invitedEmailRef = (email: string, tenantId: string): ItemRef<TenantLink> =>
  buildLinkRef(toEmailPk(email), tenantId);

/** The collection of all tenants that have invited an e-mail address. */
export const invitedEmailsRef = (email: string): ItemCollection<TenantLink> => buildLinkCollection(toEmailPk(email));
