import * as z from 'zod';
import { TenantId } from '../contract/field-types.ts';
import { EsimProfile, SimStatus, SimType, simCodeFields, simDetailFields } from '../contract/sim.ts';
import type { SimFacts } from '../domain/sim.ts';
import { simCodesRef, simRef } from '../dynamodb/items/sim.ts';
import { tenantRef } from '../dynamodb/items/tenant.ts';
import { eraseField } from './erase-line.ts';
import { addErasedFields, followsErasure } from './follow-erasure.ts';
import { ImportedIccid, OffsetInstant } from './line-fields.ts';
import { type PreparedLine, planItemWrite } from './line-plan.ts';
import { createReferenceFinder } from './references.ts';
import { addRelatedWrites, planRelatedItem } from './related-item.ts';

/** A SIM card, with its codes if they are known. */
export const SimLine = z.strictObject({
  kind: z.literal('sim'),
  tenantId: TenantId,
  iccid: ImportedIccid,
  type: SimType,
  status: SimStatus,
  ...simDetailFields,
  esimProfile: EsimProfile.extend({ lastOperationAt: OffsetInstant.optional() }).optional(),
  createdAt: OffsetInstant.optional(),
  updatedAt: OffsetInstant.optional(),
  codes: z.strictObject(simCodeFields).optional(),
  ...eraseField,
});
export type SimLine = z.infer<typeof SimLine>;

/** Prepares a SIM line. The card and its codes are two items, because each has a call and a scope of its own. Codes that are not in the line are deleted. */
export function prepareSim(line: SimLine): PreparedLine {
  const { tenantId, iccid } = line;
  const ref = simRef(tenantId, iccid);
  const codesRef = simCodesRef(tenantId, iccid);
  const tenantItemRef = tenantRef(tenantId);
  return {
    reads: { items: [tenantItemRef, ref, codesRef], aggregates: [] },
    changedKeys: [ref, codesRef],
    plan(known) {
      const { findItem, problems } = createReferenceFinder(known, tenantId);
      if (!findItem('tenantId', `tenant ${tenantId}`, tenantItemRef)) return { problems };
      const isErased = followsErasure(known.get(ref), line);
      const facts = buildSimFacts(line);
      const codes = line.codes && { iccid, ...line.codes };
      const plan = planItemWrite(
        ref,
        known.get(ref),
        isErased ? { ...facts, details: undefined, erased: true } : facts,
      );
      const related = planRelatedItem(codesRef, known.get(codesRef), isErased ? undefined : codes);
      const erasedFields = isErased ? listSensitiveFields(line) : [];
      return addErasedFields(addRelatedWrites(plan, related, ref, known.get(ref)), erasedFields);
    },
  };
}

const listSensitiveFields = (line: SimLine): string[] =>
  (['imsi', 'lpa', 'esimProfile', 'codes'] as const).filter(field => line[field] !== undefined);

function buildSimFacts({ iccid, type, status, imsi, lpa, esimProfile, createdAt, updatedAt }: SimLine): SimFacts {
  const hasDetails = imsi !== undefined || lpa !== undefined || esimProfile !== undefined;
  return { iccid, type, status, createdAt, updatedAt, details: hasDetails ? { imsi, lpa, esimProfile } : undefined };
}
