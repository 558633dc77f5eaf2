import { randomUUID } from 'node:crypto';
import { endpoint } from '../../functions/update-license/endpoint.ts';
import { toInstant } from '../../lib/domain/calendar.ts';
import { viewLicense } from '../../lib/domain/license.ts';
import { addRequestId } from '../../lib/dynamodb/item-write.ts';
import { licenseRef } from '../../lib/dynamodb/items/license.ts';
import { commitWrites, findItem, type TableAccess } from '../../lib/dynamodb/table-access.ts';
import { fingerprintRequest } from '../../lib/idempotency/fingerprint.ts';
import { putResponse, recordRef } from '../../lib/idempotency/idempotency-record.ts';
import { demoIds } from './demo-file.ts';

const demoIdempotencyKey = 'demo-idempotency-key';

/**
 * Stores a response under an idempotency key that can be looked up: that of `PUT /licenses/demo-license` with metadata that the
 * license already has. A live record stays.
 */
export async function ensureDemoRecord(store: TableAccess, nowMs: number): Promise<void> {
  const { tenantId, licenseId } = demoIds;
  const license = await findItem(store, licenseRef(tenantId, licenseId));
  if (!license) return;
  const request = {
    method: endpoint.method,
    operation: endpoint.operation,
    pathParameters: { licenseId },
    query: {},
    body: Buffer.from('{"metadata":{"costCentre":"CC-17"}}'),
  };
  const requestId = randomUUID();
  const write = putResponse(
    recordRef(tenantId, demoIdempotencyKey),
    {
      status: 200,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(viewLicense(license, toInstant(nowMs))),
    },
    { endpoint, fingerprint: fingerprintRequest(request), requestId, actor: { type: 'TOOL', id: 'demo' } },
    nowMs,
  );
  await commitWrites(store, addRequestId(write, requestId));
}
