import * as z from 'zod';
import { ResourceId, TenantId } from '../contract/field-types.ts';
import { ImportedIccid } from './line-fields.ts';

const erase = z.literal(true);

/** Lines that remove personal data. They contain only IDs. */
const eraseLineSchemas = {
  customer: z.strictObject({ kind: z.literal('customer'), tenantId: TenantId, customerId: ResourceId, erase }),
  user: z.strictObject({ kind: z.literal('user'), tenantId: TenantId, userId: ResourceId, erase }),
  subscription: z.strictObject({
    kind: z.literal('subscription'),
    tenantId: TenantId,
    subscriptionId: ResourceId,
    erase,
  }),
  sim: z.strictObject({ kind: z.literal('sim'), tenantId: TenantId, iccid: ImportedIccid, erase }),
};

type ErasableKind = keyof typeof eraseLineSchemas;
export type EraseLine<K extends ErasableKind = ErasableKind> = z.infer<(typeof eraseLineSchemas)[K]>;

/** Present in a complete line to store the personal data of an erased person again. */
export const eraseField = { erase: z.boolean().optional() };

/** Returns the schema of a line that removes personal data, if the line is one. */
export function findEraseSchema(line: { kind: string; erase?: unknown }): z.ZodType<EraseLine> | undefined {
  if (line.erase !== true || !Object.hasOwn(eraseLineSchemas, line.kind)) return undefined;
  return eraseLineSchemas[line.kind as ErasableKind] as z.ZodType<EraseLine>;
}

export const isEraseLine = (line: object): line is EraseLine => 'erase' in line && line.erase === true;
