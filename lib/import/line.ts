import * as z from 'zod';
import { parseJson } from '../json.ts';
import { Id, TenantId, Text } from '../schemas/primitive.ts';
import { detailsOf } from '../schemas/problem.ts';
import { CancellationSchedule, ProductOfferingGroup } from '../schemas/product-offering.ts';
import { StatedPrice, TimeZone } from './fields.ts';
import { LicenseLine } from './license-line.ts';
import type { Problem } from './problem.ts';
import { SubscriptionLine } from './subscription-line.ts';

const TenantLine = z.strictObject({
  kind: z.literal('tenant'),
  tenantId: TenantId,
  mode: z.enum(['live', 'test']),
  timeZone: TimeZone.default('UTC'),
  billingManaged: z.boolean().default(false),
});
export type TenantLine = z.infer<typeof TenantLine>;

const CustomerLine = z.strictObject({
  kind: z.literal('customer'),
  tenantId: TenantId,
  customerId: Id,
  name: Text(1, 256),
});
export type CustomerLine = z.infer<typeof CustomerLine>;

const UserLine = z.strictObject({
  kind: z.literal('user'),
  tenantId: TenantId,
  userId: Id,
  customerId: Id,
  name: Text(1, 256),
  email: Text(3, 320).optional(),
});
export type UserLine = z.infer<typeof UserLine>;

const ProductOfferingLine = z
  .strictObject({
    kind: z.literal('productOffering'),
    tenantId: TenantId,
    productOfferingId: Id,
    name: Text(1, 256),
    type: z.enum(['LICENSE', 'SUBSCRIPTION', 'SUBSCRIPTION_ADDON']),
    licenseType: Text(1, 64).optional(),
    status: z.enum(['AVAILABLE', 'ARCHIVED']).default('AVAILABLE'),
    cancellationSchedule: CancellationSchedule.default('INSTANT'),
    price: StatedPrice,
    group: ProductOfferingGroup.optional(),
  })
  .superRefine(({ type, licenseType }, context) => {
    if ((type === 'LICENSE') === (licenseType !== undefined)) return;
    const [message, code] =
      type === 'LICENSE'
        ? ['is required with type LICENSE', 'FIELD_REQUIRED']
        : ['is only allowed with type LICENSE', 'INVALID_VALUE'];
    context.addIssue({ code: 'custom', path: ['licenseType'], message, params: { code } });
  });
export type ProductOfferingLine = z.infer<typeof ProductOfferingLine>;

const lines = {
  tenant: TenantLine,
  customer: CustomerLine,
  user: UserLine,
  productOffering: ProductOfferingLine,
  subscription: SubscriptionLine,
  license: LicenseLine,
};

/** What a line may be. */
export type Kind = keyof typeof lines;
/** One line of an import, as parsed: defaults filled in, instants in UTC. */
export type Line = z.infer<(typeof lines)[Kind]>;

const Kinded = z.looseObject({ kind: z.enum(Object.keys(lines) as [Kind, ...Kind[]]) });

/** So many things are said about one line. */
const maxProblems = 10;

/** Understands one line, or says everything that is wrong with it. */
export function parseLine(bytes: Uint8Array): Line | Problem[] {
  const json = parseJson(bytes);
  if (!json.ok) return [{ field: '', reason: json.message }];
  const kinded = Kinded.safeParse(json.value);
  if (!kinded.success) return problemsOf(kinded.error, json.value);
  const parsed = lines[kinded.data.kind].safeParse(json.value);
  return parsed.success ? parsed.data : problemsOf(parsed.error, json.value);
}

const problemsOf = (error: z.ZodError, line: unknown): Problem[] =>
  detailsOf(error, line)
    .slice(0, maxProblems)
    .map(({ property, message }) => ({ field: property === 'body' ? '' : property, reason: message }));
