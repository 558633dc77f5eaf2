import * as z from 'zod';
import { CalendarDate } from './field-types.ts';

/** A change of status that is yet to come. */
export const createScheduledChangeSchema = <S extends readonly [string, ...string[]]>(statuses: S) =>
  z.strictObject({
    status: z.enum(statuses),
    scheduledAt: CalendarDate.describe("In force from the start of this day in the tenant's time zone."),
  });
