import * as z from 'zod';
import { CalendarDate } from './field-types.ts';

/** Creates the schema of a scheduled change of status. */
export const createScheduledChangeSchema = <S extends readonly [string, ...string[]]>(statuses: S, id: string) =>
  z
    .strictObject({
      status: z.enum(statuses).describe('The status from that day on.'),
      scheduledAt: CalendarDate.describe(
        "The day of the change. It takes effect at the start of this day in the tenant's time zone.",
      ),
    })
    .meta({ id, description: 'A scheduled change of status.' });
