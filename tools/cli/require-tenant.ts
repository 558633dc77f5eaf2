import { findTenant } from '../../lib/auth/api-key-repository.ts';
import type { Tenant } from '../../lib/domain/tenant.ts';
import type { TableAccess } from '../../lib/dynamodb/table-access.ts';
import { UserError } from '../../lib/user-error.ts';

/** @throws UserError for a tenant that is not there, which says how it comes in */
export async function requireTenant(store: TableAccess, tenantId: string): Promise<Tenant> {
  const tenant = await findTenant(store, tenantId);
  if (tenant) return tenant;
  throw new UserError(
    `There is no tenant ${tenantId} yet; import it with "npx connect-api import FILE", where a line of the file is\n` +
      `{"kind":"tenant","tenantId":"${tenantId}","mode":"test","timeZone":"UTC","billingManaged":false}`,
  );
}
