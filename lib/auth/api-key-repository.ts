import type { Tenant } from '../domain/tenant.ts';
import { tenantRef } from '../dynamodb/items/tenant.ts';
import { findItem, type TableAccess } from '../dynamodb/table-access.ts';
import { type ApiKey, apiKeyRef } from './api-key.ts';

export const findTenant = (repository: TableAccess, tenantId: string): Promise<Tenant | undefined> =>
  findItem(repository, tenantRef(tenantId));

/** Finds an API key in any state. */
export const findApiKey = (repository: TableAccess, tenantId: string, keyId: string): Promise<ApiKey | undefined> =>
  findItem(repository, apiKeyRef(tenantId, keyId));
