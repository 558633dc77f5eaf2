import * as z from 'zod';

const datePattern = /^\d{4}-\d{2}-\d{2}$/;

/** Checks by a round trip through the calendar: `2024-02-30` does not exist. */
function isCalendarDate(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/**
 * Creates the schema of a text without characters that DynamoDB, logs or other systems cannot process.
 *
 * @param max - in characters, as in JSON Schema: code points, not the code units that `length` counts
 */
export const createTextSchema = (min: number, max: number) =>
  z
    .string()
    .refine(text => text.length >= min, { error: formatTooShort(min), params: { code: 'TOO_SHORT' } })
    .refine(text => text.length <= max || [...text].length <= max, {
      error: `must be at most ${max} characters`,
      params: { code: 'TOO_LONG' },
    })
    .refine(text => text.isWellFormed() && !text.includes('\0'), {
      error: 'must be well-formed Unicode without NUL characters',
      params: { code: 'INVALID_VALUE' },
    })
    .meta({ minLength: min, maxLength: max, pattern: '^[^\\x00]*$' });

/** Formats the error of a text that has fewer than `min` characters. */
export const formatTooShort = (min: number | bigint): string =>
  min === 1 ? 'must not be empty' : `must be at least ${min} characters`;

/** The rule of texts that no JSON schema can state. Appended to the descriptions of texts in requests. */
export const textRule = 'NUL characters and lone surrogates are refused.';

/** The ID of a resource. IDs that this API generates are UUIDs. */
export const ResourceId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be 1 to 64 of the characters A-Z, a-z, 0-9, _ and -');

export const TenantId = z.string().regex(/^[a-z0-9-]{1,32}$/, 'must be 1 to 32 of the characters a-z, 0-9 and -');

/** A calendar date. */
export const CalendarDate = z
  .string()
  .regex(datePattern, 'must be a date in the format YYYY-MM-DD')
  .refine(text => !datePattern.test(text) || isCalendarDate(text), {
    error: 'is not an existing date',
    params: { code: 'INVALID_VALUE' },
  })
  .meta({ format: 'date' });
export type CalendarDate = z.infer<typeof CalendarDate>;

/** A date in a request: a calendar date in the tenant's time zone, in the years 2000 to 2200. */
export const ScheduledDate = CalendarDate.refine(
  text => !datePattern.test(text) || (text >= '2000-01-01' && text <= '2200-12-31'),
  { error: 'must be in the years 2000 to 2200', params: { code: 'INVALID_VALUE' } },
).meta({ examples: ['2099-03-01'] });

/** Creates the schema of an optional `scheduledAt`. @param description - what happens on that day */
export const createScheduleField = (description: string) =>
  ScheduledDate.optional().describe(
    `${description} It is a calendar date in the tenant's time zone, in the years 2000 to 2200. A past date is refused.`,
  );

/** An RFC 3339 instant in UTC, always with milliseconds, so that instants compare as text. */
export const Instant = z
  .string()
  .regex(
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/,
    'must be an instant in UTC in the format YYYY-MM-DDTHH:MM:SS.sssZ',
  )
  .meta({ description: 'An RFC 3339 instant in UTC.', format: 'date-time', examples: ['2024-01-15T09:30:00.000Z'] });
export type Instant = z.infer<typeof Instant>;

/** Any JSON object. Its content is not validated. */
export const JsonObject = z
  .custom<{ [key: string]: unknown }>(value => typeof value === 'object' && value !== null && !Array.isArray(value), {
    error: 'must be a JSON object',
    params: { code: 'INVALID_TYPE' },
  })
  .meta({ type: 'object', additionalProperties: true });
export type JsonObject = z.infer<typeof JsonObject>;
