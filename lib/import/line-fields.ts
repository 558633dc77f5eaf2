import * as z from 'zod';
import { CalendarDate, JsonObject, ResourceId } from '../contract/field-types.ts';
import { Price } from '../contract/product-offering.ts';
import { referencePrefix } from '../contract/reference.ts';
import { Iccid } from '../contract/subscription.ts';
import { toInstant } from '../domain/calendar.ts';

const rfc3339Pattern =
  /^(\d{4}-\d{2}-\d{2})[Tt](?:[01]\d|2[0-3])(?::[0-5]\d){2}(?:\.\d+)?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** An RFC 3339 instant with any offset. It is converted to UTC with milliseconds. */
export const OffsetInstant = z.string().transform((text, context): string => {
  const date = rfc3339Pattern.exec(text)?.[1];
  if (date === undefined)
    return addInstantIssue(context, 'must be an instant such as 2024-01-15T09:30:00Z', 'INVALID_FORMAT');
  if (!CalendarDate.safeParse(date).success) return addInstantIssue(context, 'is on a date that does not exist');
  const instant = toInstant(Date.parse(text));
  if (instant < '1900' || instant >= '2201') return addInstantIssue(context, 'must be in the years 1900 to 2200');
  return instant;
});

function addInstantIssue(context: z.core.$RefinementCtx<string>, message: string, code = 'INVALID_VALUE'): never {
  context.addIssue({ code: 'custom', message, params: { code } });
  return z.NEVER;
}

/** A day of the terms of a license or an add-on, which may be as old as its start. */
export const TermDate = CalendarDate.refine(date => date >= '1900-01-01' && date <= '2200-12-31', {
  error: 'must be in the years 1900 to 2200',
  params: { code: 'INVALID_VALUE' },
});

/** The ID of a resource that can also be named by its reference. */
export const ReferableId = ResourceId.refine(id => !id.startsWith(referencePrefix), {
  error: 'must not begin with rid_, which begins a reference',
  params: { code: 'INVALID_VALUE' },
});

/** An IANA name. Offsets such as `+01:00`, which newer runtimes accept, are rejected because they have no daylight saving time. */
export const TimeZoneName = z.string().refine(isTimeZone, {
  error: 'must be the IANA name of a time zone such as Europe/Berlin',
  params: { code: 'INVALID_VALUE' },
});

function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Limits that keep an item with all of its fields small enough for one response. */
const maxObjectBytes = 32 * 1024;

/** An object that is stored unchanged: `details`, `extensions`. */
export const OpaqueObject = JsonObject.superRefine((value, context) => {
  const message =
    Buffer.byteLength(JSON.stringify(value)) > maxObjectBytes
      ? `is larger than ${maxObjectBytes} bytes as JSON`
      : findValueProblem(value);
  if (message) context.addIssue({ code: 'custom', message, params: { code: 'INVALID_VALUE' } });
});

/** Finds a value that would not be returned as it was sent. Numbers are checked after parsing: 1e400 is Infinity. */
function findValueProblem(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string':
      return value.isWellFormed() ? undefined : 'contains a lone surrogate, which is not a Unicode character';
    case 'number':
      return Math.abs(value) <= Number.MAX_SAFE_INTEGER
        ? undefined
        : 'contains a number that is not between -(2^53 - 1) and 2^53 - 1';
    case 'object':
      for (const [name, inner] of Object.entries(value ?? {})) {
        const problem = findValueProblem(name) ?? findValueProblem(inner);
        if (problem) return problem;
      }
      return undefined;
    default:
      return undefined;
  }
}

/** DynamoDB stores no number closer to zero than 1e-130. No currency has amounts below this limit. */
const minAmount = 1e-9;

/** A price with amounts that can be stored. */
export const StorablePrice = Price.superRefine((price, context) => {
  for (const name of ['netPrice', 'discount'] as const) {
    const amount = price[name];
    if (amount === undefined || amount === 0 || Math.abs(amount) >= minAmount) continue;
    const message = `must be 0 or at least ${minAmount}`;
    context.addIssue({ code: 'custom', path: [name], message, params: { code: 'INVALID_VALUE' } });
  }
});

/** The number of a SIM card. A trailing `F`, which fills the last half byte in many exports, is removed. */
export const ImportedIccid = z.preprocess(
  value => (typeof value === 'string' ? value.replace(/(?<=\d)[Ff]$/, '') : value),
  Iccid,
);
