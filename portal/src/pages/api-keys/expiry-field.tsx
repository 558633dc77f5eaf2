import { useState } from 'react';
import { DateField, readText, SelectField } from '../../components/form-fields.tsx';
import { toCalendarDate } from '../../format/dates.tsx';

const choices = [
  { value: '', label: 'never' },
  { value: '30', label: 'in 30 days' },
  { value: '90', label: 'in 90 days' },
  { value: '365', label: 'in a year' },
  { value: 'day', label: 'on another day' },
];

const dayMs = 24 * 3_600_000;

/** The expiry of an API key. */
export function ExpiryField() {
  const [choice, setChoice] = useState('90');
  return (
    <>
      <SelectField
        name="expiry"
        label="Expires"
        value={choice}
        onChange={event => setChoice(event.currentTarget.value)}
        data={choices}
      />
      {choice === 'day' && (
        <DateField
          name="expiresAt"
          label="Expires at the start of the day (UTC)"
          min={toCalendarDate(new Date(Date.now() + dayMs), 'UTC')}
          required
        />
      )}
    </>
  );
}

/**
 * Reads the expiry from the form; undefined for never. A number of days counts from the start of today (UTC), so that the same form sent twice is
 * the same command.
 */
export function readExpiry(form: FormData): string | undefined {
  const choice = readText(form, 'expiry');
  if (choice === undefined) return undefined;
  const day =
    choice === 'day'
      ? Date.parse(`${readText(form, 'expiresAt') ?? ''}T00:00:00Z`)
      : Date.parse(`${toCalendarDate(new Date(), 'UTC')}T00:00:00Z`) + Number(choice) * dayMs;
  return new Date(day).toISOString();
}
