import { usePortal } from '../session/portal-context.ts';

const locale = 'en-GB';

/** Writes a calendar date in words: 15 Jan 2024. */
export const toDayText = (date: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));

/** Returns the calendar date of an instant in a time zone. */
export const toCalendarDate = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);

/** Returns today's date in the time zone of the tenant. */
export const useToday = (): string => toCalendarDate(new Date(), usePortal().session.tenant.timeZone);

/** An instant in the time zone of the tenant. */
export function InstantText({ at }: { at: string }) {
  const { timeZone } = usePortal().session.tenant;
  const text = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium', timeZone }).format(
    new Date(at),
  );
  return (
    <time dateTime={at} title={at}>
      {text}
    </time>
  );
}

/** A calendar date. */
export const DayText = ({ date }: { date: string }) => <time dateTime={date}>{toDayText(date)}</time>;
