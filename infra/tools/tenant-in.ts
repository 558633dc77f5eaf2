import { findTenant, type KeyStore } from '../../lib/auth/key-store.ts';
import type { Tenant } from '../../lib/domain/entity.ts';
import { Unusable } from '../local/unusable.ts';

/** @throws Unusable for a tenant that is not there, which says how it comes in */
export async function tenantIn(store: KeyStore, tenantId: string): Promise<Tenant> {
  const tenant = await findTenant(store, tenantId);
  if (tenant) return tenant;
  throw new Unusable(
    `There is no tenant ${tenantId} yet; import it with "npm run import -- FILE", where a line of the file is\n` +
      `{"kind":"tenant","tenantId":"${tenantId}","mode":"test","timeZone":"UTC","billingManaged":false}`,
  );
}
