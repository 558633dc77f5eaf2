import { findTenant } from '../../lib/auth/api-key-repository.ts';
import type { Tenant } from '../../lib/domain/tenant.ts';
import type { TableAccess } from '../../lib/dynamodb/table-access.ts';
import { UserError } from '../../lib/user-error.ts';

/** Reads a tenant. @throws UserError if it does not exist, with the command that imports it */
export async function requireTenant(store: TableAccess, tenantId: string): Promise<Tenant> {
  const tenant = await findTenant(store, tenantId);
  if (tenant) return tenant;
  throw new UserError(
    `The tenant ${tenantId} does not exist. Import it with "npx connect-api import FILE" and this line in the file:\n` +
      `{"kind":"tenant","tenantId":"${tenantId}","mode":"test","timeZone":"UTC","billingManaged":false}`,
  );
}
