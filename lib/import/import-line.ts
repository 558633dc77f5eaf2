import * as z from 'zod';
import { createTextSchema, ResourceId, TenantId } from '../contract/field-types.ts';
import { parseJson } from '../contract/json.ts';
import { CancellationSchedule, offeringRuleFields, ProductOfferingGroup } from '../contract/product-offering.ts';
import { toErrorDetails } from '../contract/validation-errors.ts';
import { CustomerLine } from './customer-line.ts';
import { type EraseLine, eraseField, findEraseSchema } from './erase-line.ts';
import type { ImportProblem } from './import-problem.ts';
import { LicenseLine } from './license-line.ts';
import { StorablePrice, TimeZoneName } from './line-fields.ts';
import { SimLine } from './sim.ts';
import { SubscriptionLine } from './subscription-line.ts';

const TenantLine = z.strictObject({
  kind: z.literal('tenant'),
  tenantId: TenantId,
  mode: z.enum(['live', 'test']),
  timeZone: TimeZoneName.default('UTC'),
  billingManaged: z.boolean().default(false),
});
export type TenantLine = z.infer<typeof TenantLine>;

const UserLine = z.strictObject({
  kind: z.literal('user'),
  tenantId: TenantId,
  userId: ResourceId,
  customerId: ResourceId,
  name: createTextSchema(1, 256),
  email: createTextSchema(3, 320).optional(),
  ...eraseField,
});
export type UserLine = z.infer<typeof UserLine>;

/** The fields that only one type of offering has. */
const typeOfField = {
  licenseType: 'LICENSE',
  changeOptions: 'LICENSE',
  addonOfferings: 'SUBSCRIPTION',
  validityDays: 'SUBSCRIPTION_ADDON',
} as const;

const ProductOfferingLine = z
  .strictObject({
    kind: z.literal('productOffering'),
    tenantId: TenantId,
    productOfferingId: ResourceId,
    name: createTextSchema(1, 256),
    type: z.enum(['LICENSE', 'SUBSCRIPTION', 'SUBSCRIPTION_ADDON']),
    licenseType: createTextSchema(1, 64).optional(),
    status: z.enum(['AVAILABLE', 'ARCHIVED']).default('AVAILABLE'),
    cancellationSchedule: CancellationSchedule.default('INSTANT'),
    price: StorablePrice,
    group: ProductOfferingGroup.optional(),
    ...offeringRuleFields,
  })
  .superRefine((offering, context) => {
    if (offering.type === 'LICENSE' && offering.licenseType === undefined) {
      const message = 'is required with type LICENSE';
      context.addIssue({ code: 'custom', path: ['licenseType'], message, params: { code: 'FIELD_REQUIRED' } });
    }
    for (const [field, type] of Object.entries(typeOfField)) {
      if (offering[field as keyof typeof typeOfField] === undefined || offering.type === type) continue;
      const message = `is only allowed with type ${type}`;
      context.addIssue({ code: 'custom', path: [field], message, params: { code: 'INVALID_VALUE' } });
    }
  });
export type ProductOfferingLine = z.infer<typeof ProductOfferingLine>;

const lineSchemas = {
  tenant: TenantLine,
  customer: CustomerLine,
  user: UserLine,
  productOffering: ProductOfferingLine,
  sim: SimLine,
  subscription: SubscriptionLine,
  license: LicenseLine,
};

/** The schemas of all kinds of lines. */
export type LineKind = keyof typeof lineSchemas;
/** A parsed import line, with defaults filled in and instants in UTC. */
export type ImportLine = EraseLine | z.infer<(typeof lineSchemas)[LineKind]>;

const LineWithKind = z.looseObject({
  kind: z.enum(Object.keys(lineSchemas) as [LineKind, ...LineKind[]]),
  erase: z.unknown().optional(),
});

/** The maximum number of problems that are reported for one line. */
const maxProblemsPerLine = 10;

/** Parses one line, or returns all of its problems. */
export function parseImportLine(bytes: Uint8Array): ImportLine | ImportProblem[] {
  const json = parseJson(bytes);
  if (!json.ok) return [{ field: '', reason: json.message }];
  const lineWithKind = LineWithKind.safeParse(json.value);
  if (!lineWithKind.success) return toImportProblems(lineWithKind.error, json.value);
  const eraseSchema = findEraseSchema(lineWithKind.data);
  if (eraseSchema) return parseEraseLine(eraseSchema, json.value);
  const parsed = lineSchemas[lineWithKind.data.kind].safeParse(json.value);
  return parsed.success ? parsed.data : toImportProblems(parsed.error, json.value);
}

function parseEraseLine(schema: z.ZodType<EraseLine>, line: unknown): EraseLine | ImportProblem[] {
  const parsed = schema.safeParse(line);
  if (parsed.success) return parsed.data;
  const hasSurplusFields = parsed.error.issues.some(({ code }) => code === 'unrecognized_keys');
  return hasSurplusFields
    ? [{ field: 'erase', reason: 'is only allowed in a line that contains nothing but IDs' }]
    : toImportProblems(parsed.error, line);
}

const toImportProblems = (error: z.ZodError, line: unknown): ImportProblem[] =>
  toErrorDetails(error, line)
    .slice(0, maxProblemsPerLine)
    .map(({ property, message }) => ({ field: property === 'body' ? '' : property, reason: message }));
